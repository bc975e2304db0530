//! Patterns that merchants write as regular expressions, as tables that take no expression engine to follow.
//!
//! A pattern is compiled where packs are made (the feature `patterns`), by regex-automata, to the smallest deterministic automaton; this
//! keeps its table. Following it takes one step a byte, whatever the pattern, so that no input can make it slow.

use std::{fmt, ops::Range};

use serde::{Deserialize, Serialize};

/// The state from which nothing matches any more.
const DEAD: u16 = 0;

/// The state in which a text begins.
const START: u16 = 1;

/// Largest table, in entries: a bound for what every shopper downloads.
#[cfg(feature = "patterns")]
const MOST_STEPS: usize = 16_384;

/// A compiled pattern. Letter case and full width do not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// As the merchant wrote it.
    written: String,
    /// The last byte of each class: bytes of a class are never told apart.
    classes: Vec<u8>,
    /// For each state the next state by class.
    steps: Vec<u16>,
    /// The states in which a text may end.
    ends: Vec<u16>,
    /// What follows it in place of the table, where there was nobody to compile it.
    #[serde(skip)]
    follower: Option<Follower>,
}

/// A function that tells whether a text, the second, is of a pattern, the first.
#[derive(Clone, Copy)]
struct Follower(fn(&str, &str) -> bool);

impl fmt::Debug for Follower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Follower")
    }
}

impl PartialEq for Follower {
    /// Patterns are the same if they are written the same.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Follower {}

impl Pattern {
    /// As the merchant wrote it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// A pattern that nobody compiled: `follow` tells whether all of a text, the second, is of it, the first.
    pub fn followed_by(written: &str, follow: fn(&str, &str) -> bool) -> Self {
        let (classes, steps, ends) = (Vec::new(), Vec::new(), Vec::new());
        Self { written: written.to_owned(), classes, steps, ends, follower: Some(Follower(follow)) }
    }

    /// Whether all of `text` is of the pattern.
    pub fn is_match(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().map(narrow).collect();
        if let Some(Follower(follow)) = self.follower {
            return follow(&self.written, &chars.iter().collect::<String>());
        }
        self.longest(&chars) == Some(chars.len())
    }

    /// The first part of `text` that is of the pattern and does not begin or end within a word or number of Latin letters and
    /// digits, as a range of bytes.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        if self.follower.is_some() {
            return runs(text).find(|range| self.is_match(&text[range.clone()]));
        }
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let chars: Vec<char> = text.chars().map(narrow).collect();
        let parts = |at: usize| at == 0 || at == chars.len() || !(is_latin(chars[at - 1]) && is_latin(chars[at]));
        (0..chars.len()).filter(|start| parts(*start)).find_map(|start| {
            let end = start + self.longest(&chars[start..])?;
            (end > start && parts(end)).then(|| places[start]..places[end])
        })
    }

    /// How many characters the longest beginning has that is of the pattern.
    fn longest(&self, chars: &[char]) -> Option<usize> {
        let (mut state, mut longest) = (START, self.is_end(START).then_some(0));
        for (number, c) in (1..).zip(chars) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                state = self.next(state, byte);
            }
            if state == DEAD {
                break;
            }
            if self.is_end(state) {
                longest = Some(number);
            }
        }
        longest
    }

    fn next(&self, state: u16, byte: u8) -> u16 {
        let class = self.classes.partition_point(|last| *last < byte);
        self.steps.get(usize::from(state) * self.classes.len() + class).copied().unwrap_or(DEAD)
    }

    fn is_end(&self, state: u16) -> bool {
        self.ends.binary_search(&state).is_ok()
    }
}

/// Full width signs as their narrow ones.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The runs of Latin letters, digits and hyphens in `text`.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| is_latin(narrow(c)) || matches!(narrow(c), '-' | '_');
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(is_part)?;
        let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |length| start + length);
        from = end;
        Some(start..end)
    })
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

#[cfg(feature = "patterns")]
impl Pattern {
    /// Compiles a regular expression, in the syntax of the `regex` crate.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn compile(written: &str) -> Result<Self, String> {
        use std::collections::BTreeMap;

        use regex_automata::dfa::{Automaton, StartKind, dense};
        use regex_automata::{Anchored, Input, MatchKind, util::syntax};

