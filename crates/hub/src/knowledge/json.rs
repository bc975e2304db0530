//! JSON with places: values are taken apart by the shape that is expected, and every surprise is noted with its line.

use std::path::Path;

use jsonc_parser::ast::{Array, Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::findings::Finding;
use super::syntax;

/// JSON as RFC 8259 has it.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads values out of one JSON text and collects what is wrong with it.
pub(super) struct Reader<'a> {
    file: &'a Path,
    /// Byte offsets at which lines begin, but for the first.
    line_starts: Vec<usize>,
    /// The file's lines before the text.
    lines_before: usize,
    is_strict: bool,
    /// The entry being read.
    pub(super) entry: Option<String>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    /// A reader for `text`, which begins after `lines_before` lines of `file`. Unless `is_strict`, unknown keys pass.
    pub(super) fn new(file: &'a Path, text: &str, lines_before: usize, is_strict: bool) -> Self {
        let line_starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { file, line_starts, lines_before, is_strict, entry: None, findings: Vec::new() }
    }

    /// Parses `text`, the same as given to [`Reader::new`], as strict JSON.
    pub(super) fn parse<'t>(&mut self, text: &'t str) -> Option<Value<'t>> {
        if let Some((offset, trouble)) = syntax::stray(text) {
            self.note(offset, format!("not valid JSON: {trouble}"));
            return None;
        }
        match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
            Ok(parsed) => {
                if parsed.value.is_none() {
                    self.note(0, "the file is empty; write {\"shop\": {…}, \"entries\": […]}".to_owned());
                }
                parsed.value
            }
            Err(error) => {
                // What is missing at the very end is missing after the last line with anything on it.
                let offset = error.range().start.min(text.trim_end().len());
                let near = syntax::excerpt(text, offset);
                self.note(offset, format!("not valid JSON near `{near}`: {}", syntax::remedy(error.kind())));
                None
            }
        }
    }

    /// The file's line of a byte offset in the text.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines_before + 1 + self.line_starts.partition_point(|start| *start <= offset)
    }

    pub(super) fn note(&mut self, offset: usize, message: String) {
        let finding =
            Finding { file: self.file.to_owned(), line: self.line(offset), entry: self.entry.clone(), message };
        self.findings.push(finding);
    }

    /// Calls `take` with each key and value of an object, after checking that no key stands twice. `take` returns false for
    /// a key that it does not know; `known` names those that it does.
    pub(super) fn fields<'v>(
        &mut self,
        object: &'v Object<'v>,
        known: &str,
        mut take: impl FnMut(&mut Self, &str, &'v Value<'v>) -> bool,
    ) {
        for (index, property) in object.properties.iter().enumerate() {
            let key = property.name.as_str();
            if object.properties[..index].iter().any(|earlier| earlier.name.as_str() == key) {
                self.note(property.range.start, format!("the key \"{key}\" stands here twice; keep one"));
            } else if !take(self, key, &property.value) && self.is_strict {
                self.note(
                    property.range.start,
                    format!("unknown key \"{key}\"; correct or remove it (known are {known})"),
                );
            }
        }
    }

    pub(super) fn object<'v>(&mut self, value: &'v Value<'v>, what: &str, shape: &str) -> Option<&'v Object<'v>> {
        let object = value.as_object();
        if object.is_none() {
            self.expected(value, what, shape);
        }
        object
    }

    pub(super) fn array<'v>(&mut self, value: &'v Value<'v>, what: &str) -> Option<&'v Array<'v>> {
        let array = value.as_array();
        if array.is_none() {
            self.expected(value, what, "a list […]");
        }
        array
    }

    pub(super) fn text(&mut self, value: &Value<'_>, what: &str) -> Option<String> {
        let text = value.as_string_lit().map(|literal| literal.value.to_string());
        if text.is_none() {
            self.expected(value, what, "a text \"…\"");
        }
        text
    }

    pub(super) fn truth(&mut self, value: &Value<'_>, what: &str) -> Option<bool> {
        let truth = value.as_boolean_lit().map(|literal| literal.value);
        if truth.is_none() {
            self.expected(value, what, "true or false");
        }
        truth
    }

    /// A whole number.
    pub(super) fn number(&mut self, value: &Value<'_>, what: &str, shape: &str) -> Option<u32> {
        let number = value.as_number_lit();
        if number.is_none() {
            self.expected(value, what, shape);
        }
        let written = number?.value;
        let whole = written.parse().ok();
        if whole.is_none() {
            self.note(value.range().start, format!("{what} is {written}; write {shape}"));
        }
        whole
    }

    /// One of the texts that `known` gives, each with what it stands for.
    pub(super) fn choice<T: Copy>(&mut self, value: &Value<'_>, what: &str, known: &[(&str, T)]) -> Option<T> {
        let text = self.text(value, what)?;
        let chosen = known.iter().find(|(name, _)| *name == text).map(|(_, meaning)| *meaning);
        if chosen.is_none() {
            let names: Vec<String> = known.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            self.note(value.range().start, format!("{what} is `{text}`; write {}", names.join(" or ")));
        }
        chosen
    }

    fn expected(&mut self, value: &Value<'_>, what: &str, shape: &str) {
        let found = match value {
            Value::StringLit(_) => "a text",
            Value::NumberLit(_) => "a number",
            Value::BooleanLit(_) => "true or false",
            Value::Object(_) => "an object {…}",
            Value::Array(_) => "a list […]",
            Value::NullKeyword(_) => "null",
        };
        self.note(value.range().start, format!("{what} is {found}; write {shape}"));
    }
}
