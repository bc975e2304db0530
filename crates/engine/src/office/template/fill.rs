//! Filling templates.

use super::syntax::{Condition, Fault, Form, Step, Test, parse};
use crate::compose::Filled;
use crate::forms;
use crate::knowledge::Language;
use crate::value::Value;

/// Most values of a list that are told.
const MOST_ITEMS: usize = 20;

/// Most characters that fill a slot.
const MOST_VALUE: usize = 500;

/// Most bytes of a filled template.
const MOST_BYTES: usize = 16_000;

/// Why a template cannot be filled.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Nothing is known under this name.
    Slot(String),
    /// It is no template.
    Fault(Fault),
    /// It has become too long.
    Long,
}

/// Fills a template. `known` knows what stands under a name; amounts of money that name no currency are in `currency`.
///
/// # Errors
/// Why no whole text can be made of it: a slot is never left empty.
pub(crate) fn fill(
    template: &str,
    known: &dyn Fn(&str) -> Value,
    language: Language,
    currency: Option<&str>,
) -> Result<Filled, Missing> {
    let steps = parse(template).map_err(Missing::Fault)?;
    let mut filler = Filler { known, items: Vec::new(), language, currency, filled: Filled::default() };
    filler.steps(&steps)?;
    let Filled { text, slots } = filler.filled;
    Ok(Filled { text: text.trim().to_owned(), slots })
}

struct Filler<'a> {
    known: &'a dyn Fn(&str) -> Value,
    /// What lists around give: names and values.
    items: Vec<(&'a str, Value)>,
    language: Language,
    currency: Option<&'a str>,
    filled: Filled,
}

impl<'a> Filler<'a> {
    fn steps(&mut self, steps: &[Step<'a>]) -> Result<(), Missing> {
        for step in steps {
            match step {
                Step::Words(words) => self.filled.text.push_str(words),
                Step::Slot(name, form) => {
                    let missing = || Missing::Slot((*name).to_owned());
                    let told = self.told(&self.value(name), *form).ok_or_else(missing)?;
                    self.filled.text.push_str(&told);
                    self.filled.slots.push(((*name).to_owned(), told));
                }
                Step::If(condition, then, otherwise) => {
                    let holds = condition.holds(&self.value(condition.name));
                    self.steps(if holds { then } else { otherwise })?;
                }
                Step::Each(list, item, steps) => {
                    let value = self.value(list);
                    if value.items().is_empty() {
                        return Err(Missing::Slot((*list).to_owned()));
                    }
                    for one in value.items().iter().take(MOST_ITEMS) {
                        self.items.push((item, one.clone()));
                        let outcome = self.steps(steps);
                        self.items.pop();
                        outcome?;
                    }
                }
            }
            if self.filled.text.len() > MOST_BYTES {
                return Err(Missing::Long);
            }
        }
        Ok(())
    }

    /// What stands under a name, in the innermost list first.
    fn value(&self, name: &str) -> Value {
        let (root, path) = name.split_once('.').map_or((name, None), |(root, path)| (root, Some(path)));
        match self.items.iter().rev().find(|(item, _)| *item == root) {
            Some((_, value)) => path.map_or(value, |path| value.at(path)).clone(),
            None => (self.known)(name),
        }
    }

    /// A value in words, several one after the other. `None` if there are none.
    fn told(&self, value: &Value, form: Form<'_>) -> Option<String> {
        let one = |value: &Value| {
            let written = word(value)?;
            Some(match form {
                Form::Plain => written.chars().take(MOST_VALUE).collect(),
                Form::Money(currency) => {
                    let currency = currency.or(self.currency).map(str::to_owned);
                    forms::amount(written, currency).unwrap_or_else(|| written.to_owned())
                }
                Form::Date => forms::date(written, self.language),
                Form::Number => forms::number(written),
            })
        };
        let told: Option<Vec<String>> = value.items().iter().take(MOST_ITEMS).map(one).collect();
        let parting = if self.language == Language::Zh { "、" } else { ", " };
        told.map(|told| told.join(parting)).filter(|told| !told.is_empty())
    }
}

impl Condition<'_> {
    fn holds(&self, value: &Value) -> bool {
        let number = || forms::decimal(word(value)?);
        let holds = match self.test {
            Test::IsThere => match value {
                Value::Text(_) => word(value).is_some_and(|word| !matches!(word, "0" | "false")),
                Value::Nothing => false,
                Value::List(_) | Value::Object(_) => !value.items().is_empty(),
            },
            Test::Is(wanted) => value.items().iter().filter_map(word).any(|word| word.eq_ignore_ascii_case(wanted)),
            Test::Below(limit, or_equal) => {
                number().is_some_and(|number| number < limit || or_equal && number == limit)
            }
            Test::Above(limit, or_equal) => {
                number().is_some_and(|number| number > limit || or_equal && number == limit)
            }
        };
        holds != self.is_negated
    }
}

