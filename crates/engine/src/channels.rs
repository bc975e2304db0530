//! The channels side by side: what each says of a question and every entry.

use crate::knowledge::{Entry, Language};
use crate::margin::{self, Machines};
use crate::model::{Manners, Marks, Models};
use crate::order::best_first;
use crate::parts::{Part, Without};
use crate::phrasings::{LeftOut, Phrasings, Rehearsal};
use crate::rank::Voices;
use crate::reader::{Lexicon, Reader, Repair, Text};
use crate::rows::Likeness;
use crate::semantic::{Meaning, Semantic, Sense};
use crate::sparse::{Index, Query, Wording};
use crate::text::Token;

/// Probability from which on a topic is worth telling.
const LIKELY: f32 = 0.1;

/// How many topics are told at most.
const SHOWN_TOPICS: usize = 3;

/// What the channels say of one entry.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Evidence {
    pub(crate) sparse: Wording,
    pub(crate) semantic: Sense,
    /// How clearly the question is this entry's, 0 to 1.
    pub(crate) margin: f32,
}

impl Evidence {
    /// The same in silence of what is left out.
    fn but(mut self, without: Without) -> Self {
        if without.has(Part::Words) {
            self.sparse.words = Likeness::default();
        }
        if without.has(Part::Answers) {
            (self.sparse.answer, self.semantic.answer) = (0.0, 0.0);
        }
        if without.has(Part::Meaning) {
            (self.semantic.words, self.semantic.answer) = (Likeness::default(), 0.0);
        }
        if without.has(Part::Topics) {
            self.semantic.topic = 0.0;
        }
        if without.has(Part::Margin) {
            self.margin = 0.0;
        }
        self
    }
}

/// What the channels say of a question as a whole, each a share from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Reach {
    /// Of its words' weight that occurs anywhere in the knowledge.
    pub(crate) known: f32,
    /// Of its topics that some entry covers.
    pub(crate) covered: f32,
}

/// A question, read and turned into what each channel compares.
pub(crate) struct Asked {
    pub(crate) tokens: Vec<Token>,
    /// The same with each word as itself, where synonyms are otherwise one.
    plain: Vec<Token>,
    pub(crate) repairs: Vec<Repair>,
    query: Query,
    meaning: Meaning,
}

/// Where the machines of the discriminative channel come from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lessons<'a> {
    /// They are learned now, however long it takes.
    Here,
    /// A large pack has brought them along; for a small one they are learned in an instant.
    Carried(Option<&'a Machines>),
}

/// The channels over one knowledge.
#[derive(Debug)]
pub(crate) struct Channels {
    reader: Reader,
    lexicon: Lexicon,
    pub(crate) phrasings: Phrasings,
    sparse: Index,
    semantic: Semantic,
    machines: Machines,
}

impl Channels {
    /// Prepares all channels.
    pub(crate) fn new(entries: &[Entry], reader: Reader, lessons: Lessons<'_>) -> Self {
        let phrasings = Phrasings::new(entries, &reader);
        let texts = (0..phrasings.texts()).map(|text| phrasings.text(text).plain.as_slice());
        let lexicon = Lexicon::new(texts, reader.model(Language::Zh));
        let sparse = Index::new(&phrasings);
        let semantic = Semantic::new(&phrasings, &reader);
        let models = reader.models();
        let is_large = phrasings.texts() > margin::LEARNED_ON_LOADING;
        let machines = match lessons {
            Lessons::Carried(carried) if is_large => carried.filter(|carried| carried.fit(&phrasings, models)).cloned(),
            // Words alone are weighed without machines: there is nothing to learn before a model is there.
            Lessons::Carried(_) | Lessons::Here if !semantic.is_there() => None,
            Lessons::Carried(_) | Lessons::Here => Some(Machines::learn(&phrasings, &sparse, &semantic, models)),
        };
        let machines = machines.unwrap_or_default();
        Self { reader, lexicon, phrasings, sparse, semantic, machines }
    }

    /// The machines, if they take too long to learn to do so where they are used.
    pub(crate) fn machines_to_carry(&self) -> Option<Machines> {
        (self.phrasings.texts() > margin::LEARNED_ON_LOADING).then(|| self.machines.clone())
    }

    /// What is left out.
    pub(crate) fn without(&self) -> Without {
        self.reader.without
    }

