//! What a template is made of.

use std::fmt;

/// How deep conditions and lists may stand in each other.
const MOST_DEEP: usize = 8;

/// A part of a template.
#[derive(Debug, PartialEq)]
pub(super) enum Step<'t> {
    /// Words as they stand.
    Words(&'t str),
    /// What is known under a name, in a form.
    Slot(&'t str, Form<'t>),
    /// What holds if a condition does, and what holds else.
    If(Condition<'t>, Vec<Step<'t>>, Vec<Step<'t>>),
    /// For each value under the first name, which is then known under the second.
    Each(&'t str, &'t str, Vec<Step<'t>>),
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form<'t> {
    Plain,
    /// An amount of money, in this currency if it names none itself.
    Money(Option<&'t str>),
    Date,
    Number,
}

/// What is asked of the value under a name.
#[derive(Debug, PartialEq)]
pub(super) struct Condition<'t> {
    pub(super) name: &'t str,
    pub(super) test: Test<'t>,
    pub(super) is_negated: bool,
}

#[derive(Debug, PartialEq)]
pub(super) enum Test<'t> {
    IsThere,
    Is(&'t str),
    /// In hundredths, and whether that very number will do.
    Below(i64, bool),
    Above(i64, bool),
}

/// What is wrong with a template. `Display` says what was found and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Braces without their counterpart.
    Braces,
    /// Braces around something that is no name, or `if` and the like in an unknown form.
    Unreadable(String),
    /// A form that is not known.
    Form(String),
    /// A condition or list without an end; what stands in its braces.
    Open(String),
    /// An end or `else` that nothing begins.
    Stray(String),
    /// Conditions and lists stand too deep in each other.
    Deep,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Braces => f.write_str("a slot is not closed, or not opened; write it as {{shop.phone}}"),
            Self::Unreadable(inner) => write!(
                f,
                "`{{{{{inner}}}}}` cannot be read; write {{{{NAME}}}}, {{{{#if NAME}}}}, {{{{#if NAME is WORD}}}} or {{{{#each NAME as ITEM}}}}"
            ),
            Self::Form(form) => {
                write!(f, "unknown form `{form}`; correct or remove it (known are money, date, number)")
            }
            Self::Open(inner) => {
                let end = if inner.starts_with("#if") { "{{/if}}" } else { "{{/each}}" };
                write!(f, "`{{{{{inner}}}}}` has no end; add {end}")
            }
            Self::Stray(inner) => {
                write!(f, "`{{{{{inner}}}}}` belongs to nothing; remove it or add what it belongs to")
            }
            Self::Deep => {
                write!(f, "conditions and lists stand more than {MOST_DEEP} deep in each other; split the entry")
            }
        }
    }
}

/// Reads a template.
///
/// # Errors
/// The first fault in it.
pub(super) fn parse(template: &str) -> Result<Vec<Step<'_>>, Fault> {
    let mut parser = Parser { rest: template, is_new_line: true };
    let (steps, end) = parser.steps(0)?;
    match end {
        End::Text => Ok(steps),
        End::Else(_, inner) | End::Of(inner) => Err(Fault::Stray(inner.to_owned())),
    }
}

/// What ends a run of steps.
enum End<'t> {
    Text,
    /// With the condition of an `else if`.
    Else(Option<Condition<'t>>, &'t str),
    /// `/if` or `/each`.
    Of(&'t str),
}

struct Parser<'t> {
    rest: &'t str,
    /// Whether a line begins here.
    is_new_line: bool,
}

