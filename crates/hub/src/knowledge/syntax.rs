//! What keeps a text from being JSON, in a merchant's words, and how to mend it.

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::ParseErrorKind;

/// Most characters of an excerpt on either side of the trouble.
const EXCERPT_CHARS: usize = 16;

/// The first place that no parser needs to look further than: a line break inside a text, which mostly is a text that was
/// not closed, and outside of texts whatever is not ASCII, such as the punctuation of a Chinese keyboard.
pub(super) fn stray(text: &str) -> Option<(usize, String)> {
    let (mut is_inside, mut is_escaped) = (false, false);
    for (offset, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_inside => is_escaped = true,
            '"' => is_inside = !is_inside,
            '\n' | '\r' if is_inside => {
                let what =
                    "a text is not closed on its line; close it with \", and write a line break inside it as \\n";
                return Some((offset, what.to_owned()));
            }
            c if is_inside && c < ' ' => {
                return Some((
                    offset,
                    format!("a text holds a raw {}; write it as \\t or \\u…, or leave it out", name(c)),
                ));
            }
            '\n' | '\r' | '\t' => {}
            c if !is_inside && (!c.is_ascii() || c.is_ascii_control()) => {
                let remedy =
                    if c.is_alphanumeric() { "put texts in \"…\"" } else { "write the sign of an English keyboard" };
                return Some((offset, format!("found {} outside of a text; {remedy}", name(c))));
            }
            _ => {}
        }
    }
    None
}

/// A character that can be seen as it is, any other by its number.
fn name(c: char) -> String {
    match c {
        '\t' => "tab".to_owned(),
        '\u{3000}' => "the full-width blank".to_owned(),
        c if c.is_whitespace() || c.is_control() => format!("character U+{:04X}", u32::from(c)),
        c => format!("`{c}`"),
    }
}

/// What stands in the line around `offset`.
pub(super) fn excerpt(text: &str, offset: usize) -> String {
    let (before, after) = text.split_at(offset);
    let before = before.rsplit('\n').next().unwrap_or_default().trim_start();
    let after = after.lines().next().unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(EXCERPT_CHARS);
    let around: String = before.chars().skip(skipped).chain(after.chars().take(EXCERPT_CHARS)).collect();
    around.trim().to_owned()
}

/// What is wrong, and what to do about it.
pub(super) fn remedy(kind: &ParseErrorKind) -> String {
    use ParseErrorKind as Kind;
    let remedy = match kind {
        Kind::ExpectedComma => "a comma is missing; add it",
        Kind::TrailingCommasNotAllowed => "a comma before a closing bracket; remove it",
        Kind::UnterminatedObject => "this { is never closed; add the missing }",
        Kind::UnterminatedArray => "this [ is never closed; add the missing ]",
        Kind::UnexpectedCloseBrace | Kind::UnexpectedCloseBracket => {
            "a closing bracket that does not fit; remove it or add the one that it closes"
        }
        Kind::ExpectedColonAfterObjectKey => "a colon is missing after the key; add it",
        Kind::UnexpectedColon => {
            "a colon where none can stand; a quotation mark or a closing bracket may be missing before it"
        }
        Kind::UnexpectedWord => "a word outside of quotation marks; put the text in \"…\"",
        Kind::ExpectedStringObjectProperty => "a key without quotation marks; put it in \"…\"",
        Kind::ExpectedObjectValue => "a key without a value; add it",
        Kind::SingleQuotedStringsNotAllowed => "single quotation marks; write \"…\"",
        Kind::CommentsNotAllowed => "a comment; remove it",
        Kind::MultipleRootJsonValues => {
            "something follows after the end; remove it, or name a file with one entry a line `.jsonl`"
        }
        Kind::NestingDepthExceeded => "too many brackets inside each other; knowledge needs no more than six",
        Kind::String(ParseStringErrorKind::UnterminatedStringLiteral) => "this text is never closed; add a \"",
        Kind::String(_) => "a backslash before something that it cannot stand before; write a backslash itself as \\\\",
        other => return format!("{}; correct it here or just before", lower_first(&other.to_string())),
    };
    remedy.to_owned()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
