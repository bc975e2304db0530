//! A probability as a bar with its number.

use leptos::prelude::*;

use super::words::use_console;
use crate::wording::percent;

/// A labelled bar for a probability.
#[component]
pub(super) fn Meter(
    /// The probability, 0 to 1.
    value: f32,
    /// The id of the element that names the bar.
    labelled_by: String,
) -> impl IntoView {
    let console = use_console();
    let value = value.clamp(0.0, 1.0);
    let width = format!("{:.0}", value * 100.0);
    let hundredths = width.clone();
    let words = move || percent(console.language().catalog(), value);
    view! {
        <span class="meter">
            <svg class="meter-track" viewBox="0 0 100 1" preserveAspectRatio="none" role="meter" aria-valuemin="0"
                aria-valuemax="100" aria-valuenow=hundredths aria-valuetext=words aria-labelledby=labelled_by>
                <rect width=width height="1" />
            </svg>
            <span class="meter-value" aria-hidden="true">{words}</span>
        </span>
    }
}
