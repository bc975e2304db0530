//! The console's few pictures, drawn in the colour of the text around them. All are decoration: words stand beside them.

use leptos::prelude::*;

/// The mark: somebody standing on a floor, showing the way.
#[component]
pub(super) fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <rect width="24" height="24" rx="6" class="mark-ground" />
            <circle cx="8.6" cy="6.4" r="2.2" class="mark-figure" />
            <path d="M8.6 10v5M8.6 11.6h8.2M14.4 9.1l2.6 2.5-2.6 2.5M5 18.4h14" class="mark-line" />
        </svg>
    }
}

/// Back, one pane to the left.
#[component]
pub(super) fn Back() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M10 3 5 8l5 5" /></svg>
    }
}

/// On, one pane to the right.
#[component]
pub(super) fn On() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M6 3l5 5-5 5" /></svg>
    }
}

/// Down, to what came last.
#[component]
pub(super) fn Down() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M3 6l5 5 5-5" /></svg>
    }
}

/// Arrived.
#[component]
pub(super) fn Tick() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true"><path d="M3 8.5 6.5 12 13 4.5" /></svg>
    }
}