/// What a single value says, if it says anything.
fn word(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn object(fields: &[(&str, Value)]) -> Value {
        Value::Object(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    fn order() -> Value {
        let item = |name, count| object(&[("name", text(name)), ("count", text(count))]);
        object(&[
            ("status", text("Shipped")),
            ("carrier", text("")),
            ("total", text("1299.5")),
            ("days", text("3")),
            ("owed", text("-5")),
            ("paid", text("false")),
            ("sent", text("2026-11-02T08:00:00Z")),
            ("items", Value::List(vec![item("Oolong", "2"), item("Sencha", "1")])),
            ("tags", Value::List(vec![text("green"), text("loose")])),
            ("none", Value::List(Vec::new())),
        ])
    }

    fn filled(template: &str) -> Result<String, Missing> {
        let known = object(&[("order", order()), ("shop", object(&[("phone", text("400-000"))]))]);
        fill(template, &|name| known.at(name).clone(), Language::En, Some("EUR")).map(|filled| filled.text)
    }

    fn check(template: &str, wanted: &str) {
        assert_eq!(filled(template).as_deref(), Ok(wanted), "{template}");
    }

    #[test]
    fn slots_are_filled_in_their_form() {
        check("Call {{shop.phone}} or {{ shop.phone }}.", "Call 400-000 or 400-000.");
        check("{{order.total | money}}, {{order.total|money USD}}, {{order.total}}", "€1,299.50, US$1,299.50, 1299.5");
        check("{{order.sent | date}}", "2 November 2026");
        check("{{order.tags}}", "green, loose");
        check("no slots, { } and \"quotes\"", "no slots, { } and \"quotes\"");
    }

    #[test]
    fn a_slot_without_a_value_is_never_left_empty() {
        let check = |template, name: &str| {
            assert_eq!(filled(template), Err(Missing::Slot(name.to_owned())), "{template}");
        };
        check("a {{order.nothing}} b", "order.nothing");
        check("a {{order.carrier}} b", "order.carrier");
        check("a {{order.items}} b", "order.items");
        check("{{#each order.none as item}}x{{/each}}", "order.none");
        check("{{#each order.items as item}}{{item.price}}{{/each}}", "item.price");
        assert!(matches!(filled("{{open"), Err(Missing::Fault(_))));
    }

    #[test]
    fn conditions_decide() {
        check("{{#if order.carrier}}a{{else}}b{{/if}}", "b");
        check("{{#if not order.carrier}}a{{else}}b{{/if}}", "a");
        check("{{#if order.paid}}a{{else if order.status is shipped}}b{{else}}c{{/if}}", "b");
        check("{{#if order.status is \"on hold\"}}a{{/if}}{{#if order.status is not lost}}b{{/if}}", "b");
        check("{{#if order.days > 2}}a{{/if}}{{#if order.days >= 3}}b{{/if}}{{#if order.days < 3}}c{{/if}}", "ab");
        check("{{order.days}} {{#if order.days is 1}}day{{else}}days{{/if}}", "3 days");
        check("{{#if order.tags is loose}}a{{/if}}{{#if order.nothing > 0}}b{{/if}}", "a");
        check("{{#if order.owed < -1}}a{{/if}}{{#if order.owed > 3}}b{{/if}}", "a");
        check("{{#if order.items}}a{{/if}}{{#if order.none}}b{{/if}}", "a");
    }

    #[test]
    fn lists_are_told_item_by_item_and_lines_of_tags_leave_none_behind() {
        let template = "Yours:\n{{#each order.items as item}}\n- {{item.name}} × {{item.count}}\n{{/each}}\n{{#if order.carrier}}\n\
                        by {{order.carrier}}\n{{/if}}\nThank you.";
        check(template, "Yours:\n- Oolong × 2\n- Sencha × 1\nThank you.");
        check("a {{#if order.status}} b {{/if}} c", "a  b  c");
    }

    #[test]
    fn what_fills_a_slot_is_no_template() {
        let known = |_: &str| text("{{shop.phone}}{{#if a}}");
        let told = fill("{{x}}", &known, Language::Zh, None).map(|filled| filled.text);
        assert_eq!(told.as_deref(), Ok("{{shop.phone}}{{#if a}}"));
    }

    #[test]
    fn a_text_has_an_end_however_much_is_known() {
        let many = Value::List(vec![text(&"x".repeat(5_000)); 500]);
        let known = |_: &str| many.clone();
        let template = "{{#each a as b}}{{#each a as c}}{{#each a as d}}{{d}}{{/each}}{{/each}}{{/each}}";
        assert_eq!(fill(template, &known, Language::En, None), Err(Missing::Long));
        let long = fill("{{a}}", &|_| text(&"好".repeat(5_000)), Language::En, None).expect("it is filled");
        assert_eq!(long.text.chars().count(), MOST_VALUE);
    }
}
