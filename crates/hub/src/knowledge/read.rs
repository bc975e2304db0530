//! The shape of knowledge files: what stands where. `.json` holds everything, `.jsonl` one entry a line.

use std::path::Path;

use floorwalker_engine::knowledge::{Entry, Hours, Knowledge, Language, PerLanguage, Purpose, Shop, Wording};
use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use super::findings::{Finding, Findings, Lines};
use super::json::Reader;

/// Reads a knowledge file, `.json` or `.jsonl`. The lines tell where each part stands, for problems found later.
///
/// # Errors
/// All that keeps the file from being read: it cannot be opened, is not UTF-8, not JSON, or not of the expected shape;
/// together with all that is wrong with the meaning of what could be read.
pub fn read(source: &Path, purpose: Purpose) -> Result<(Knowledge, Lines), Findings> {
    let whole = |message| Findings(vec![Finding { file: source.to_owned(), line: 0, entry: None, message }]);
    let bytes = std::fs::read(source).map_err(|error| whole(format!("cannot be read: {error}")))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count() - 1;
        whole(format!("line {line} is not UTF-8; save the file as UTF-8"))
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut file = File { knowledge: Knowledge::default(), lines: Lines::default(), findings: Vec::new() };
    match source.extension().and_then(|extension| extension.to_str()) {
        Some("json") => file.read_whole(source, text, purpose),
        Some("jsonl") => file.read_lines(source, text, purpose),
        other => {
            let found = other.map_or("no extension".to_owned(), |other| format!("the extension `.{other}`"));
            return Err(whole(format!(
                "has {found}; knowledge is read from `.json` (whole) and `.jsonl` (an entry a line)"
            )));
        }
    }
    if file.findings.is_empty() && file.knowledge.entries.is_empty() {
        return Err(whole("holds no entry; add at least one".to_owned()));
    }
    if file.findings.is_empty() { Ok((file.knowledge, file.lines)) } else { Err(file.all_findings(source, purpose)) }
}

struct File {
    knowledge: Knowledge,
    lines: Lines,
    findings: Vec<Finding>,
}

impl File {
    /// What is wrong with the shape, and with the meaning of what could be read all the same: a merchant mends it in one go.
    fn all_findings(mut self, source: &Path, purpose: Purpose) -> Findings {
        let meant = self.lines.explain(source, &self.knowledge.check(purpose));
        let has_shape_trouble = |line: usize| self.findings.iter().any(|finding| finding.line == line);
        let more: Vec<Finding> = meant.0.into_iter().filter(|finding| !has_shape_trouble(finding.line)).collect();
        self.findings.extend(more);
        self.findings.sort_by_key(|finding| finding.line);
        Findings(self.findings)
    }

    fn read_whole(&mut self, source: &Path, text: &str, purpose: Purpose) {
        let mut reader = Reader::new(source, text, 0, purpose == Purpose::Serve);
        if let Some(value) = reader.parse(text)
            && let Some(object) = reader.object(&value, "the knowledge")
        {
            reader.fields(object, "$schema, shop, entries", |reader, key, value| {
                match key {
                    "$schema" => {}
                    "shop" => self.shop(reader, value),
                    "entries" => {
                        for value in reader.array(value, "\"entries\"").into_iter().flat_map(|list| &list.elements) {
                            self.entry(reader, value);
                        }
                    }
                    _ => return false,
                }
                true
            });
        }
        self.findings = reader.findings;
    }

