//! Fields of a look-up: what is a value of theirs, and where one stands in what a shopper says.

use std::ops::Range;

use crate::knowledge::{Field, FieldKind};
use crate::pattern::narrow;

/// Most characters of a value.
const MOST_CHARS: usize = 200;

/// Digits of a telephone number: at most those of ITU-T E.164.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 5..=15;

/// Most of a masked value that stays to be read, in characters from its end.
const MOST_SHOWN: usize = 4;

/// A value of `field`, as it is looked up: without blanks around, narrow, one of the options as they are written. `None` if
/// `given` cannot be one.
pub(super) fn value(field: &Field, given: &str) -> Option<String> {
    let given: String = given.trim().chars().map(narrow).collect();
    let without = |parts: &[char]| given.replace(parts, "");
    let is_right = |value: &String| {
        !value.is_empty()
            && value.chars().count() <= MOST_CHARS
            && is_kind(field.kind, value)
            && is_pattern(field, value)
    };
    if !field.options.is_empty() {
        return field.options.iter().find(|option| option.eq_ignore_ascii_case(&given)).cloned();
    }
    // People part long numbers to read them.
    [given.clone(), without(&[' ']), without(&[' ', '-'])].into_iter().find(is_right)
}

/// Where a value of `field` stands in what was `said`, as a range of bytes. Fields that take any words are found nowhere.
pub(super) fn find(field: &Field, said: &str) -> Option<Range<usize>> {
    if !field.options.is_empty() {
        let found = field.options.iter().filter_map(|option| word(said, option));
        return found.max_by_key(Range::len);
    }
    match (&field.pattern, field.kind) {
        (Some(pattern), kind) => pattern.find(said).filter(|range| is_kind(kind, &said[range.clone()])),
        (None, FieldKind::Text) => None,
        (None, kind) => words(said, kind).find(|range| value(field, &said[range.clone()]).is_some()),
    }
}

/// Where `option` stands in what was `said`, not within a word or number of Latin letters and digits.
fn word(said: &str, option: &str) -> Option<Range<usize>> {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let parts = |at: usize| !(is_part(said[..at].chars().next_back()) && is_part(said[at..].chars().next()));
    let is_decimal = |at: usize| said[at..].strip_prefix('.').is_some_and(|rest| is_part(rest.chars().next()));
    let lower = said.to_ascii_lowercase();
    let places =
        lower.match_indices(&option.to_ascii_lowercase()).map(|(at, found)| at..at + found.len()).collect::<Vec<_>>();
    places.into_iter().find(|range| parts(range.start) && parts(range.end) && !is_decimal(range.end))
}

/// The runs of characters of which a value of the kind may consist.
fn words(said: &str, kind: FieldKind) -> impl Iterator<Item = Range<usize>> {
    let is_part = move |c: char| match kind {
        FieldKind::Email => c.is_ascii_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-".contains(c),
        FieldKind::Phone => c.is_ascii_digit() || "+-() ".contains(c),
        FieldKind::Number | FieldKind::Text => narrow(c).is_ascii_digit(),
    };
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + said[from..].find(is_part)?;
        let end = said[start..].find(|c| !is_part(c)).map_or(said.len(), |length| start + length);
        from = end;
        let run = &said[start..end];
        // The sentence's own marks.
        let inner = run.trim_matches(['.', '?', '!', ' ', '-', '\'']);
        let start = start + run.find(inner).unwrap_or_default();
        Some(start..start + inner.len())
    })
}

fn is_kind(kind: FieldKind, value: &str) -> bool {
    match kind {
        FieldKind::Text => true,
        FieldKind::Number => value.chars().all(|c| narrow(c).is_ascii_digit()),
        FieldKind::Phone => {
            let digits = value.bytes().filter(u8::is_ascii_digit).count();
            PHONE_DIGITS.contains(&digits) && value.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c))
        }
        FieldKind::Email => value.split_once('@').is_some_and(|(name, host)| {
            let is_host = host.split('.').all(|part| !part.is_empty()) && host.contains('.');
            !name.is_empty() && is_host && !host.contains('@') && !value.contains(char::is_whitespace)
        }),
    }
}

