//! Several questions in one: where a text can be cut, and which way to cut it gives questions that are all well understood.

use std::ops::Range;

use crate::text::is_han;

/// Most pieces that a text is cut into: all ways to join four are ten texts to read.
const MOST_PIECES: usize = 4;

/// A text counts as several questions only if each is understood with at least this probability, a little more than it takes to
/// answer one. Low: stories are taken apart, and one wrong part makes the whole reply wrong. High: of two questions only one is
/// answered.
const PART_AT: f32 = 0.65;

/// The same for a part that asks for what the text as a whole may ask for as well.
const KNOWN_AT: f32 = 0.4;

/// Words before which an English text may be cut.
const JOINTS: [&str; 4] = ["and", "also", "plus", "or"];

/// Words before which a Chinese text may be cut.
const JOINTS_ZH: [&str; 7] = ["还有", "還有", "另外", "顺便", "順便", "以及", "再就是"];

/// The pieces of a text between marks of punctuation and joining words, in bytes and in order, at most four: the shortest
/// neighbours stay together. If the text holds something to read, each piece does.
pub(crate) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut cuts = vec![0];
    cuts.extend(text.char_indices().filter(|(at, c)| is_cut(text, *at, *c)).map(|(at, c)| at + ahead(c)));
    cuts.push(text.len());
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for pair in cuts.windows(2) {
        let range = pair[0]..pair[1];
        match ranges.last_mut() {
            // Marks without words belong to what stands before them.
            Some(last) if !text[range.clone()].chars().any(char::is_alphanumeric) => last.end = range.end,
            _ => ranges.push(range),
        }
    }
    while ranges.len() > MOST_PIECES {
        let length = |at: &usize| ranges[at + 1].end - ranges[*at].start;
        let Some(shortest) = (0..ranges.len() - 1).min_by_key(length) else { break };
        let joined = ranges.remove(shortest + 1);
        ranges[shortest].end = joined.end;
    }
    ranges
}

/// How many bytes behind its beginning a cut at `c` lies: behind a mark, before a joining word.
fn ahead(c: char) -> usize {
    if is_mark(c) || matches!(c, '.' | ':') { c.len_utf8() } else { 0 }
}

/// Whether a text may be cut at `c`, which stands `at` bytes from its beginning.
fn is_cut(text: &str, at: usize, c: char) -> bool {
    let rest = &text[at + c.len_utf8()..];
    if is_mark(c) {
        return true;
    }
    if matches!(c, '.' | ':') {
        return rest.starts_with(char::is_whitespace);
    }
    if at == 0 {
        return false;
    }
    if c.is_whitespace() {
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        let is_between_han =
            text[..at].chars().next_back().is_some_and(is_han) && rest.chars().next().is_some_and(is_han);
        return is_between_han
            || word.len() < rest.len() && JOINTS.iter().any(|joint| word.eq_ignore_ascii_case(joint));
    }
    is_han(c) && JOINTS_ZH.iter().any(|joint| text[at..].starts_with(joint))
}

fn is_mark(c: char) -> bool {
    matches!(c, '。' | '？' | '！' | '?' | '!' | '；' | ';' | '\n' | '，' | ',')
}

/// What a part of a text asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Understood {
    pub(crate) entry: usize,
    pub(crate) probability: f32,
    /// Whether it is worded as a question, rather than telling a story.
    pub(crate) is_question: bool,
}

/// First words of an English question, or of its clause.
const ASKING: &str = "what whats what's when where which who why how can could do does did is are will would should may any what're how's \
                      whose am was were have has isn't aren't don't doesn't can't";

/// What Chinese questions hold.
const ASKING_ZH: [&str; 32] = [
    "吗",
    "嗎",
    "么",
    "呢",
    "多少",
    "多久",
    "多长",
    "多大",
    "几",
    "幾",
    "怎么",
    "怎麼",
    "怎样",
    "如何",
    "什么",
    "什麼",
    "啥",
    "咋",
    "哪",
    "谁",
    "誰",
    "能不能",
    "可不可",
    "是不是",
    "有没有",
    "会不会",
    "會不會",
    "要不要",
    "能否",
    "可以",
    "行不",
    "还能",
];

/// Whether a part of a text is worded as a question.
pub(crate) fn is_question(part: &str) -> bool {
    if part.contains(['?', '？']) || ASKING_ZH.iter().any(|word| part.contains(word)) {
        return true;
    }
    let mut words = part.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty());
    let first = words.by_ref().find(|word| !JOINTS.iter().any(|joint| word.eq_ignore_ascii_case(joint)));
    first.is_some_and(|first| ASKING.split(' ').any(|word| first.eq_ignore_ascii_case(word)))
}

/// The way to join `count` pieces into several parts of which each is understood, none asks for what another asks for, one asks for
/// what the text asks for as a whole, and that on the mean are understood no worse than it. `whole` are the entries that the text asks
/// for in one, best first, and the best one's probability; `read` gives entry and probability for a range of pieces. What a part asks
/// for counts as understood sooner if the text as a whole asks for it too; and if that is so of all parts, they need not be
/// understood better than it. None if there is no such way.
pub(crate) fn parts(
    count: usize,
    whole: (&[usize], f32),
    mut read: impl FnMut(&Range<usize>) -> Option<Understood>,
) -> Option<Vec<Range<usize>>> {
    let (entries, confidence) = whole;
    let mut best: Option<(f32, Vec<Range<usize>>)> = None;
    for ways in 1..1_usize << count.saturating_sub(1) {
        let parts = cut(count, ways);
        let Some((mean, is_known)) = understood(&parts, entries, &mut read) else { continue };
        let least = best.as_ref().map_or(if is_known { 0.0 } else { confidence }, |(mean, _)| *mean);
        if mean >= least {
            best = Some((mean, parts));
        }
    }
    best.map(|(_, parts)| parts)
}