impl<'t> Parser<'t> {
    fn steps(&mut self, depth: usize) -> Result<(Vec<Step<'t>>, End<'t>), Fault> {
        if depth > MOST_DEEP {
            return Err(Fault::Deep);
        }
        let mut steps = Vec::new();
        loop {
            let Some((words, tail)) = self.rest.split_once("{{") else {
                if self.rest.contains("}}") {
                    return Err(Fault::Braces);
                }
                steps.push(Step::Words(self.rest));
                return Ok((steps, End::Text));
            };
            let (inner, after) = tail.split_once("}}").ok_or(Fault::Braces)?;
            if words.contains("}}") || inner.contains("{{") {
                return Err(Fault::Braces);
            }
            let inner = inner.trim();
            let unreadable = || Fault::Unreadable(inner.to_owned());
            let is_slot = !(inner.starts_with(['#', '/']) || inner.split(' ').next() == Some("else"));
            steps.push(Step::Words(self.pass(words, after, is_slot)));
            if is_slot {
                let (name, form) = inner.split_once('|').map_or((inner, ""), |(name, form)| (name.trim(), form.trim()));
                let name = known_name(name).ok_or_else(unreadable)?;
                steps.push(Step::Slot(name, self::form(form)?));
            } else if let Some(condition) = inner.strip_prefix("#if ") {
                let condition = self::condition(condition).ok_or_else(unreadable)?;
                steps.push(self.choice(condition, inner, depth)?);
            } else if let Some(list) = inner.strip_prefix("#each ") {
                let (list, item) = list.split_once(" as ").ok_or_else(unreadable)?;
                let list = known_name(list.trim()).ok_or_else(unreadable)?;
                let item = known_name(item.trim()).filter(|item| !item.contains('.')).ok_or_else(unreadable)?;
                match self.steps(depth + 1)? {
                    (each, End::Of("/each")) => steps.push(Step::Each(list, item, each)),
                    _ => return Err(Fault::Open(inner.to_owned())),
                }
            } else if matches!(inner, "/if" | "/each") {
                return Ok((steps, End::Of(inner)));
            } else if inner == "else" {
                return Ok((steps, End::Else(None, inner)));
            } else if let Some(condition) = inner.strip_prefix("else if ") {
                let condition = self::condition(condition).ok_or_else(unreadable)?;
                return Ok((steps, End::Else(Some(condition), inner)));
            } else {
                return Err(unreadable());
            }
        }
    }

    /// What a condition decides upon, up to its end. An `else if` is a condition of its own in the other branch.
    fn choice(&mut self, condition: Condition<'t>, inner: &'t str, depth: usize) -> Result<Step<'t>, Fault> {
        let open = || Fault::Open(inner.to_owned());
        let (then, end) = self.steps(depth + 1)?;
        let otherwise = match end {
            End::Of("/if") => Vec::new(),
            End::Else(None, _) => match self.steps(depth + 1)? {
                (steps, End::Of("/if")) => steps,
                _ => return Err(open()),
            },
            End::Else(Some(other), inner) => vec![self.choice(other, inner, depth + 1)?],
            _ => return Err(open()),
        };
        Ok(Step::If(condition, then, otherwise))
    }

    /// Goes past a tag with `words` before it and `after` behind it, and gives back the words to keep: a line with nothing else
    /// on it goes away with a tag that is no slot.
    fn pass(&mut self, words: &'t str, after: &'t str, is_slot: bool) -> &'t str {
        let blank = |text: &str| text.bytes().all(|byte| byte == b' ');
        let line = words.rfind('\n').map_or(if self.is_new_line { Some(0) } else { None }, |at| Some(at + 1));
        let end = after.find('\n').map_or(after.len(), |at| at + 1);
        self.rest = after;
        self.is_new_line = false;
        match line {
            Some(start) if !is_slot && blank(&words[start..]) && blank(after[..end].trim_end_matches('\n')) => {
                self.rest = &after[end..];
                self.is_new_line = true;
                &words[..start]
            }
            _ => words,
        }
    }
}

fn form(written: &str) -> Result<Form<'_>, Fault> {
    Ok(match written.split_once(' ').map_or((written, None), |(form, rest)| (form, Some(rest.trim()))) {
        ("", None) => Form::Plain,
        ("money", currency) => Form::Money(currency),
        ("date", None) => Form::Date,
        ("number", None) => Form::Number,
        _ => return Err(Fault::Form(written.to_owned())),
    })
}

fn condition(written: &str) -> Option<Condition<'_>> {
    let written = written.trim();
    if let Some(name) = written.strip_prefix("not ") {
        return Some(Condition { name: known_name(name.trim())?, test: Test::IsThere, is_negated: true });
    }
    let Some((name, test)) = written.split_once(' ') else {
        return Some(Condition { name: known_name(written)?, test: Test::IsThere, is_negated: false });
    };
    let name = known_name(name)?;
    let test = test.trim();
    let number = |sign: &str| crate::forms::decimal(test.strip_prefix(sign)?.trim());
    if let Some(word) = test.strip_prefix("is not ") {
        return Some(Condition { name, test: Test::Is(unquoted(word)), is_negated: true });
    }
    let test = if let Some(word) = test.strip_prefix("is ") {
        Test::Is(unquoted(word))
    } else if test.starts_with("<=") {
        Test::Below(number("<=")?, true)
    } else if test.starts_with('<') {
        Test::Below(number("<")?, false)
    } else if test.starts_with(">=") {
        Test::Above(number(">=")?, true)
    } else {
        Test::Above(number(">")?, false)
    };
    Some(Condition { name, test, is_negated: false })
}

