//! The shape of knowledge files: what stands where. `.json` holds everything, `.jsonl` one entry a line.

use std::path::Path;

use floorwalker_engine::knowledge::{
    Entry, Hours, Knowledge, Language, PerLanguage, Place, Problem, ProblemKind, Purpose, Shop, Wording,
};
use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use super::findings::{Finding, Findings, Lines};
use super::json::Reader;
use super::{lookups, voice};

/// The shapes of objects, as a merchant is told to write them.
mod shape {
    pub(super) const FILE: &str = r#"{"shop": {…}, "entries": […]}"#;
    pub(super) const FACTS: &str = r#"{"NAME": "…", …}"#;
    pub(super) const SHOP: &str = r#"{"name": "…", …}"#;
    pub(super) const ENTRY: &str = r#"{"id": "…", "en": {…}}"#;
    pub(super) const WORDING: &str = r#"{"phrasings": ["…"], "answer": "…"}"#;
    pub(super) const HOURS: &str = r#"{"days": "mon-fri", "open": "09:30", "close": "18:00"}"#;
    pub(super) const TEXTS: &str = r#""…", or {"zh": "…", "en": "…"}"#;
}

/// Reads a knowledge file, `.json` or `.jsonl`. The lines tell where each part stands, for problems found later.
///
/// # Errors
/// All that keeps the file from being read: it cannot be opened, is not UTF-8, not JSON, or not of the expected shape;
/// together with all that is wrong with the meaning of what could be read.
pub fn read(source: &Path, purpose: Purpose) -> Result<(Knowledge, Lines), Findings> {
    let whole = |message| Findings(vec![Finding { file: source.to_owned(), line: 0, entry: None, message }]);
    let bytes = std::fs::read(source).map_err(|error| whole(format!("cannot be read: {error}")))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        let message = "not UTF-8; save the file with the encoding UTF-8".to_owned();
        Findings(vec![Finding { file: source.to_owned(), line, entry: None, message }])
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut file = File { knowledge: Knowledge::default(), lines: Lines::default(), ..File::default() };
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

#[derive(Default)]
struct File {
    knowledge: Knowledge,
    lines: Lines,
    findings: Vec<Finding>,
    /// Problems that follow from a finding about the shape: one mistake is reported once.
    explained: Vec<Problem>,
    /// Facts of the shop that stand there but could not be read.
    unread_slots: Vec<String>,
}

impl File {
    /// What is wrong with the shape, and with the meaning of what could be read all the same: a merchant mends it in one go.
    fn all_findings(mut self, source: &Path, purpose: Purpose) -> Findings {
        let mut problems = self.knowledge.check(purpose);
        problems.retain(|problem| match &problem.kind {
            ProblemKind::UnfilledSlot { slot } => !self.unread_slots.contains(slot),
            _ => !self.explained.contains(problem),
        });
        self.findings.append(&mut self.lines.explain(source, &problems).0);
        self.findings.sort_by_key(|finding| finding.line);
        Findings(self.findings)
    }

    fn read_whole(&mut self, source: &Path, text: &str, purpose: Purpose) {
        let mut reader = Reader::new(source, text, 0, purpose == Purpose::Serve);
        if let Some(value) = reader.parse(text)
            && let Some(object) = reader.object(&value, "the file", shape::FILE)
        {
            reader.fields(object, "$schema, shop, lookups, entries", |reader, key, value| {
                match key {
                    "$schema" => {}
                    "shop" => self.shop(reader, value),
                    "lookups" => {
                        for value in reader.array(value, "\"lookups\"").into_iter().flat_map(|list| &list.elements) {
                            let index = self.knowledge.lookups.len();
                            if let Some((lookup, lines)) = lookups::read(reader, value, index, &mut self.explained) {
                                self.knowledge.lookups.push(lookup);
                                self.lines.lookups.push(lines);
                            }
                        }
                    }
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
            if matches!(line.trim(), "{" | "[") {
                // Every further line would be wrong for the same reason.
                let what =
                    "an entry spread over lines; write each whole entry on one line (only `.json` may be spread)";
                reader.note(0, what.to_owned());
                self.findings.append(&mut reader.findings);
                return;
            }
            if let Some(value) = reader.parse(line) {
                self.entry(&mut reader, &value);
            }
            self.findings.append(&mut reader.findings);
        }
    }

    fn entry(&mut self, reader: &mut Reader<'_>, value: &Value<'_>) {
        let Some(object) = reader.object(value, "an entry", shape::ENTRY) else { return };
        let number = self.knowledge.entries.len();
        let mut entry = Entry::default();
        if let Some(Value::StringLit(id)) = find(object, "id") {
            entry.id = id.value.to_string();
            reader.entry = Some(entry.id.clone());
        }
        reader.fields(object, "id, topic, lookup, zh, en", |reader, key, value| {
            match (key, Language::from_tag(key)) {
                ("id", _) => {
                    if reader.text(value, "\"id\"").is_none() {
                        self.explained.push(Problem { place: Place::Entry(number), kind: ProblemKind::NoId });
                    }
                }
                ("topic", _) => entry.topic = reader.text(value, "\"topic\""),
                ("lookup", _) => entry.lookup = reader.text(value, "\"lookup\""),
                (_, Some(language)) if key == language.tag() => {
                    self.lines.wordings.insert((number, language), reader.line(value.range().start));
                    if let Some(wording) = self.wording(reader, number, language, value) {
                        entry.wording.set(language, wording);
                    } else {
                        self.explained.push(Problem { place: Place::Entry(number), kind: ProblemKind::NoWording });
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
        let object = reader.object(value, &format!("\"{}\"", language.tag()), shape::WORDING)?;
        let mut wording = Wording::default();
        let place = Place::Wording(entry, language);
        reader.fields(object, "phrasings, answer, fallback, not_found, failed", |reader, key, value| {
            match key {
                "phrasings" => {
                    let before = reader.findings.len();
                    for value in reader.array(value, "\"phrasings\"").into_iter().flat_map(|list| &list.elements) {
                        if let Some(phrasing) = reader.text(value, "a phrasing") {
                            let place = (entry, language, wording.phrasings.len());
                            self.lines.phrasings.insert(place, reader.line(value.range().start));
                            wording.phrasings.push(phrasing);
                        }
                    }
                    if reader.findings.len() > before {
                        self.explained.push(Problem { place, kind: ProblemKind::NoPhrasing });
                    }
                }
                "answer" => match reader.text(value, "\"answer\"") {
                    Some(answer) => wording.answer = answer,
                    None => self.explained.push(Problem { place, kind: ProblemKind::NoAnswer }),
                },
                "fallback" => wording.fallback = reader.text(value, "\"fallback\""),
                "not_found" => wording.not_found = reader.text(value, "\"not_found\""),
                "failed" => wording.failed = reader.text(value, "\"failed\""),
                _ => return false,
            }
            true
        });
        Some(wording)
    }

    fn shop(&mut self, reader: &mut Reader<'_>, value: &Value<'_>) {
        let Some(object) = reader.object(value, "\"shop\"", shape::SHOP) else { return };
        let shop: &mut Shop = &mut self.knowledge.shop;
        let known = "name, locales, currency, timezone, hours, phone, email, facts, voice, greeting, suggestions";
        reader.fields(object, known, |reader, key, value| {
            let what = format!("\"{key}\"");
            let before = reader.findings.len();
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
                "facts" => {
                    if let Some(object) = reader.object(value, &what, shape::FACTS) {
                        // Each may have any name.
                        reader.fields(object, "", |reader, name, value| {
                            self.lines.facts.push(reader.line(value.range().start));
                            shop.facts.push((name.to_owned(), texts(reader, value, &format!("the fact \"{name}\""))));
                            true
                        });
                    }
                }
                "currency" => shop.currency = reader.text(value, &what),
                "timezone" => shop.timezone = reader.text(value, &what),
                "phone" => shop.phone = reader.text(value, &what),
                "email" => shop.email = reader.text(value, &what),
                "voice" => shop.voice = voice::read(reader, value),
                _ => return false,
            }
            if reader.findings.len() > before {
                self.unread_slots.push(format!("shop.{key}"));
            }
            true
        });
    }
}

/// A text for all languages, or one for each.
pub(super) fn texts(reader: &mut Reader<'_>, value: &Value<'_>, what: &str) -> PerLanguage<String> {
    let mut texts = PerLanguage::default();
    if let Value::StringLit(text) = value {
        for language in Language::ALL {
            texts.set(language, text.value.to_string());
        }
    } else if let Some(object) = reader.object(value, what, shape::TEXTS) {
        reader.fields(object, "zh, en", |reader, key, value| {
            let language = Language::from_tag(key).filter(|language| language.tag() == key);
            if let Some(language) = language
                && let Some(text) = reader.text(value, &format!("\"{key}\" of {what}"))
            {
                texts.set(language, text);
            }
            language.is_some()
        });
    }
    texts
}

/// A list of texts, each with its line.
pub(super) fn list(reader: &mut Reader<'_>, value: &Value<'_>, what: &str) -> Vec<(usize, String)> {
    let elements = reader.array(value, what).into_iter().flat_map(|list| &list.elements);
    let element = format!("an element of {what}");
    elements.filter_map(|value| Some((reader.line(value.range().start), reader.text(value, &element)?))).collect()
}

fn hours(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Hours> {
    let object = reader.object(value, "a span of \"hours\"", shape::HOURS)?;
    let mut hours = Hours::default();
    reader.fields(object, "days, open, close", |reader, key, value| {
        let what = format!("\"{key}\"");
        let (field, is_right, shape): (_, fn(&str) -> bool, _) = match key {
            "days" => (&mut hours.days, is_days, "a day or a span of days, such as \"mon\" or \"mon-sat\""),
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
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let number = |digits: &str, below: u8| {
        // `parse` alone would take a sign for the first digit.
        digits.len() == 2 && digits.bytes().all(is_digit) && digits.parse::<u8>().is_ok_and(|number| number < below)
    };
    // 24:00 is the end of a day.
    text == "24:00" || text.split_once(':').is_some_and(|(hour, minute)| number(hour, 24) && number(minute, 60))
}

pub(super) fn find<'v>(object: &'v Object<'v>, key: &str) -> Option<&'v Value<'v>> {
    object.properties.iter().find(|property| property.name.as_str() == key).map(|property| &property.value)
}
