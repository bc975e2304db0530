//! Look-ups: what they need is asked for and checked, and what came of them is told. Looking up itself is done elsewhere, between
//! two turns.
//!
//! What leaves the device for a look-up, the shopper has given for it: words that merely hold it already are put into the form, and
//! the shopper sends them.

use super::field;
use crate::compose::{self, Looked};
use crate::dialogue::{Dialogue, Said, Told};
use crate::engine::Engine;
use crate::knowledge::{Entry, Field, Language, LookUp};
use crate::look_up::{Form, FormField, LookedUp, Pending, Request};
use crate::policy;
use crate::reply::{Block, Outcome, Reason, Reply};
use crate::social;
use crate::value::Value;
use crate::voice::{self, Situation};

/// How often something wrong can be given, or nothing be found, before a person is called.
const MOST_MISSES: u8 = 2;

/// A value of fewer characters may be anything, where nothing was asked for.
const LONG_ENOUGH: usize = 6;

/// An entry with its look-up.
struct Task<'a> {
    entry: &'a Entry,
    look_up: &'a LookUp,
}

impl Engine {
    /// Replies to a form for the entry with this id, as the shopper filled it in: by field. `preferred` is the language of the
    /// interface.
    pub(super) fn office_fill(
        &self,
        dialogue: &mut Dialogue,
        entry: &str,
        given: &[(String, String)],
        preferred: Language,
    ) -> Reply {
        let turn = dialogue.next_turn();
        dialogue.waiting.clear();
        let mut pending = dialogue
            .pending
            .take()
            .filter(|pending| pending.entry == entry)
            .unwrap_or_else(|| Pending { values: Vec::new(), ..Pending::of(entry, preferred, 1.0) });
        let Some(task) = self.task(entry) else {
            return self.told(Told::hand_off(Reason::NoData), pending.origin(), &[]);
        };
        let (mut errors, mut lines) = (Vec::new(), Vec::new());
        for field in task.asked(self) {
            let given = given.iter().find(|(name, _)| *name == field.name).map_or("", |(_, value)| value.as_str());
            let label = label(field, pending.language);
            let parting = if pending.language == Language::Zh { "：" } else { ": " };
            let value = field::value(field, given);
            let shown = value.as_deref().unwrap_or(given);
            let shown = if field.is_masked { field::masked(shown) } else { shown.to_owned() };
            if !shown.trim().is_empty() {
                lines.push([label, parting, &shown].concat());
            }
            if value.is_none() {
                errors.push(field.name.clone());
            }
            pending.put(&field.name, value.unwrap_or_else(|| given.to_owned()));
        }
        let told = if errors.is_empty() {
            pending.run(self, &task, turn)
        } else {
            self.ask_again(&mut pending, &task, voice::RETRY, &errors, turn)
        };
        let told = Told { heard: Some(lines.join("\n")), ..told };
        self.go_on(dialogue, pending, told)
    }

    /// Replies to what came of the request with this number. `None` if the conversation does not wait for it any more.
    pub(super) fn office_looked_up(&self, dialogue: &mut Dialogue, number: u32, result: LookedUp) -> Option<Reply> {
        let mut pending = dialogue.pending.take_if(|pending| pending.running == Some(number))?;
        let turn = dialogue.next_turn();
        pending.running = None;
        let Some(task) = self.task(&pending.entry) else {
            return Some(self.told(Told::hand_off(Reason::NoData), pending.origin(), &[]));
        };
        let language = compose::language(task.entry, pending.language);
        let wording = task.entry.wording.get_or_any(language);
        let given = task.shown(&pending);
        let say = |template: Option<&String>, situation: Situation, found: &Value| {
            let looked = Looked { name: &task.look_up.name, found, fields: &given };
            let own = template.and_then(|template| self.fill_in(template, language, &looked));
            own.map_or_else(|| (self.say(situation, language, turn), Vec::new()), |own| (own.text, own.slots))
        };
        let failed = || {
            let (text, slots) =
                say(wording.and_then(|wording| wording.failed.as_ref()), voice::FAILED, &Value::Nothing);
            Told { blocks: vec![Block::Text(text)], slots, ..Told::hand_off(Reason::NoData) }
        };
        let told = match result {
            LookedUp::Found(found) => {
                let looked = Looked { name: &task.look_up.name, found: &found, fields: &given };
                let filled = wording.and_then(|wording| {
                    let whole = self.fill_in(&wording.answer, language, &looked);
                    whole.or_else(|| self.fill_in(wording.fallback.as_ref()?, language, &looked))
                });
                filled.map_or_else(failed, |filled| {
                    let mut told = Told::answer(filled.text, filled.slots);
                    self.dress(dialogue, &mut told, language);
                    told
                })
            }
            LookedUp::NotFound => {
                let (text, slots) =
                    say(wording.and_then(|wording| wording.not_found.as_ref()), voice::NOT_FOUND, &Value::Nothing);
                let mut told = if task.asked(self).next().is_some() {
                    self.ask_again(&mut pending, &task, voice::NOT_FOUND, &[], turn)
                } else {
                    Told::hand_off(Reason::NoData)
                };
                told.blocks.retain(|block| matches!(block, Block::Form(_)));
                told.blocks.insert(0, Block::Text(text));
                Told { slots, ..told }
            }
            LookedUp::Failed => failed(),
        };
        Some(self.go_on(dialogue, pending, told))
    }

