//! Whether knowledge as a whole is right. All problems are found at once; where they stand in a file, the reader of
//! the file knows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Endpoint, Entry, Field, Knowledge, Language, PAGE_SLOTS, Place, Problem, ProblemKind, SHOP_SLOTS};
use crate::office::template::{self, Used};
use crate::text;

/// What the slots begin with that no look-up fills.
const ROOTS: [&str; 4] = ["shop", "page", "visitor", "field"];

/// What the knowledge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be served to shoppers: everything must be right.
    Serve,
    /// To measure the matcher on: entries may lack answers and share phrasings, as public question sets do.
    Measure,
}

impl Knowledge {
    /// Finds everything that is wrong, in the order of the entries.
    pub fn check(&self, purpose: Purpose) -> Vec<Problem> {
        let mut check = Check { knowledge: self, purpose, problems: Vec::new() };
        check.lookups();
        check.ids();
        check.wordings();
        if purpose == Purpose::Serve {
            check.shared_phrasings();
        }
        check.suggestions();
        check.problems
    }
}

struct Check<'a> {
    knowledge: &'a Knowledge,
    purpose: Purpose,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn found(&mut self, place: Place, kind: ProblemKind) {
        self.problems.push(Problem { place, kind });
    }

    fn ids(&mut self) {
        let mut seen = BTreeMap::new();
        for (index, entry) in self.knowledge.entries.iter().enumerate() {
            if entry.id.trim().is_empty() {
                self.found(Place::Entry(index), ProblemKind::NoId);
            } else if let Some(&first) = seen.get(entry.id.as_str()) {
                self.found(Place::Entry(index), ProblemKind::DuplicateId { id: entry.id.clone(), first });
            } else {
                seen.insert(entry.id.as_str(), index);
            }
        }
    }

    fn wordings(&mut self) {
        for (index, entry) in self.knowledge.entries.iter().enumerate() {
            if entry.wording.is_empty() {
                self.found(Place::Entry(index), ProblemKind::NoWording);
            }
            if let Some(name) = &entry.lookup
                && !self.knowledge.lookups.iter().any(|known| known.name == *name)
            {
                self.found(Place::Entry(index), ProblemKind::UnknownLookUp { name: name.clone() });
            }
            for (language, wording) in entry.wording.iter() {
                let place = Place::Wording(index, language);
                if wording.phrasings.is_empty() {
                    self.found(place, ProblemKind::NoPhrasing);
                }
                if self.purpose == Purpose::Serve {
                    if wording.answer.trim().is_empty() {
                        self.found(place, ProblemKind::NoAnswer);
                    }
                    let texts = [
                        ("answer", Some(&wording.answer)),
                        ("fallback", wording.fallback.as_ref()),
                        ("not_found", wording.not_found.as_ref()),
                        ("failed", wording.failed.as_ref()),
                    ];
                    for (key, text) in texts {
                        let Some(text) = text else { continue };
                        if key != "answer" && text.trim().is_empty() {
                            self.found(place, ProblemKind::Blank { key });
                        }
                        if matches!(key, "not_found" | "failed") && entry.lookup.is_none() {
                            self.found(place, ProblemKind::NoLookUp { key });
                        }
                        self.template(place, (entry, language), key, text);
                    }
                }
            }
        }
    }

    /// What a text's braces hold. `key` is the text's own.
    fn template(&mut self, place: Place, (entry, language): (&Entry, Language), key: &'static str, text: &str) {
        let used = match template::used(text) {
            Ok(used) => used,
            Err(fault) => return self.found(place, ProblemKind::Template { key, fault }),
        };
        let can_fall_back = key == "answer";
        let has_fallback =
            can_fall_back && entry.wording.get(language).is_some_and(|wording| wording.fallback.is_some());
        let mut seen = BTreeSet::new();
        for slot in used {
            let (root, rest) = slot.name.split_once('.').unwrap_or((slot.name, ""));
            let name = || slot.name.to_owned();
            let is_of_lookup = entry.lookup.as_deref() == Some(root);
            let problem = match root {
                "shop" => match self.knowledge.shop.slot(rest, language) {
                    Some(value) if !value.trim().is_empty() => None,
                    _ if slot.is_guarded => None,
                    // What the format knows is missing, all else is mistyped.
                    _ if SHOP_SLOTS.contains(&slot.name) => Some(ProblemKind::UnfilledSlot { slot: name() }),
                    _ => Some(self.unknown(&slot, entry)),
                },
                "page" if !PAGE_SLOTS.contains(&slot.name) => Some(self.unknown(&slot, entry)),
                "visitor" if rest.is_empty() => Some(self.unknown(&slot, entry)),
                "page" | "visitor" if !slot.is_guarded && !has_fallback => {
                    Some(ProblemKind::OpenSlot { slot: name(), can_fall_back })
                }
                "page" | "visitor" => None,
                "field" if self.fields(entry).any(|field| field.name == rest) => None,
                _ if is_of_lookup && key == "answer" => None,
                _ => Some(self.unknown(&slot, entry)),
            };
            if let Some(problem) = problem.filter(|_| seen.insert(slot.name)) {
                self.found(place, problem);
            }
        }
    }

    fn unknown(&self, slot: &Used<'_>, entry: &Entry) -> ProblemKind {
        let own = self.knowledge.shop.facts.iter().map(|(name, _)| ["shop.", name].concat());
        let mut known: Vec<String> = SHOP_SLOTS.map(str::to_owned).into_iter().chain(own).collect();
        if slot.name.starts_with("page.") {
            known = PAGE_SLOTS.map(str::to_owned).to_vec();
        } else {
            known.extend(["page.…", "visitor.…"].map(str::to_owned));
        }
        known.extend(entry.lookup.iter().map(|name| [name, ".…"].concat()));
        known.extend(self.fields(entry).map(|field| ["field.", &field.name].concat()));
        ProblemKind::UnknownSlot { slot: slot.name.to_owned(), known: known.join(", ") }
    }

    /// The fields of the entry's look-up.
    fn fields<'k>(&'k self, entry: &'k Entry) -> impl Iterator<Item = &'k Field> {
        let named = self.knowledge.lookups.iter().find(|known| Some(&known.name) == entry.lookup.as_ref());
        named.into_iter().flat_map(|known| &known.fields)
    }

    fn lookups(&mut self) {
        let knowledge = self.knowledge;
        let is_name =
            |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        for (index, known) in knowledge.lookups.iter().enumerate() {
            let (place, name) = (Place::LookUp(index), known.name.clone());
            if !is_name(&name) {
                self.found(place, ProblemKind::BadName { name });
            } else if ROOTS.contains(&name.as_str())
                || knowledge.lookups[..index].iter().any(|other| other.name == name)
            {
                self.found(place, ProblemKind::TakenName { name });
            }
            if let Some(Endpoint { url, .. }) = known.endpoint.as_ref().filter(|endpoint| !endpoint.is_safe()) {
                self.found(place, ProblemKind::BadUrl { url: url.clone() });
            }
            for (number, field) in known.fields.iter().enumerate() {
                let (place, name) = (Place::Field(index, number), field.name.clone());
                if !is_name(&name) {
                    self.found(place, ProblemKind::BadName { name: name.clone() });
                } else if known.fields[..number].iter().any(|other| other.name == name) {
                    self.found(place, ProblemKind::TakenName { name: name.clone() });
                }
                if field.label.is_empty() || field.label.iter().any(|(_, label)| label.trim().is_empty()) {
                    self.found(place, ProblemKind::NoLabel);
                }
                if field.options.iter().any(|option| option.trim().is_empty()) {
                    self.found(place, ProblemKind::Blank { key: "options" });
                }
                if known.exposes(field) {
                    self.found(place, ProblemKind::ExposedField { field: name });
                }
                let root = field.from.as_ref().map(|from| (from, from.split('.').next().unwrap_or_default()));
                if let Some((from, root)) = root
                    && !(root == "visitor" && from.len() > root.len() || PAGE_SLOTS.contains(&from.as_str()))
                {
                    let known = [&PAGE_SLOTS[..], &["visitor.…"]].concat().join(", ");
                    self.found(place, ProblemKind::UnknownSlot { slot: from.clone(), known });
                }
            }
        }
        for (index, (name, _)) in knowledge.shop.facts.iter().enumerate() {
            let is_taken = SHOP_SLOTS.iter().any(|slot| slot.strip_prefix("shop.") == Some(name));
            if !is_name(name) {
                self.found(Place::Fact(index), ProblemKind::BadName { name: name.clone() });
            } else if is_taken {
                self.found(Place::Fact(index), ProblemKind::TakenName { name: name.clone() });
            }
        }
    }

    fn shared_phrasings(&mut self) {
        let mut seen: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        for (index, entry) in self.knowledge.entries.iter().enumerate() {
            for (language, wording) in entry.wording.iter() {
                for (number, phrasing) in wording.phrasings.iter().enumerate() {
                    let place = Place::Phrasing(index, language, number);
                    let key = text::normalise(phrasing);
                    if key.is_empty() {
                        self.found(place, ProblemKind::EmptyPhrasing { phrasing: phrasing.clone() });
                    } else if let Some(&(first, written)) = seen.get(&key) {
                        // Twice in one entry leads to the same answer, whichever is meant.
                        if first != index {
                            let entry = self.knowledge.entries[first].id.clone();
                            let (phrasing, written) = (phrasing.clone(), written.to_owned());
                            self.found(place, ProblemKind::SharedPhrasing { phrasing, written, entry, first });
                        }
                    } else {
                        seen.insert(key, (index, phrasing));
                    }
                }
            }
        }
    }

    fn suggestions(&mut self) {
        for (index, id) in self.knowledge.shop.suggestions.iter().enumerate() {
            if !self.knowledge.entries.iter().any(|entry| entry.id == *id) {
                self.found(Place::Suggestion(index), ProblemKind::UnknownSuggestion { id: id.clone() });
            }
        }
    }
}
