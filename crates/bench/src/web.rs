//! The door for a browser: the same calls as the glue's, for JavaScript.

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::glue;

/// An engine in a page.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Subject(glue::Subject);

#[wasm_bindgen]
impl Subject {
    /// Builds an engine from the text of a `knowledge.jsonl` and the files of the English and the Chinese language model, of
    /// which an empty one is not there.
    ///
    /// # Errors
    /// A line is not an entry, or a file is not a model.
    #[wasm_bindgen(constructor)]
    pub fn new(knowledge: &str, english: &[u8], chinese: &[u8]) -> Result<Self, JsError> {
        glue::Subject::new(knowledge, &[english, chinese]).map(Self).map_err(|error| JsError::new(&error))
    }

    /// Builds an engine that answers by words, as a widget does that is given knowledge and no pack.
    ///
    /// # Errors
    /// A line is not an entry.
    pub fn begin(knowledge: &str) -> Result<Self, JsError> {
        glue::Subject::begin(knowledge).map(Self).map_err(|error| JsError::new(&error))
    }

    /// Takes in the file of a language model.
    ///
    /// # Errors
    /// The file is not a model.
    pub fn add_model(&mut self, file: &[u8]) -> Result<(), JsError> {
        self.0.add_model(file).map_err(|error| JsError::new(&error))
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
