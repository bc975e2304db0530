//! The language models that the binary carries: packs are learned and questions measured with them.

use std::sync::Arc;

use floorwalker_engine::{LanguageModel, Models};

const FILES: [&[u8]; 2] = [include_bytes!("../../../models/zh.fwlm"), include_bytes!("../../../models/en.fwlm")];

/// All language models there are.
///
/// # Panics
/// Never: a test loads the very bytes that the binary carries.
pub fn all() -> Models {
    let mut models = Models::default();
    for file in FILES {
        let model = LanguageModel::load(file).expect("the models in the binary are those that its tests load");
        models.set(model.language(), Arc::new(model));
    }
    models
}

#[cfg(test)]
mod tests {
    use floorwalker_engine::knowledge::Language;

    #[test]
    fn there_is_a_model_for_every_language() {
        let models = super::all();
        assert!(Language::ALL.into_iter().all(|language| models.get(language).is_some()));
    }
}
