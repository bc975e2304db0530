//! A small tea shop: the knowledge that the tests ask.

use std::sync::{Arc, LazyLock};

use floorwalker_engine::knowledge::{Entry, Knowledge, Language, PerLanguage, Shop, Wording};
use floorwalker_engine::{LanguageModel, Models};

/// Entries as id, phrasings and answer in Chinese, phrasings and answer in English; no phrasing means not written in it.
type Written = (&'static str, &'static [&'static str], &'static str, &'static [&'static str], &'static str);

const ENTRIES: [Written; 9] = [
    (
        "dispatch",
        &["多久发货", "今天下单今天能发吗", "什么时候给我发货", "几点前付款当天发"],
        "16:00 前付款当天发出。",
        &["When do you ship?", "Will my order leave today?", "How soon is it dispatched?", "same day dispatch"],
        "Paid before 16:00, it leaves the same day.",
    ),
    (
        "delivery-time",
        &["快递几天能到", "到北京要几天", "发货以后多久能收到", "物流大概多长时间"],
        "发出后两到四天送达。",
        &["How long does delivery take?", "How many days until it arrives?", "When will I get my parcel?"],
        "Two to four days after dispatch.",
    ),
    (
        "returns",
        &["可以退货吗", "怎么退货", "不想要了能退吗", "七天无理由退换"],
        "三十天内未拆封可退。",
        &["Can I return it?", "How do I send it back?", "What is your return policy?", "I want to return my order"],
        "Unopened, within thirty days.",
    ),
    (
        "refund-time",
        &["退款多久到账", "钱什么时候退给我", "退款怎么还没到"],
        "收到退件后三天内原路退回。",
        &["When do I get my money back?", "How long does a refund take?", "My refund has not arrived"],
        "Within three days of receiving the parcel.",
    ),
    (
        "brewing",
        &["乌龙茶怎么泡", "水温多少度合适", "一泡放几克茶叶"],
        "95 度，五克，一分钟。",
        &["How do I brew oolong?", "What water temperature is best?", "How many grams of tea per pot?"],
        "95 °C, five grams, one minute.",
    ),
    (
        "storage",
        &["茶叶怎么保存", "开封后能放多久", "要放冰箱吗"],
        "避光密封，常温一年。",
        &["How should I store the tea?", "How long does it keep after opening?", "Does it need a fridge?"],
        "Sealed and dark, it keeps for a year.",
    ),
    (
        "gift-wrap",
        &["可以包装成礼盒吗", "送人有礼品袋吗", "能写贺卡吗"],
        "免费提供礼盒和贺卡。",
        &["Do you offer gift wrapping?", "Can you add a card?", "I need it as a present"],
        "Boxes and cards are free.",
    ),
    (
        "contact",
        &["你们电话多少", "怎么联系你们", "邮箱是什么"],
        "请拨打 {{shop.phone}} 或写信到 {{shop.email}}。",
        &["What is your phone number?", "How can I contact you?", "your email address"],
        "{{shop.name}}: call {{shop.phone}} or write to {{ shop.email }}.",
    ),
    ("invoice", &["能开发票吗", "发票怎么开", "电子发票发到哪里"], "下单时填写抬头即可。", &[], ""),
];

/// The language models as they are shipped.
pub(crate) fn models() -> Models {
    static MODELS: LazyLock<Models> = LazyLock::new(|| {
        let mut models = Models::default();
        for file in [&include_bytes!("../../../../models/zh.fwlm")[..], include_bytes!("../../../../models/en.fwlm")] {
            let model = LanguageModel::load(file).expect("a model as it is shipped");
            models.set(model.language(), Arc::new(model));
        }
        models
    });
    MODELS.clone()
}

/// The tea shop's knowledge.
pub(crate) fn knowledge() -> Knowledge {
    let mut name = PerLanguage::default();
    name.set(Language::Zh, "林间茶社".to_owned());
    name.set(Language::En, "Lin Tea".to_owned());
    let shop = Shop {
        name,
        phone: Some("400-820-0000".to_owned()),
        email: Some("care@lintea.example".to_owned()),
        suggestions: vec!["brewing".to_owned(), "dispatch".to_owned()],
        ..Shop::default()
    };
    let entries = ENTRIES.into_iter().map(|(id, zh, answer_zh, en, answer_en)| {
        let mut entry = Entry { id: id.to_owned(), ..Entry::default() };
        for (language, phrasings, answer) in [(Language::Zh, zh, answer_zh), (Language::En, en, answer_en)] {
            if !phrasings.is_empty() {
                entry.wording.set(language, wording(phrasings, answer));
            }
        }
        entry
    });
    Knowledge { shop, entries: entries.collect(), ..Knowledge::default() }
}

/// Phrasings and an answer.
pub(crate) fn wording(phrasings: &[&str], answer: &str) -> Wording {
    let phrasings = phrasings.iter().map(|&phrasing| phrasing.to_owned()).collect();
    Wording { phrasings, answer: answer.to_owned(), ..Wording::default() }
}
