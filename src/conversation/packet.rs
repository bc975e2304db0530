//! Making a handoff packet fit into a frame. What goes into it is decided elsewhere.

use floorwalker_protocol::{Packet, limits};

/// Most bytes of JSON that a page's address may take; a longer one is left out.
const MOST_URL: usize = 1_000;
/// Most characters of a page's title.
const MOST_TITLE: usize = 200;
/// Most characters of a candidate's title.
const MOST_CANDIDATE: usize = 120;

/// The packet, shortened to at most [`limits::PACKET_BYTES`] of JSON: long titles are cut, then the oldest lines of the
/// transcript are left out, and only a question that is too long by itself is cut.
pub(super) fn fit(mut packet: Packet) -> Packet {
    packet.candidates.truncate(limits::PACKET_CANDIDATES);
    packet.candidates.iter_mut().for_each(|candidate| clip(&mut candidate.title, MOST_CANDIDATE));
    if let Some(page) = &mut packet.page {
        clip(&mut page.title, MOST_TITLE);
    }
    if packet.page.as_ref().is_some_and(|page| json_len(&page.url) > MOST_URL) {
        packet.page = None;
    }
    if let Some(contact) = &mut packet.contact {
        clip(contact, limits::CONTACT_CHARS);
    }
    while packet_len(&packet) > limits::PACKET_BYTES && !packet.transcript.is_empty() {
        packet.transcript.remove(0);
    }
    while packet_len(&packet) > limits::PACKET_BYTES {
        let shorter = packet.question.chars().count() * 3 / 4;
        clip(&mut packet.question, shorter);
    }
    packet
}

/// Cuts `text` to at most `chars` characters.
pub(super) fn clip(text: &mut String, chars: usize) {
    if let Some((end, _)) = text.char_indices().nth(chars) {
        text.truncate(end);
    }
}

/// At least the bytes that the packet takes as JSON: names, signs and numbers are counted generously.
fn packet_len(packet: &Packet) -> usize {
    /// Field names, braces and the reason.
    const ENVELOPE: usize = 200;
    /// A transcript line without its text: names, the speaker, the time.
    const LINE: usize = 70;
    /// A candidate without its texts: names and the confidence.
    const CANDIDATE: usize = 70;
    let lines = packet.transcript.iter().map(|line| LINE + json_len(&line.text));
    let candidates =
        packet.candidates.iter().map(|candidate| CANDIDATE + json_len(&candidate.entry) + json_len(&candidate.title));
    let page = packet.page.as_ref().map_or(0, |page| json_len(&page.url) + json_len(&page.title));
    let contact = packet.contact.as_ref().map_or(0, |contact| json_len(contact));
    let texts = json_len(&packet.question) + json_len(&packet.locale) + page + contact;
    ENVELOPE + texts + lines.sum::<usize>() + candidates.sum::<usize>()
}

/// At least the bytes that `text` takes as a JSON string without its quotes.
fn json_len(text: &str) -> usize {
    let escaped = |byte: u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' => 2,
        0..0x20 | 0x7f => 6,
        _ => 1,
    };
    text.bytes().map(escaped).sum()
}

#[cfg(test)]
mod tests {
    use floorwalker_protocol::{Candidate, HandoffReason, Page, Speaker, TranscriptLine, json::encode};

    use super::*;

    fn packet(question: &str, lines: &[&str]) -> Packet {
        let candidate = |index| Candidate {
            entry: format!("entry-{index}"),
            title: "很长的标题".repeat(60),
            confidence: 0.987_654_3,
        };
        let line =
            |text: &&str| TranscriptLine { by: Speaker::Shopper, at: 1_800_000_000_000, text: (*text).to_owned() };
        Packet {
            reason: HandoffReason::LowConfidence,
            question: question.to_owned(),
            confidence: Some(0.123_456_79),
            candidates: (0..9).map(candidate).collect(),
            transcript: lines.iter().map(line).collect(),
            page: Some(Page { url: "https://shop.example/p/1".to_owned(), title: "标题".repeat(500) }),
            locale: "zh-CN".to_owned(),
            contact: Some("a@b.example".to_owned()),
        }
    }

    #[test]
    fn every_packet_fits_whatever_was_said() {
        let check = |text: &str| {
            let lines: Vec<&str> = vec![text; 50];
            let packet = fit(packet(text, &lines));
            let bytes = encode(&packet).len();
            assert!(bytes <= limits::PACKET_BYTES, "{bytes} bytes for {:?}…", text.chars().next());
        };
        for piece in ["a", "发", "😀", "\"", "\\", "\n", "\u{1}", "\u{7f}", "\u{2028}"] {
            for count in [0, 1, 100, limits::MESSAGE_CHARS] {
                check(&piece.repeat(count));
            }
        }
    }

    #[test]
    fn the_oldest_lines_go_first() {
        let old = "old".repeat(2_000);
        let lines = [old.as_str(), &old, &old, "the newest"];
        let packet = fit(packet("question", &lines));
        assert_eq!(packet.transcript.last().expect("kept").text, "the newest");
        assert!(packet.transcript.len() < lines.len());
        assert_eq!(packet.question, "question");
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        let mut small = packet("question", &["one", "two"]);
        small.candidates.truncate(1);
        small.candidates[0].title = "short".to_owned();
        small.page = None;
        assert_eq!(fit(small.clone()), small);
    }

    #[test]
    fn an_endless_address_is_left_out_rather_than_cut() {
        let mut long = packet("question", &[]);
        long.page = Some(Page { url: format!("https://shop.example/{}", "x".repeat(5_000)), title: String::new() });
        assert_eq!(fit(long).page, None);
    }
}
