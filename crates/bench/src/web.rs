//! The door for a browser: the same calls as the glue's, for JavaScript.

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::glue;

/// An engine in a page.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Subject(glue::Subject);

#[wasm_bindgen]
impl Subject {
    /// Builds an engine from the text of a `knowledge.jsonl`.
    ///
    /// # Errors
    /// A line is not an entry.
    #[wasm_bindgen(constructor)]
    pub fn new(knowledge: &str) -> Result<Self, JsError> {
        Ok(Self(glue::Subject::new(knowledge)?))
    }

    /// The reply's candidates and confidence, as JSON.
    pub fn answer(&self, question: &str, language: &str) -> String {
        self.0.answer(question, language)
    }

    /// The whole reply, as JSON.
    pub fn reply(&self, question: &str, language: &str) -> String {
        self.0.reply(question, language)
    }
}