    /// The models that are there.
    pub(crate) fn models(&self) -> &Models {
        self.reader.models()
    }

    /// Whether meaning counts beside words.
    pub(crate) fn has_meaning(&self) -> bool {
        self.semantic.is_there()
    }

    /// Which channels there are.
    #[expect(clippy::cast_precision_loss, reason = "counts of phrasings stay far below 2^24")]
    pub(crate) fn voices(&self) -> Voices {
        let Phrasings { all, groups, answers, .. } = &self.phrasings;
        let mean = all.len() as f32 / groups.len().max(1) as f32;
        Voices {
            has_meaning: self.has_meaning(),
            has_answers: answers.iter().any(|answer| !answer.tokens.is_empty()),
            lessons: if self.machines.are_there() { mean } else { 0.0 },
        }
    }

    /// How a merchant's text is read.
    pub(crate) fn read(&self, text: &str) -> Text {
        self.reader.read(text)
    }

    pub(crate) fn ask(&self, question: &str) -> Asked {
        let (text, repairs) = self.reader.question(question, &self.lexicon);
        self.asked(text, repairs)
    }

    fn asked(&self, text: Text, repairs: Vec<Repair>) -> Asked {
        let query = self.sparse.query(&text.tokens);
        let meaning = self.semantic.meaning(&text.plain, &self.reader);
        Asked { tokens: text.tokens, plain: text.plain, repairs, query, meaning }
    }

    /// How `asked` is meant beside what it asks, if a model can tell.
    pub(crate) fn manners(&self, asked: &Asked, marks: Marks) -> Option<Manners> {
        asked.meaning.manners(&asked.plain, marks, &self.reader)
    }

    /// What the channels say of `asked` and each entry, and of it as a whole.
    pub(crate) fn evidence(&self, asked: &Asked) -> (Vec<Evidence>, Reach) {
        let reach = Reach {
            known: asked.query.known_share,
            covered: self.semantic.coverage(&asked.meaning, &self.phrasings, None),
        };
        (self.compare(asked, None), reach)
    }

    /// Asks a phrasing as if it were not there, or its whole entry were not.
    pub(crate) fn rehearse(&self, rehearsal: Rehearsal) -> (Vec<Evidence>, Reach) {
        let asked = self.asked(self.phrasings.all[rehearsal.phrasing].text.clone(), Vec::new());
        let reach = Reach {
            known: self.sparse.known_without(&asked.query, &self.phrasings, rehearsal),
            covered: self.semantic.coverage(&asked.meaning, &self.phrasings, Some(rehearsal)),
        };
        let mut evidence = self.compare(&asked, Some(rehearsal));
        if rehearsal.left_out == LeftOut::Entry {
            evidence[self.phrasings.entry_of(rehearsal.phrasing)] = Evidence::default();
        }
        (evidence, reach)
    }

    /// The likeliest topics of a question, with their probabilities.
    pub(crate) fn topics(&self, asked: &Asked) -> Vec<(String, f32)> {
        let Some((_, model)) = self.models().iter().next() else { return Vec::new() };
        let shares: Vec<f32> = asked.meaning.topics.iter().map(|root| root * root).collect();
        let best = best_first(shares.iter().copied()).into_iter().take(SHOWN_TOPICS);
        let likely = best.filter(|topic| shares[*topic] >= LIKELY && *topic < model.topics.len());
        likely.map(|topic| (model.topics.name(topic).to_owned(), shares[topic])).collect()
    }

    fn compare(&self, asked: &Asked, rehearsal: Option<Rehearsal>) -> Vec<Evidence> {
        let Asked { query, meaning, .. } = asked;
        let words = self.sparse.cosines(query);
        let meanings = self.semantic.cosines(meaning, &self.phrasings);
        let sparse = self.sparse.wordings(query, &words, &self.phrasings, rehearsal);
        let semantic = self.semantic.senses(meaning, &meanings, &self.phrasings, rehearsal);
        let margins = self.machines.margins(&words, &meanings, meaning, &self.phrasings, rehearsal);
        let all = sparse.into_iter().zip(semantic).zip(margins);
        let evidence = all.map(|((sparse, semantic), margin)| Evidence { sparse, semantic, margin });
        evidence.map(|evidence| evidence.but(self.reader.without)).collect()
    }
}