        let large = || "it makes too large a table; write it shorter, or with smaller repetitions".to_owned();
        let dfa = |is_unicode| {
            dense::Builder::new()
                .syntax(syntax::Config::new().case_insensitive(true).unicode(is_unicode))
                .configure(
                    dense::Config::new()
                        .match_kind(MatchKind::All)
                        .start_kind(StartKind::Anchored)
                        .accelerate(false)
                        .minimize(true)
                        .dfa_size_limit(Some(1 << 19))
                        .determinize_size_limit(Some(1 << 20)),
                )
                .build(written)
                .map_err(Box::new)
        };
        // Without Unicode `\d` and the like are a tenth of the size; characters beyond ASCII in a class need it.
        let dfa = dfa(false).or_else(|_| dfa(true)).map_err(|error| {
            let mut cause = std::error::Error::source(&error);
            while let Some(deeper) = cause.and_then(std::error::Error::source) {
                cause = Some(deeper);
            }
            // Without a cause it is not the writing but a limit.
            let words = cause.map(ToString::to_string).filter(|words| !words.contains("limit"));
            words.map_or_else(large, |words| words.lines().last().unwrap_or_default().replace("error: ", ""))
        })?;
        let start =
            dfa.start_state_forward(&Input::new("").anchored(Anchored::Yes)).map_err(|error| error.to_string())?;
        let mut classes: Vec<u8> = (0..=u8::MAX).collect();
        classes.dedup_by_key(|byte| dfa.byte_classes().get(*byte));
        let mut classes: Vec<u8> = classes.into_iter().skip(1).map(|first| first - 1).collect();
        classes.push(u8::MAX);
        // Numbers of states in the order in which they are met: the dead one and the start come first.
        let (mut known, mut order) = (BTreeMap::from([(start, START)]), vec![start]);
        let (mut steps, mut ends) = (vec![DEAD; classes.len()], Vec::new());
        let mut next = 0;
        while let Some(state) = order.get(next).copied() {
            next += 1;
            if dfa.is_match_state(dfa.next_eoi_state(state)) {
                ends.push(known[&state]);
            }
            for byte in &classes {
                let target = dfa.next_state(state, *byte);
                let number = if dfa.is_dead_state(target) {
                    DEAD
                } else if let Some(number) = known.get(&target) {
                    *number
                } else {
                    let number = u16::try_from(order.len() + 1).map_err(|_| large())?;
                    known.insert(target, number);
                    order.push(target);
                    number
                };
                steps.push(number);
            }
            if steps.len() > MOST_STEPS {
                return Err(large());
            }
        }
        let pattern = Self { written: written.to_owned(), classes, steps, ends, follower: None };
        if pattern.ends.is_empty() {
            Err("no text can ever satisfy it; write what a right one looks like".to_owned())
        } else if pattern.is_match("") {
            Err("it is satisfied by nothing at all; ask for at least one character".to_owned())
        } else {
            Ok(pattern)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(written: &str) -> Pattern {
        Pattern::compile(written).expect("it is one")
    }

    #[test]
    fn all_of_a_text_is_looked_at() {
        let order = pattern(r"LT-?\d{8}");
        let check = |text, wanted| assert_eq!(order.is_match(text), wanted, "{text}");
        check("LT12345678", true);
        check("lt-12345678", true);
        check("ＬＴ１２３４５６７８", true);
        check("LT1234567", false);
        check("LT123456789", false);
        check(" LT12345678", false);
        check("", false);
        assert!(pattern("a|ab").is_match("ab"));
        assert!(pattern(r"^\d+$").is_match("123"));
        assert!(pattern("[京沪]店").is_match("沪店"));
        assert!(pattern(".+").is_match("ünïcode 中文"));
    }

    #[test]
    fn a_part_is_found_where_words_begin_and_end() {
        let check = |written, text: &str, wanted: Option<&str>| {
            assert_eq!(pattern(written).find(text).map(|range| &text[range]), wanted, "{text}");
        };
        check(r"LT\d{4}", "where is LT1234?", Some("LT1234"));
        check(r"LT\d{4}", "我的订单LT1234到哪了", Some("LT1234"));
        check(r"LT\d{4}", "订单号：ＬＴ１２３４。", Some("ＬＴ１２３４"));
        check(r"\d{4,6}", "no 12 but 123456", Some("123456"));
        check(r"\d{4}", "12345678", None);
        check(r"\d{4}", "", None);
    }

    #[test]
    fn a_pattern_that_was_not_compiled_is_followed_by_a_function() {
        let pattern = Pattern::followed_by("LT", |written, text| text.starts_with(written) && text.len() == 4);
        assert!(pattern.is_match("ＬＴ12") && !pattern.is_match("LT123"));
        assert_eq!(pattern.find("我的LT12呢，LT1"), Some(6..10));
        assert_eq!(pattern.find("none"), None);
    }

    #[test]
    fn tables_are_small() {
        let table = pattern(r"LT\d{8}");
        assert_eq!((table.steps.len() / table.classes.len(), table.ends.len()), (13, 1));
        assert!(table.steps.len() < 160, "{}", table.steps.len());
    }

    #[test]
    fn what_is_wrong_is_told() {
        let check = |written: &str, part| {
            let error = Pattern::compile(written).expect_err(written);
            assert!(error.contains(part), "{written}: {error}");
        };
        check("(", "unclosed group");
        check("[z-a]", "invalid");
        check(r"\d{1000}\d{1000}.{900}", "too large");
        check("(a|b)*a(a|b){14}", "too large");
        check("a*", "nothing at all");
        check(r"\b中", "no text");
    }

    #[test]
    fn a_table_from_elsewhere_leads_nowhere_but_astray() {
        let sound = pattern("ab+");
        for broken in [
            Pattern { steps: Vec::new(), ..sound.clone() },
            Pattern { steps: vec![u16::MAX; 9], ..sound.clone() },
            Pattern { classes: Vec::new(), ..sound.clone() },
            Pattern { ends: vec![9, 1], ..sound.clone() },
        ] {
            assert!(!broken.is_match("abbb中"));
            assert_eq!(broken.find("abbb中"), None);
        }
    }
}