fn unquoted(word: &str) -> &str {
    word.trim().trim_matches('"')
}

/// A name such as `order.status`: words of letters, digits, `-` and `_`, between dots.
fn known_name(written: &str) -> Option<&str> {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    written.split('.').all(is_word).then_some(written)
}

/// A name that a template uses.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Used<'t> {
    pub(crate) name: &'t str,
    /// Whether it is told only where it is known: a condition has looked, or it is only asked for in one.
    pub(crate) is_guarded: bool,
}

/// All names that a template uses, in order, but for those that its own lists give.
///
/// # Errors
/// The first fault in it.
pub(crate) fn used(template: &str) -> Result<Vec<Used<'_>>, Fault> {
    let mut all = Vec::new();
    gather(&parse(template)?, &mut Vec::new(), &mut Vec::new(), &mut all);
    Ok(all)
}

/// `known` are the names that conditions around have looked at, `own` those of items.
fn gather<'t>(steps: &[Step<'t>], known: &mut Vec<&'t str>, own: &mut Vec<&'t str>, all: &mut Vec<Used<'t>>) {
    let is_own = |name: &str, own: &[&str]| name.split('.').next().is_some_and(|root| own.contains(&root));
    for step in steps {
        match step {
            Step::Words(_) => {}
            Step::Slot(name, _) if is_own(name, own) => {}
            Step::Slot(name, _) => all.push(Used { name, is_guarded: known.contains(name) }),
            Step::If(condition, then, otherwise) => {
                if !is_own(condition.name, own) {
                    all.push(Used { name: condition.name, is_guarded: true });
                }
                let (yes, no) = if condition.is_negated { (otherwise, then) } else { (then, otherwise) };
                known.push(condition.name);
                gather(yes, known, own, all);
                known.pop();
                gather(no, known, own, all);
            }
            Step::Each(list, item, steps) => {
                if !is_own(list, own) {
                    all.push(Used { name: list, is_guarded: known.contains(list) });
                }
                own.push(item);
                gather(steps, known, own, all);
                own.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_named() {
        let check = |template: &str, wanted: Fault| assert_eq!(parse(template), Err(wanted), "{template}");
        let text = str::to_owned;
        check("call {{shop.phone", Fault::Braces);
        check("call shop.phone}}", Fault::Braces);
        check("{{a {{b}}", Fault::Braces);
        check("{{}}", Fault::Unreadable(String::new()));
        check("{{a b}}", Fault::Unreadable(text("a b")));
        check("{{#unless a}}", Fault::Unreadable(text("#unless a")));
        check("{{#if a > many}}x{{/if}}", Fault::Unreadable(text("#if a > many")));
        check("{{#each a}}x{{/each}}", Fault::Unreadable(text("#each a")));
        check("{{a | upper}}", Fault::Form(text("upper")));
        check("{{#if a}}x", Fault::Open(text("#if a")));
        check("{{#if a}}x{{/each}}", Fault::Open(text("#if a")));
        check("{{#if a}}x{{else}}y{{else}}z{{/if}}", Fault::Open(text("#if a")));
        check("{{#each a as b}}x{{/if}}", Fault::Open(text("#each a as b")));
        check("x{{/if}}", Fault::Stray(text("/if")));
        check("x{{else}}", Fault::Stray(text("else")));
        let deep = "{{#if a}}".repeat(20) + &"{{/if}}".repeat(20);
        check(&deep, Fault::Deep);
        let chain = "{{#if a}}".to_owned() + &"{{else if b}}".repeat(2_000) + "{{/if}}";
        check(&chain, Fault::Deep);
    }

    #[test]
    fn what_a_condition_has_looked_at_is_guarded() {
        let check = |template, wanted: &[(&str, bool)]| {
            let found = used(template).expect("it is sound");
            assert_eq!(found.iter().map(|used| (used.name, used.is_guarded)).collect::<Vec<_>>(), wanted, "{template}");
        };
        check("{{a.b}} {{c|date}}", &[("a.b", false), ("c", false)]);
        check("{{#if a}}{{a}}{{else}}{{a}}{{/if}}", &[("a", true), ("a", true), ("a", false)]);
        check("{{#if not a}}{{a}}{{else}}{{a}}{{/if}}", &[("a", true), ("a", true), ("a", false)]);
        check("{{#if a is b}}{{a}}{{/if}}{{a}}", &[("a", true), ("a", true), ("a", false)]);
        check("{{#each a as b}}{{b.c}} {{d}}{{#if b.e}}{{b.e}}{{/if}}{{/each}}", &[("a", false), ("d", false)]);
    }
}