    fn read_lines(&mut self, source: &Path, text: &str, purpose: Purpose) {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let mut reader = Reader::new(source, line, number, purpose == Purpose::Serve);
            if let Some(value) = reader.parse(line) {
                self.entry(&mut reader, &value);
            }
            self.findings.append(&mut reader.findings);
        }
    }

    fn entry(&mut self, reader: &mut Reader<'_>, value: &Value<'_>) {
        let Some(object) = reader.object(value, "an entry") else { return };
        let number = self.knowledge.entries.len();
        let mut entry = Entry::default();
        if let Some(Value::StringLit(id)) = find(object, "id") {
            entry.id = id.value.to_string();
            reader.entry = Some(entry.id.clone());
        }
        if entry.id.trim().is_empty() {
            reader
                .note(object.range.start, "entry without an id; add \"id\": \"…\", a short name of its own".to_owned());
        }
        reader.fields(object, "id, topic, zh, en", |reader, key, value| {
            match (key, Language::from_tag(key)) {
                ("id", _) => {
                    reader.text(value, "\"id\"");
                }
                ("topic", _) => entry.topic = reader.text(value, "\"topic\""),
                (_, Some(language)) if key == language.tag() => {
                    self.lines.wordings.insert((number, language), reader.line(value.range().start));
                    if let Some(wording) = self.wording(reader, number, language, value) {
                        entry.wording.set(language, wording);
                    }
                }
                _ => return false,
            }
            true
        });
        self.lines.entries.push((reader.line(object.range.start), entry.id.clone()));
        self.knowledge.entries.push(entry);
        reader.entry = None;
    }

    fn wording(
        &mut self,
        reader: &mut Reader<'_>,
        entry: usize,
        language: Language,
        value: &Value<'_>,
    ) -> Option<Wording> {
        let object = reader.object(value, &format!("\"{}\"", language.tag()))?;
        let mut wording = Wording::default();
        reader.fields(object, "phrasings, answer", |reader, key, value| {
            match key {
                "phrasings" => {
                    for value in reader.array(value, "\"phrasings\"").into_iter().flat_map(|list| &list.elements) {
                        if let Some(phrasing) = reader.text(value, "a phrasing") {
                            let place = (entry, language, wording.phrasings.len());
                            self.lines.phrasings.insert(place, reader.line(value.range().start));
                            wording.phrasings.push(phrasing);
                        }
                    }
                }
                "answer" => wording.answer = reader.text(value, "\"answer\"").unwrap_or_default(),
                _ => return false,
            }
            true
        });
        Some(wording)
    }

    fn shop(&mut self, reader: &mut Reader<'_>, value: &Value<'_>) {
        let Some(object) = reader.object(value, "\"shop\"") else { return };
        let shop: &mut Shop = &mut self.knowledge.shop;
        let known = "name, locales, currency, timezone, hours, phone, email, voice, greeting, suggestions";
        reader.fields(object, known, |reader, key, value| {
            let what = format!("\"{key}\"");
            match key {
                "name" => shop.name = texts(reader, value, &what),
                "greeting" => shop.greeting = texts(reader, value, &what),
                "locales" => shop.locales = list(reader, value, &what).into_iter().map(|(_, text)| text).collect(),
                "suggestions" => {
                    (self.lines.suggestions, shop.suggestions) = list(reader, value, &what).into_iter().unzip();
                }
                "hours" => {
                    let spans = reader.array(value, &what).into_iter().flat_map(|list| &list.elements);
                    shop.hours = spans.filter_map(|value| hours(reader, value)).collect();
                }
                "currency" => shop.currency = reader.text(value, &what),
                "timezone" => shop.timezone = reader.text(value, &what),
                "phone" => shop.phone = reader.text(value, &what),
                "email" => shop.email = reader.text(value, &what),
                "voice" => shop.voice = reader.text(value, &what),
                _ => return false,
            }
            true
        });
    }
}

/// A text for all languages, or one for each.
fn texts(reader: &mut Reader<'_>, value: &Value<'_>, what: &str) -> PerLanguage<String> {
    let mut texts = PerLanguage::default();
    if let Value::StringLit(text) = value {
        for language in Language::ALL {
            texts.set(language, text.value.to_string());
        }
    } else if let Some(object) = reader.object(value, what) {
        reader.fields(object, "zh, en", |reader, key, value| {
            let language = Language::from_tag(key).filter(|language| language.tag() == key);
            if let Some(language) = language
                && let Some(text) = reader.text(value, what)
            {
                texts.set(language, text);
            }
            language.is_some()
        });
    }
    texts
}

/// A list of texts, each with its line.
fn list(reader: &mut Reader<'_>, value: &Value<'_>, what: &str) -> Vec<(usize, String)> {
    let elements = reader.array(value, what).into_iter().flat_map(|list| &list.elements);
    elements.filter_map(|value| Some((reader.line(value.range().start), reader.text(value, what)?))).collect()
}

fn hours(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Hours> {
    let object = reader.object(value, "a span of \"hours\"")?;
    let mut hours = Hours::default();
    reader.fields(object, "days, open, close", |reader, key, value| {
        let what = format!("\"{key}\"");
        let (field, is_right, shape): (_, fn(&str) -> bool, _) = match key {
            "days" => (&mut hours.days, is_days, "days such as \"mon\" or \"mon-sat\""),
            "open" => (&mut hours.open, is_time, "a time such as \"09:30\""),
            "close" => (&mut hours.close, is_time, "a time such as \"21:00\""),
            _ => return false,
        };
        if let Some(text) = reader.text(value, &what) {
            if !is_right(&text) {
                reader.note(value.range().start, format!("{what} is `{text}`; write {shape}"));
            }
            *field = text;
        }
        true
    });
    for key in ["days", "open", "close"] {
        if find(object, key).is_none() {
            reader.note(object.range.start, format!("a span of \"hours\" without \"{key}\"; add it"));
        }
    }
    Some(hours)
}

fn is_days(text: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    text.split('-').count() <= 2 && text.split('-').all(|day| DAYS.contains(&day))
}

fn is_time(text: &str) -> bool {
    let number = |digits: &str, below: u8| digits.len() == 2 && digits.parse::<u8>().is_ok_and(|number| number < below);
    // 24:00 is the end of a day.
    text == "24:00" || text.split_once(':').is_some_and(|(hour, minute)| number(hour, 24) && number(minute, 60))
}

fn find<'v>(object: &'v Object<'v>, key: &str) -> Option<&'v Value<'v>> {
    object.properties.iter().find(|property| property.name.as_str() == key).map(|property| &property.value)
}
