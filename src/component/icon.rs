//! The widget's few icons, drawn on a 24 by 24 grid with round strokes.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A speech bubble.
    Chat,
    /// A cross.
    Close,
    /// An arrow upwards.
    Send,
    /// A head and shoulders.
    Person,
    /// A way out.
    Leave,
    /// A padlock.
    Lock,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Chat => "M4 12a8 7.5 0 1 1 3.4 6.1L4 19l.9-3A7 7 0 0 1 4 12M8.5 12h.01M12 12h.01M15.5 12h.01",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Send => "M12 19V5M5.5 11.5L12 5l6.5 6.5",
            Self::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20a7.5 7.5 0 0 1 15 0",
            Self::Leave => "M14 4H6v16h8M10 12h10M17 8.5l3.5 3.5-3.5 3.5",
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
        }
    }
}

/// Draws an icon. It says nothing to a screen reader: what it is for is said beside it.
#[component]
pub(crate) fn Glyph(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.path() />
        </svg>
    }
}
