//! Which text says what: from values of the protocol to keys of the locale files, and to numbers fit for reading.
//!
//! Pure. The texts themselves lie in the locale files.

use floorwalker_locale::Catalog;
use floorwalker_protocol::{ErrorCode, HandoffReason, Millis};

use crate::state::event::Action;
use crate::state::line::Happening;

/// A reason in few words.
pub fn reason(catalog: &Catalog, reason: HandoffReason) -> String {
    let key = match reason {
        HandoffReason::Requested => "reason-requested",
        HandoffReason::LowConfidence => "reason-low-confidence",
        HandoffReason::Unknown => "reason-unknown",
        HandoffReason::Repeated => "reason-repeated",
        HandoffReason::Upset => "reason-upset",
        HandoffReason::Sensitive => "reason-sensitive",
        HandoffReason::NoData => "reason-no-data",
        HandoffReason::Other => "reason-other",
    };
    catalog.text(key).to_owned()
}

/// A reason in a sentence.
pub fn reason_sentence(catalog: &Catalog, reason: HandoffReason) -> String {
    let key = match reason {
        HandoffReason::Requested => "reason-requested-long",
        HandoffReason::LowConfidence => "reason-low-confidence-long",
        HandoffReason::Unknown => "reason-unknown-long",
        HandoffReason::Repeated => "reason-repeated-long",
        HandoffReason::Upset => "reason-upset-long",
        HandoffReason::Sensitive => "reason-sensitive-long",
        HandoffReason::NoData => "reason-no-data-long",
        HandoffReason::Other => "reason-other-long",
    };
    catalog.text(key).to_owned()
}

/// Why the hub refused something, to stand after a colon.
pub fn refusal(catalog: &Catalog, code: ErrorCode) -> String {
    let key = match code {
        ErrorCode::Malformed => "error-malformed",
        ErrorCode::TooLarge => "error-too-large",
        ErrorCode::TooFast => "error-too-fast",
        ErrorCode::Denied => "error-denied",
        ErrorCode::NotFound => "error-not-found",
        ErrorCode::Conflict => "error-conflict",
        ErrorCode::Unavailable => "error-unavailable",
        ErrorCode::Other => "error-other",
    };
    catalog.text(key).to_owned()
}

/// What happened to a conversation, told to the agent named `me`.
pub fn happening(catalog: &Catalog, happening: &Happening, me: &str) -> String {
    let by = |name: &str, own: &str, others: &str| {
        if name == me { catalog.text(own).to_owned() } else { catalog.fill(others, &[("name", name)]) }
    };
    match happening {
        Happening::HandedOff(why) => catalog.fill("happened-handed-off", &[("reason", &reason(catalog, *why))]),
        Happening::Taken(name) => by(name, "happened-taken-you", "happened-taken"),
        Happening::Returned(Some(name)) => by(name, "happened-returned-you", "happened-returned-by"),
        Happening::Returned(None) => catalog.text("happened-returned").to_owned(),
        Happening::Closed(Some(name)) => by(name, "happened-closed-you", "happened-closed-by"),
        Happening::Closed(None) => catalog.text("happened-closed").to_owned(),
    }
}

/// What the button for an action says: before, and while the hub is at it.
pub fn action(catalog: &Catalog, action: Action, is_busy: bool) -> String {
    let key = match (action, is_busy) {
        (Action::Take, false) => "take",
        (Action::Take, true) => "take-busy",
        (Action::Return, false) => "return",
        (Action::Return, true) => "return-busy",
        (Action::Close, false) => "close",
        (Action::Close, true) => "close-busy",
    };
    catalog.text(key).to_owned()
}

/// How long something has lasted, in whole minutes. Clocks that disagree make it "just now", never less.
pub fn waited(catalog: &Catalog, since: Millis, now: Millis) -> String {
    let minutes = now.saturating_sub(since) / 60_000;
    let (hours, rest) = (minutes / 60, (minutes % 60).to_string());
    match (hours, minutes) {
        (0, 0) => catalog.text("wait-now").to_owned(),
        (0, _) => catalog.fill("wait-minutes", &[("minutes", &rest)]),
        _ => catalog.fill("wait-hours", &[("hours", &hours.to_string()), ("minutes", &rest)]),
    }
}

/// Whole seconds until `at`, at least 1: "in 0 s" says nothing.
pub fn seconds_until(at: Millis, now: Millis) -> String {
    at.saturating_sub(now).div_ceil(1000).max(1).to_string()
}

/// A probability as a whole percentage.
pub fn percent(catalog: &Catalog, probability: f32) -> String {
    let value = format!("{:.0}", probability.clamp(0.0, 1.0) * 100.0);
    catalog.fill("percent", &[("value", &value)])
}

/// The name of a BCP 47 tag's language, where the console knows it.
pub fn language_name<'a>(catalog: &Catalog, tag: &'a str) -> Option<&'a str> {
    match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "zh" => Some(catalog.text("language-zh")),
        "en" => Some(catalog.text("language-en")),
        _ => None,
    }
}

/// A BCP 47 tag with the name of its language, where the console knows it.
pub fn language(catalog: &Catalog, tag: &str) -> String {
    match language_name(catalog, tag) {
        Some(name) => catalog.fill("language-with-tag", &[("name", name), ("tag", tag)]),
        None => tag.to_owned(),
    }
}

/// The address if it may be followed: `http` or `https`, nothing else. A shopper's page could say `javascript:`.
pub fn safe_address(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && !rest.is_empty() && !url.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn waits_are_told_in_the_largest_fitting_units() {
        let check = |ms: Millis, text: &str| assert_eq!(waited(Language::En.catalog(), 1_000, 1_000 + ms), text);
        check(0, "just now");
        check(59_999, "just now");
        check(60_000, "1 min");
        check(59 * 60_000, "59 min");
        check(61 * 60_000, "1 h 1 min");
    }

    #[test]
    fn a_wait_that_begins_in_the_future_has_just_begun() {
        assert_eq!(waited(Language::En.catalog(), 5_000, 1_000), "just now");
    }

    #[test]
    fn only_web_addresses_may_be_followed() {
        for good in ["https://shop.example/p/1", "HTTP://shop.example"] {
            assert_eq!(safe_address(good), Some(good));
        }
        for bad in
            ["javascript:alert(1)", "javascript://x\nalert(1)", "data:text/html,x", "//shop.example", "", "https://"]
        {
            assert_eq!(safe_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn probabilities_read_as_whole_percentages() {
        let check = |probability, text: &str| assert_eq!(percent(Language::En.catalog(), probability), text);
        check(0.344, "34%");
        check(1.5, "100%");
        check(-0.2, "0%");
    }

    #[test]
    fn tags_carry_the_name_of_their_language_where_it_is_known() {
        assert_eq!(language(Language::En.catalog(), "zh-CN"), "Chinese (zh-CN)");
        assert_eq!(language(Language::En.catalog(), "sv"), "sv");
    }

    #[test]
    fn an_agent_reads_of_own_doings_as_such() {
        let taken = Happening::Taken("Lin".to_owned());
        assert_eq!(happening(Language::En.catalog(), &taken, "Lin"), "Taken by you");
        assert_eq!(happening(Language::En.catalog(), &taken, "Ana"), "Taken by Lin");
    }
}