    /// Begins the look-up of an entry, if it has one: asks for what it takes, or runs it. `said` may hold some of that already.
    pub(super) fn office_begin(
        &self,
        dialogue: &mut Dialogue,
        entry: &Entry,
        confidence: f32,
        said: &Said<'_>,
        turn: u32,
    ) -> Option<Told> {
        let task = self.task(&entry.id)?;
        let mut pending = Pending::of(&entry.id, said.language, confidence);
        for field in &task.look_up.fields {
            if let Some(value) = self.known_field(field) {
                pending.put(&field.name, value);
            }
        }
        let found = task.find(self, &pending, said.text);
        let heard = masked(said.text, &found);
        let told = if task.asked(self).next().is_none() {
            pending.run(self, &task, turn)
        } else {
            for (field, range) in &found {
                pending.put(&field.name, field::value(field, &said.text[range.clone()]).unwrap_or_default());
            }
            pending.is_asked = true;
            self.ask(&pending, &task, voice::ASK, &[], turn)
        };
        pending.hold(dialogue);
        Some(Told { heard, ..told })
    }

    /// Replies to what is said while a look-up waits for something, if it is about that.
    pub(super) fn office_hear(&self, dialogue: &mut Dialogue, said: &Said<'_>, turn: u32) -> Option<Reply> {
        let waiting = std::mem::take(&mut dialogue.waiting);
        let mut pending = match dialogue.pending.take() {
            Some(pending) => pending,
            // What was given before a reload is not there any more.
            None if !waiting.is_empty() => Pending::of(&waiting, said.language, 1.0),
            None => return None,
        };
        if pending.running.is_some() {
            dialogue.pending = Some(pending);
            return None;
        }
        let task = self.task(&pending.entry)?;
        let is_asked = std::mem::replace(&mut pending.is_asked, false);
        let confidence = said.whole.confidence();
        let is_other = confidence >= policy::ANSWER_AT
            && said.whole.best().is_some_and(|best| self.entries[best].id != pending.entry);
        let heard = social::heard(said.text);
        if policy::call(said.text, said.manners.as_ref(), confidence).is_some() {
            return None;
        }
        if is_asked && matches!(heard, Some(voice::CANCEL | voice::DROP)) {
            let words = self.say(voice::CANCEL, pending.language, turn);
            return Some(self.told(Told::answer(words, Vec::new()), pending.origin(), &[]));
        }
        if is_asked && heard == Some(voice::LOST) {
            return Some(self.told(Told::hand_off(Reason::NoData), pending.origin(), &[]));
        }
        let free: Vec<&Field> = task.missing(self, &pending).collect();
        if is_asked && heard == Some(voice::YES) && free.is_empty() {
            // What was found in the words before is what is meant.
            let told = pending.run(self, &task, turn);
            return Some(self.go_on(dialogue, pending, told));
        }
        let mut found = task.find(self, &pending, said.text);
        if is_asked
            && !is_other
            && heard.is_none()
            && let [one] = free[..]
            && found.is_empty()
            && field::value(one, said.text).is_some()
        {
            found.push((one, 0..said.text.len()));
        }
        if found.is_empty() && (is_other || heard.is_some() || !is_asked) || !is_asked && is_other {
            pending.hold(dialogue);
            return None;
        }
        let told = if found.is_empty() {
            let is_same = said.whole.best().is_some_and(|best| self.entries[best].id == pending.entry);
            let is_again = confidence >= policy::ANSWER_AT && is_same;
            let errors: Vec<String> = free.iter().take(1).map(|field| field.name.clone()).collect();
            let situation = if is_again { voice::ASK } else { voice::RETRY };
            // What is no value may be half of one.
            let is_secret = !is_again && free.iter().any(|field| field.is_masked);
            let heard = is_secret.then(|| field::masked(said.text));
            let told = self.ask_again(&mut pending, &task, situation, if is_again { &[] } else { &errors }, turn);
            Told { heard, ..told }
        } else {
            let heard = masked(said.text, &found);
            for (field, range) in found {
                pending.put(&field.name, field::value(field, &said.text[range]).unwrap_or_default());
            }
            let is_whole = task.missing(self, &pending).next().is_none();
            // Without a form on screen nothing is sent: it is shown what would be.
            let told = if is_whole && is_asked {
                pending.run(self, &task, turn)
            } else {
                pending.is_asked = true;
                self.ask(&pending, &task, voice::ASK, &[], turn)
            };
            Told { heard, ..told }
        };
        Some(self.go_on(dialogue, pending, told))
    }

