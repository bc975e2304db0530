//! How large things on the wire may be. Both ends check against these, the hub strictly.

/// Most bytes of one frame from a shopper.
pub const VISITOR_FRAME_BYTES: usize = 16 * 1024;

/// Most bytes of one frame from an agent.
pub const AGENT_FRAME_BYTES: usize = 64 * 1024;

/// Most characters of one message's text.
pub const MESSAGE_CHARS: usize = 4_000;

/// Most bytes of a handoff packet encoded as JSON: a frame less its envelope.
pub const PACKET_BYTES: usize = 14 * 1024;

/// Most candidates that a handoff packet names.
pub const PACKET_CANDIDATES: usize = 5;

/// Most characters of a contact (an e-mail address or telephone number) that a shopper leaves.
pub const CONTACT_CHARS: usize = 254;