/// The ranges into which `count` pieces fall if there is a cut behind each piece whose bit is set in `ways`.
fn cut(count: usize, ways: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for piece in 0..count {
        if piece + 1 == count || ways >> piece & 1 == 1 {
            parts.push(start..piece + 1);
            start = piece + 1;
        }
    }
    parts
}

/// The mean probability of the parts, if each is understood and asks for something of its own, and one of them for the first of
/// `entries`; and whether all ask for one of them.
#[expect(clippy::cast_precision_loss, reason = "there are at most four parts")]
fn understood(
    parts: &[Range<usize>],
    entries: &[usize],
    read: &mut impl FnMut(&Range<usize>) -> Option<Understood>,
) -> Option<(f32, bool)> {
    let mut found = Vec::with_capacity(parts.len());
    let mut sum = 0.0;
    let mut are_questions = true;
    for part in parts {
        let Understood { entry: asked, probability, is_question } = read(part)?;
        let least = if is_question && entries.contains(&asked) { KNOWN_AT } else { PART_AT };
        are_questions &= is_question;
        if probability < least || found.contains(&asked) {
            return None;
        }
        found.push(asked);
        sum += probability;
    }
    let is_known = are_questions && found.iter().all(|asked| entries.contains(asked));
    entries.first().is_some_and(|first| found.contains(first)).then_some((sum / parts.len() as f32, is_known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_marks_and_joining_words() {
        let cut = |text: &'static str| pieces(text).into_iter().map(|range| text[range].trim()).collect::<Vec<_>>();
        let check = |text, wanted: &[&str]| assert_eq!(cut(text), wanted, "{text}");
        check("发货要多久？可以退吗？", &["发货要多久？", "可以退吗？"]);
        check("how much is shipping and do you take returns", &["how much is shipping", "and do you take returns"]);
        check("运费多少还有几天到", &["运费多少", "还有几天到"]);
        check("运费多少 几天到", &["运费多少", "几天到"]);
        check("is it 3.5 mm?!", &["is it 3.5 mm?!"]);
        check("brandy or android and", &["brandy", "or android and"]);
        check("", &[""]);
        check("?!", &["?!"]);
    }

    #[test]
    fn a_long_story_stays_in_four_pieces() {
        let text = "a, b, c, d, e, f, a much longer end of it all";
        let pieces = pieces(text);
        assert_eq!(pieces.len(), MOST_PIECES);
        assert_eq!(pieces.into_iter().map(|range| &text[range]).collect::<String>(), text);
    }

    /// A reading that knows some ranges, each with its entry and probability.
    fn read(
        known: &'static [(Range<usize>, usize, f32)],
        is_question: bool,
    ) -> impl FnMut(&Range<usize>) -> Option<Understood> {
        move |range| {
            let (_, entry, probability) = known.iter().find(|(at, ..)| at == range)?;
            Some(Understood { entry: *entry, probability: *probability, is_question })
        }
    }

    #[test]
    fn only_parts_that_are_all_understood_and_differ_count() {
        let check = |whole: (usize, f32), known, wanted: Option<Vec<Range<usize>>>, what: &str| {
            assert_eq!(parts(2, (&[whole.0], whole.1), read(known, false)), wanted, "{what}");
        };
        check((1, 0.6), &[(0..1, 1, 0.8), (1..2, 2, 0.7)], Some(vec![0..1, 1..2]), "both");
        check((1, 0.6), &[(0..1, 1, 0.8), (1..2, 1, 0.7)], None, "the same twice");
        check((1, 0.6), &[(0..1, 1, 0.9), (1..2, 2, 0.4)], None, "one is not understood");
        check((1, 0.9), &[(0..1, 1, 0.8), (1..2, 2, 0.7)], None, "better in one");
        check((3, 0.6), &[(0..1, 1, 0.8), (1..2, 2, 0.7)], None, "none is what it asks for as a whole");
        let three = &[(0..2, 1, 0.8), (2..3, 2, 0.7), (0..1, 3, 0.2), (1..3, 4, 0.6)];
        assert_eq!(parts(3, (&[1], 0.5), read(three, false)), Some(vec![0..2, 2..3]));
        assert_eq!(parts(1, (&[1], 0.0), read(&[(0..1, 1, 0.8)], false)), None);
    }

    #[test]
    fn questions_that_the_whole_asks_for_too_need_less() {
        let known = &[(0..1, 1, 0.8), (1..2, 2, 0.45)];
        let both = Some(vec![0..1, 1..2]);
        assert_eq!(parts(2, (&[1, 2], 0.9), read(known, true)), both);
        assert_eq!(parts(2, (&[2, 3, 1], 0.9), read(known, true)), both, "in any order");
        assert_eq!(parts(2, (&[3, 2, 1], 0.9), read(known, true)), None, "none is what the whole asks for first");
        assert_eq!(parts(2, (&[1, 3], 0.9), read(known, true)), None, "one is not what the whole asks for");
        assert_eq!(parts(2, (&[1, 2], 0.9), read(known, false)), None, "one tells a story");
    }

    #[test]
    fn questions_are_known_by_their_words() {
        let check = |part, wanted| assert_eq!(is_question(part), wanted, "{part}");
        check("and how long does it take", true);
        check("warranty?", true);
        check("多久到", true);
        check("我昨天买的靴子", false);
        check("Hi, just ordered the tent", false);
        check("", false);
    }
}
