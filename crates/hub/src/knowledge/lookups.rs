//! The shape of look-ups in knowledge files.

use floorwalker_engine::Pattern;
use floorwalker_engine::knowledge::{Endpoint, Field, FieldKind, LookUp, Method, Place, Problem, ProblemKind};
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use super::json::Reader;
use super::read::{find, list, texts};

/// The shapes of objects, as a merchant is told to write them.
mod shape {
    pub(super) const LOOKUP: &str = r#"{"name": "…", "fields": […]}"#;
    pub(super) const FIELD: &str = r#"{"name": "…", "label": "…"}"#;
    pub(super) const TIMEOUT: &str = "whole seconds from 1 to 60";
}

/// Longest time that a look-up may take, in seconds.
const MOST_SECONDS: u32 = 60;

/// The lines of a look-up and of its fields.
type Lines = (usize, Vec<usize>);

/// Reads the look-up with this index. What follows from a wrong shape is `explained` by it.
pub(super) fn read(
    reader: &mut Reader<'_>,
    value: &Value<'_>,
    index: usize,
    explained: &mut Vec<Problem>,
) -> Option<(LookUp, Lines)> {
    let object = reader.object(value, "a look-up", shape::LOOKUP)?;
    let mut lookup = LookUp::default();
    let mut lines = (reader.line(object.range.start), Vec::new());
    let mut endpoint = Endpoint::default();
    reader.fields(object, "name, ask, fields, url, method, timeout", |reader, key, value| {
        let what = format!("\"{key}\"");
        match key {
            "name" => match reader.text(value, &what) {
                Some(name) => lookup.name = name,
                None => explained.push(Problem { place: Place::LookUp(index), kind: no_name() }),
            },
            "ask" => lookup.ask = texts(reader, value, &what),
            "fields" => {
                for value in reader.array(value, &what).into_iter().flat_map(|list| &list.elements) {
                    let place = Place::Field(index, lookup.fields.len());
                    if let Some(field) = field(reader, value, place, explained) {
                        lines.1.push(reader.line(value.range().start));
                        lookup.fields.push(field);
                    }
                }
            }
            "url" => endpoint.url = reader.text(value, &what).unwrap_or_else(|| "/".to_owned()),
            "method" => {
                let known = [("GET", Method::Get), ("POST", Method::Post)];
                endpoint.method = reader.choice(value, &what, &known).unwrap_or_default();
            }
            "timeout" => {
                let seconds = reader.number(value, &what, shape::TIMEOUT).unwrap_or(1);
                if !(1..=MOST_SECONDS).contains(&seconds) {
                    reader.note(value.range().start, format!("{what} is {seconds}; write {}", shape::TIMEOUT));
                }
                endpoint.timeout = seconds.saturating_mul(1_000);
            }
            _ => return false,
        }
        true
    });
    if find(object, "url").is_some() {
        lookup.endpoint = Some(endpoint);
    } else if let Some(key) = ["method", "timeout"].into_iter().find(|key| find(object, key).is_some()) {
        reader.note(object.range.start, format!("\"{key}\" without \"url\"; add the address or remove it"));
    }
    Some((lookup, lines))
}

fn field(reader: &mut Reader<'_>, value: &Value<'_>, place: Place, explained: &mut Vec<Problem>) -> Option<Field> {
    let object = reader.object(value, "a field", shape::FIELD)?;
    let mut field = Field::default();
    reader.fields(object, "name, kind, pattern, options, from, mask, label, retry", |reader, key, value| {
        let what = format!("\"{key}\"");
        match key {
            "name" => match reader.text(value, &what) {
                Some(name) => field.name = name,
                None => explained.push(Problem { place, kind: no_name() }),
            },
            "kind" => {
                let known = FieldKind::ALL.map(|kind| (kind.name(), kind));
                field.kind = reader.choice(value, &what, &known).unwrap_or_default();
            }
            "pattern" => field.pattern = pattern(reader, value, &what),
            "options" => field.options = list(reader, value, &what).into_iter().map(|(_, text)| text).collect(),
            "from" => field.from = reader.text(value, &what),
            "mask" => field.is_masked = reader.truth(value, &what).unwrap_or_default(),
            "label" => {
                let before = reader.findings.len();
                field.label = texts(reader, value, &what);
                if reader.findings.len() > before {
                    explained.push(Problem { place, kind: ProblemKind::NoLabel });
                }
            }
            "retry" => field.retry = texts(reader, value, &what),
            _ => return false,
        }
        true
    });
    Some(field)
}

fn no_name() -> ProblemKind {
    ProblemKind::BadName { name: String::new() }
}

fn pattern(reader: &mut Reader<'_>, value: &Value<'_>, what: &str) -> Option<Pattern> {
    let written = reader.text(value, what)?;
    if written.trim().is_empty() {
        reader.note(value.range().start, format!("{what} is empty; write what a right value looks like, or remove it"));
        return None;
    }
    let compiled = Pattern::compile(&written);
    compiled.map_err(|error| reader.note(value.range().start, format!("{what} is `{written}`: {error}"))).ok()
}
