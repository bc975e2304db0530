//! How the engine reads a text with the help of language models: characters simplified, synonyms made one word, and in
//! questions what was mistyped put right towards the merchant's own words.

mod lexicon;
mod synonyms;

pub(crate) use lexicon::Lexicon;

use crate::knowledge::{Language, PerLanguage};
use crate::model::{LanguageModel, Models};
use crate::parts::{Part, Without};
use crate::text::{Token, tokens};
use synonyms::Synonyms;

/// Reads texts. It has the models of the languages that have arrived, and works without any.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    models: Models,
    synonyms: PerLanguage<Synonyms>,
    pub(crate) without: Without,
}

impl Reader {
    pub(crate) fn new(models: Models, without: Without) -> Self {
        let mut synonyms = PerLanguage::default();
        for (language, model) in models.iter().filter(|_| !without.has(Part::Synonyms)) {
            synonyms.set(language, Synonyms::new(&model.synonyms, language));
        }
        Self { models, synonyms, without }
    }

    pub(crate) fn models(&self) -> &Models {
        &self.models
    }

    pub(crate) fn model(&self, language: Language) -> Option<&LanguageModel> {
        self.models.get(language).map(std::sync::Arc::as_ref)
    }

    /// A text as the engine compares it.
    pub(crate) fn read(&self, text: &str) -> Text {
        self.text(self.simplified(text))
    }

    /// A shopper's question as the engine compares it: as [`Self::read`], mistypings put right first. Says what was put right.
    pub(crate) fn question(&self, text: &str, lexicon: &Lexicon) -> (Text, Vec<Repair>) {
        let mut repairs = Vec::new();
        let mut tokens = self.simplified(text);
        if !self.without.has(Part::Repairs) {
            tokens = lexicon.repair(tokens, self, &mut repairs);
        }
        (self.text(tokens), repairs)
    }

    fn simplified(&self, text: &str) -> Vec<Token> {
        let mut tokens = tokens(text);
        if let Some(model) = self.model(Language::Zh) {
            for token in &mut tokens {
                if let Token::Han(run) = token {
                    for c in run {
                        *c = model.simplify(*c);
                    }
                }
            }
        }
        tokens
    }

    fn text(&self, plain: Vec<Token>) -> Text {
        let mut tokens = plain.clone();
        for (_, synonyms) in self.synonyms.iter() {
            tokens = synonyms.replace(tokens);
        }
        Text { tokens, plain }
    }
}

/// A text as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    /// Synonyms made one word: so words are compared.
    pub(crate) tokens: Vec<Token>,
    /// Each word as it stands there: so meanings are, which know synonyms by themselves and shades besides.
    pub(crate) plain: Vec<Token>,
}

/// Something in a question that was read otherwise than it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What was typed.
    pub typed: String,
    /// What it was read as.
    pub read: String,
}
