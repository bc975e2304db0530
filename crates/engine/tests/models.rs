//! Language models that came damaged, cut, from elsewhere, or made to do harm: each is refused with a word, or loads and
//! works, and none is a panic or a giant allocation.

mod hostile;
mod shop;

use std::sync::{Arc, LazyLock};

use floorwalker_engine::knowledge::Language;
use floorwalker_engine::{Engine, LanguageModel, LoadError, Models};
use proptest::prelude::*;
use proptest::test_runner::Config;

use hostile::HEADER_BYTES;

/// The parts of a small model, in the file's order.
struct Parts {
    language: u8,
    words: &'static str,
    rarities: Vec<u8>,
    width: u8,
    scales: Vec<u8>,
    codes: Vec<u8>,
    topics: &'static str,
    topic_unit: f32,
    topic_weights: Vec<u8>,
    manner_unit: f32,
    manner_weights: Vec<u8>,
    manner_word_unit: f32,
    manner_words: Vec<u8>,
    synonyms: &'static str,
    simplified: &'static str,
    syllables: &'static str,
    readable: &'static str,
    readings: Vec<u8>,
}

/// A sound model of three words.
fn parts() -> Parts {
    Parts {
        language: 0,
        words: "发货\n退款\n退货\n",
        rarities: vec![80, 90, 100],
        width: 2,
        scales: vec![160, 150, 170],
        codes: vec![9, 7, 7, 9, 3, 12],
        topics: "dispatch\nreturn\n",
        topic_unit: 0.1,
        topic_weights: vec![140, 120, 128, 120, 140, 128],
        manner_unit: 0.1,
        manner_weights: (100..160).collect(),
        manner_word_unit: 0.3,
        manner_words: (110..140).collect(),
        synonyms: "发货|出货\n",
        simplified: "發发",
        syllables: "fa huo kuan tui",
        readable: "发款货退",
        readings: vec![0, 2, 1, 3],
    }
}

/// More syllables than any language has, sorted.
fn crowd() -> &'static str {
    (1_000..3_000).map(|number| number.to_string()).collect::<Vec<_>>().join(" ").leak()
}

/// Bytes after their number (a varint, as postcard writes it).
fn blob(bytes: &[u8]) -> Vec<u8> {
    let (mut length, mut blob) = (bytes.len(), Vec::new());
    while length >= 0x80 {
        blob.push(u8::try_from(length % 0x80).expect("seven bits") | 0x80);
        length /= 0x80;
    }
    blob.push(u8::try_from(length).expect("seven bits"));
    blob.extend(bytes);
    blob
}

impl Parts {
    fn content(&self) -> Vec<u8> {
        [
            vec![self.language],
            blob(self.words.as_bytes()),
            blob(&self.rarities),
            vec![self.width],
            blob(&self.scales),
            blob(&self.codes),
            blob(self.topics.as_bytes()),
            self.topic_unit.to_le_bytes().to_vec(),
            blob(&self.topic_weights),
            self.manner_unit.to_le_bytes().to_vec(),
            blob(&self.manner_weights),
            self.manner_word_unit.to_le_bytes().to_vec(),
            blob(&self.manner_words),
            blob(self.synonyms.as_bytes()),
            blob(self.simplified.as_bytes()),
            blob(self.syllables.as_bytes()),
            blob(self.readable.as_bytes()),
            blob(&self.readings),
        ]
        .concat()
    }
}

/// A model with this content and a header that fits it.
fn signed(content: &[u8]) -> Vec<u8> {
    hostile::signed("FWLM", 2, content)
}

/// Loads a model and, where it loads, asks an engine that has it some questions.
fn try_out(file: &[u8]) -> Result<(), LoadError> {
    static PACK: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let pack = floorwalker_engine::pack::compile(shop::knowledge(), &Models::default());
        pack.expect("the tea shop's knowledge is right")
    });
    let model = LanguageModel::load(file)?;
    let mut engine = Engine::load(&PACK, Models::default()).expect("a pack just made");
    engine.add_model(Arc::new(model));
    for question in ["多久發貨", "tuikuan duojiu", "发火了吗", "how long does delivery take", ""] {
        let reply = engine.reply(question, Language::Zh);
        assert!((0.0..=1.0).contains(&reply.confidence), "{reply:?}");
    }
    Ok(())
}

#[test]
fn the_models_as_shipped_load_and_a_small_one_too() {
    let models = shop::models();
    assert!(Language::ALL.into_iter().all(|language| models.get(language).is_some()));
    assert_eq!(try_out(&signed(&parts().content())), Ok(()));
}