    /// What is `said` with all masked of what are values of masked fields: of the look-up that is under way all, of others what is long
    /// enough to be one and nothing else. `None` if there is none.
    pub(super) fn office_mask(&self, dialogue: &Dialogue, said: &str) -> Option<String> {
        let under_way = dialogue.pending.as_ref().map_or(dialogue.waiting.as_str(), |pending| pending.entry.as_str());
        let own = self.task(under_way).map(|task| task.look_up.name.as_str());
        let mut kept = said.to_owned();
        for look_up in &self.lookups {
            for field in look_up.fields.iter().filter(|field| field.is_masked) {
                let mut from = 0;
                while let Some(found) = kept.get(from..).and_then(|rest| field::find(field, rest)) {
                    let range = from + found.start..from + found.end;
                    let value = kept[range.clone()].to_owned();
                    let is_one = own == Some(look_up.name.as_str()) || value.chars().count() >= LONG_ENOUGH;
                    let put = if is_one { field::masked(&value) } else { value };
                    from = range.start + put.len().max(1);
                    kept.replace_range(range, &put);
                }
            }
        }
        (kept != said).then_some(kept)
    }

    fn task(&self, entry: &str) -> Option<Task<'_>> {
        let entry = self.entries.iter().find(|known| known.id == entry)?;
        let name = entry.lookup.as_ref()?;
        Some(Task { entry, look_up: self.lookups.iter().find(|known| known.name == *name)? })
    }

    /// What page or visitor say of a field that need not be asked for.
    fn known_field(&self, field: &Field) -> Option<String> {
        match self.slot(field.from.as_ref()?, Language::En, &Looked::default()) {
            Value::Text(text) => field::value(field, &text),
            _ => None,
        }
    }

    /// Asks once more, or calls a person if that was done often enough.
    fn ask_again(&self, pending: &mut Pending, task: &Task<'_>, why: Situation, errors: &[String], turn: u32) -> Told {
        pending.misses += 1;
        if pending.misses > MOST_MISSES {
            return Told::hand_off(Reason::NoData);
        }
        pending.is_asked = true;
        self.ask(pending, task, why, errors, turn)
    }

    /// Asks for what a look-up has yet to be given; `errors` names the fields whose value cannot be right.
    fn ask(&self, pending: &Pending, task: &Task<'_>, why: Situation, errors: &[String], turn: u32) -> Told {
        let language = pending.language;
        let own = task.look_up.ask.get_or_any(language).filter(|_| why == voice::ASK);
        let words = own.cloned().unwrap_or_else(|| self.say(why, language, turn));
        let field = |field: &Field| {
            let is_wrong = errors.contains(&field.name);
            let retry =
                || field.retry.get_or_any(language).cloned().unwrap_or_else(|| self.say(voice::WRONG, language, turn));
            FormField {
                name: field.name.clone(),
                label: label(field, language).to_owned(),
                kind: field.kind,
                options: field.options.clone(),
                value: pending.value(&field.name).unwrap_or_default().to_owned(),
                error: is_wrong.then(retry),
            }
        };
        let form = Form { entry: task.entry.id.clone(), fields: task.asked(self).map(field).collect() };
        Told { blocks: vec![Block::Text(words), Block::Form(form)], ..Told::of(Outcome::Ask) }
    }

    /// Remembers where the look-up stands after what is `told`.
    fn go_on(&self, dialogue: &mut Dialogue, pending: Pending, told: Told) -> Reply {
        let entry = self.task(&pending.entry).map(|task| task.entry);
        let reply = self.told(told, pending.origin(), entry.as_slice());
        if matches!(reply.outcome, Outcome::Ask | Outcome::LookUp) {
            pending.hold(dialogue);
        }
        reply
    }
}