fn is_pattern(field: &Field, value: &str) -> bool {
    field.pattern.as_ref().is_none_or(|pattern| pattern.is_match(value))
}

/// `value` with all but its end hidden; of a short one even less is left.
pub(super) fn masked(value: &str) -> String {
    let count = value.chars().count();
    let hidden = count - (count / 4).min(MOST_SHOWN);
    value.chars().enumerate().map(|(number, c)| if number < hidden { '•' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Pattern;

    fn field(kind: FieldKind) -> Field {
        Field { kind, ..Field::default() }
    }

    #[test]
    fn values_are_checked_and_made_alike() {
        let check = |kind, given, wanted: Option<&str>| {
            assert_eq!(value(&field(kind), given).as_deref(), wanted, "{given}");
        };
        check(FieldKind::Number, " １２ 34 ", Some("1234"));
        check(FieldKind::Number, "12a", None);
        check(FieldKind::Phone, "+86 138-0000-0000", Some("+86 138-0000-0000"));
        check(FieldKind::Phone, "12", None);
        check(FieldKind::Email, "mei@shop.example", Some("mei@shop.example"));
        check(FieldKind::Email, "mei@shop", None);
        check(FieldKind::Email, "a@b@c.example", None);
        check(FieldKind::Text, "  Lin  ", Some("Lin"));
        check(FieldKind::Text, " ", None);
        check(FieldKind::Text, &"x".repeat(201), None);
        let order = Field { pattern: Some(Pattern::compile(r"LT\d{8}").expect("it is one")), ..Field::default() };
        assert_eq!(value(&order, "lt 1234-5678").as_deref(), Some("lt12345678"));
        assert_eq!(value(&order, "LT123"), None);
        let store = Field { options: vec!["Berlin".to_owned(), "上海".to_owned()], ..Field::default() };
        assert_eq!([value(&store, "berlin"), value(&store, "Bonn")], [Some("Berlin".to_owned()), None]);
    }

    #[test]
    fn values_are_found_in_what_is_said() {
        let check = |kind, said: &str, wanted: Option<&str>| {
            assert_eq!(find(&field(kind), said).map(|range| &said[range]), wanted, "{said}");
        };
        check(FieldKind::Email, "it is mei@shop.example.", Some("mei@shop.example"));
        check(FieldKind::Email, "邮箱是mei.lin@shop.example，谢谢", Some("mei.lin@shop.example"));
        check(FieldKind::Phone, "call me: +49 30 1234567 please", Some("+49 30 1234567"));
        check(FieldKind::Number, "订单号是２０２６１１，麻烦查一下", Some("２０２６１１"));
        check(FieldKind::Text, "anything", None);
        check(FieldKind::Phone, "no 12", None);
        let store = Field { options: vec!["上海".to_owned()], ..Field::default() };
        assert_eq!(find(&store, "在上海有吗"), Some(3..9));
        let check = |options: &[&str], said: &str, wanted: Option<&str>| {
            let options = options.iter().map(|&size| size.to_owned()).collect();
            let sizes = Field { options, ..Field::default() };
            assert_eq!(find(&sizes, said).map(|range| &said[range]), wanted, "{said}");
        };
        check(&["36", "36.5"], "36.5 please", Some("36.5"));
        check(&["36"], "36.5", None);
        check(&["36"], "I take 36.", Some("36"));
        check(&["S", "M"], "How much is Shipping?", None);
        check(&["S", "M"], "size s", Some("s"));
    }

    #[test]
    fn a_mask_leaves_a_quarter_at_most() {
        let check = |value, wanted: &str| assert_eq!(masked(value), wanted);
        check("LT12345678", "••••••••78");
        check("12345678901234567890", "••••••••••••••••7890");
        check("abc", "•••");
        check("", "");
    }
}