#[test]
fn parts_that_do_not_fit_each_other_are_refused() {
    type Change = fn(&mut Parts);
    let wrong: [(&str, Change); 16] = [
        ("an unknown language", |parts| parts.language = 2),
        ("unsorted words", |parts| parts.words = "退货\n发货\n退款\n"),
        ("a rarity too few", |parts| parts.rarities.truncate(2)),
        ("no width", |parts| parts.width = 0),
        ("another width", |parts| parts.width = 3),
        ("a code too many", |parts| parts.codes.push(1)),
        ("a topic without weights", |parts| parts.topics = "dispatch\nreturn\nrefund\n"),
        ("a unit that is no number", |parts| parts.topic_unit = f32::NAN),
        ("a manner without weights", |parts| parts.manner_weights.truncate(59)),
        ("a word without manners", |parts| parts.manner_words.truncate(29)),
        ("a unit of words without end", |parts| parts.manner_word_unit = f32::INFINITY),
        ("half a pair of characters", |parts| parts.simplified = "發"),
        ("unsorted pairs", |parts| parts.simplified = "退退發发"),
        ("a reading that is no syllable", |parts| parts.readings[0] = 4),
        ("a crowd of syllables", |parts| parts.syllables = crowd()),
        ("a character without reading", |parts| parts.readings.truncate(3)),
    ];
    for (what, change) in wrong {
        let mut parts = parts();
        change(&mut parts);
        let error = try_out(&signed(&parts.content())).expect_err(what).to_string();
        assert!(error.starts_with("malformed language model"), "{what}: {error}");
    }
}

#[test]
fn a_model_cut_anywhere_is_refused() {
    let file = signed(&parts().content());
    for length in 0..file.len() {
        assert!(LanguageModel::load(&file[..length]).is_err(), "{length} bytes");
        if length >= HEADER_BYTES {
            assert!(LanguageModel::load(&signed(&file[HEADER_BYTES..length])).is_err(), "{length} bytes, signed anew");
        }
    }
}

#[test]
fn any_byte_changed_and_signed_anew_is_refused_or_works() {
    let content = parts().content();
    for altered in hostile::altered(&content) {
        let _refused_or_works = try_out(&signed(&altered));
    }
}

#[test]
fn giant_lengths_are_refused_wherever_they_stand() {
    let content = parts().content();
    for inflated in hostile::inflated(&content) {
        let _refused_or_works = try_out(&signed(&inflated));
    }
    assert!(hostile::GIANTS.iter().all(|giant| try_out(&signed(giant)).is_err()));
}

#[test]
fn a_refusal_says_what_was_found_and_what_to_do() {
    let page = LanguageModel::load(b"<!doctype html><title>404</title>").expect_err("a page").to_string();
    assert_eq!(page, "not a language model: expected it to begin with `FWLM`, found `<!do`; is the address right?");
    let mut newer = signed(&parts().content());
    newer[4] = 9;
    let newer = LanguageModel::load(&newer).expect_err("another version");
    assert!(newer.is_other_version() && newer.to_string().contains("cargo xtask models"), "{newer}");
}

#[test]
fn a_model_that_arrives_later_is_as_good_as_one_that_was_there() {
    let pack = floorwalker_engine::pack::compile(shop::knowledge(), &shop::models()).expect("the knowledge is right");
    let with = Engine::load(&pack, shop::models()).expect("a pack just made");
    let mut later = Engine::load(&pack, Models::default()).expect("a pack just made");
    let before = later.reply("money back please", Language::En);
    assert!(before.explanation.models.is_empty() && before.explanation.candidates.iter().all(|c| c.topic <= 0.0));
    for (_, model) in shop::models().iter() {
        later.add_model(Arc::clone(model));
    }
    for question in ["money back please", "tuikuan jitian", "我的快递呢", "几时發貨"] {
        assert_eq!(later.reply(question, Language::En), with.reply(question, Language::En), "{question}");
    }
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(LanguageModel::load(&bytes).is_err());
    }

    #[test]
    fn any_signed_content_is_refused_or_works(content in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _refused_or_works = try_out(&signed(&content));
    }

    #[test]
    fn small_numbers_for_content_are_refused_or_work(content in proptest::collection::vec(0..4_u8, 0..120)) {
        let _refused_or_works = try_out(&signed(&content));
    }
}