impl Pending {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a probability's thousandths are few")]
    fn of(entry: &str, language: Language, confidence: f32) -> Self {
        Self {
            entry: entry.to_owned(),
            language,
            confidence: (confidence * 1_000.0) as u16,
            misses: 0,
            is_asked: false,
            values: Vec::new(),
            running: None,
        }
    }

    /// Stays under way.
    fn hold(self, dialogue: &mut Dialogue) {
        dialogue.waiting = if self.running.is_none() { self.entry.clone() } else { String::new() };
        dialogue.pending = Some(self);
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn put(&mut self, name: &str, value: String) {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value));
    }

    fn run(&mut self, engine: &Engine, task: &Task<'_>, number: u32) -> Told {
        self.running = Some(number);
        // What page and visitor say is what they say now.
        for field in &task.look_up.fields {
            if let Some(known) = engine.known_field(field) {
                self.put(&field.name, known);
            }
        }
        let field = |field: &Field| Some((field.name.clone(), self.value(&field.name)?.to_owned()));
        let request = Request {
            number,
            name: task.look_up.name.clone(),
            fields: task.look_up.fields.iter().filter_map(field).collect(),
            endpoint: task.look_up.endpoint.clone(),
        };
        Told { look_up: Some(request), ..Told::of(Outcome::LookUp) }
    }
}

impl<'a> Task<'a> {
    /// The fields that the shopper is asked for.
    fn asked(&self, engine: &Engine) -> impl Iterator<Item = &'a Field> {
        self.look_up.fields.iter().filter(|field| engine.known_field(field).is_none())
    }

    /// What was given, as it may be told: masked where it is.
    fn shown(&self, pending: &Pending) -> Vec<(String, String)> {
        let shown = |field: &Field| {
            let value = pending.value(&field.name)?;
            Some((field.name.clone(), if field.is_masked { field::masked(value) } else { value.to_owned() }))
        };
        self.look_up.fields.iter().filter_map(shown).collect()
    }

    /// The fields that have no right value yet.
    fn missing(&self, engine: &Engine, pending: &Pending) -> impl Iterator<Item = &'a Field> {
        self.asked(engine)
            .filter(|field| pending.value(&field.name).and_then(|value| field::value(field, value)).is_none())
    }

    /// The values that stand in what was `said`, of missing fields first.
    fn find(&self, engine: &Engine, pending: &Pending, said: &str) -> Vec<(&'a Field, std::ops::Range<usize>)> {
        let missing: Vec<&Field> = self.missing(engine, pending).collect();
        let given = self.asked(engine).filter(|field| !missing.contains(field));
        let found = missing.iter().copied().chain(given).filter_map(|field| Some((field, field::find(field, said)?)));
        let mut all: Vec<(&Field, std::ops::Range<usize>)> = Vec::new();
        for (field, range) in found {
            // What is one field's value is no other's; the longer is meant.
            let meets = |other: &std::ops::Range<usize>| range.start < other.end && other.start < range.end;
            if all.iter().all(|(_, other)| !meets(other) || other.len() < range.len()) {
                all.retain(|(_, other)| !meets(other));
                all.push((field, range));
            }
        }
        all
    }
}

/// What was `said`, as it is to be kept: without what of it is masked. `None` if it can be kept as it is.
fn masked(said: &str, found: &[(&Field, std::ops::Range<usize>)]) -> Option<String> {
    let mut secret: Vec<_> = found.iter().filter(|(field, _)| field.is_masked).map(|(_, range)| range).collect();
    secret.sort_by_key(|range| std::cmp::Reverse(range.start));
    let is_any = !secret.is_empty();
    let mut kept = said.to_owned();
    for range in secret {
        kept.replace_range(range.clone(), &field::masked(&said[range.clone()]));
    }
    is_any.then_some(kept)
}

fn label(field: &Field, language: Language) -> &str {
    field.label.get_or_any(language).map_or(field.name.as_str(), String::as_str)
}
