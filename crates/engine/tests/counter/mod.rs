//! What the tea shop looks up: orders, and tea in its branches.

use floorwalker_engine::knowledge::{
    Endpoint, Entry, Field, FieldKind, Knowledge, Language, LookUp, PerLanguage, Wording,
};
use floorwalker_engine::{Engine, Office, Pattern, pack::compile};

use crate::shop;

/// In Chinese and in English.
fn both(zh: &str, en: &str) -> PerLanguage<String> {
    let mut texts = PerLanguage::default();
    texts.set(Language::Zh, zh.to_owned());
    texts.set(Language::En, en.to_owned());
    texts
}

fn order() -> LookUp {
    let number = Field {
        name: "number".to_owned(),
        pattern: Some(Pattern::compile(r"LT-?\d{8}").expect("it is one")),
        is_masked: true,
        label: both("订单号", "Order number"),
        retry: both("订单号是 LT 加 8 位数字。", "An order number is LT and 8 digits."),
        ..Field::default()
    };
    let email = Field {
        name: "email".to_owned(),
        kind: FieldKind::Email,
        from: Some("visitor.email".to_owned()),
        label: both("邮箱", "E-mail"),
        ..Field::default()
    };
    let endpoint = Endpoint { url: "/api/orders".to_owned(), ..Endpoint::default() };
    let ask = both("请填写订单号和邮箱，我来查。", "Your order number and e-mail, please.");
    LookUp { name: "order".to_owned(), fields: vec![number, email], endpoint: Some(endpoint), ask }
}

fn branch() -> LookUp {
    let city = Field {
        name: "city".to_owned(),
        options: vec!["上海".to_owned(), "杭州".to_owned(), "Berlin".to_owned()],
        label: both("城市", "City"),
        ..Field::default()
    };
    LookUp { name: "branch".to_owned(), fields: vec![city], ..LookUp::default() }
}

fn entry(id: &str, lookup: &str, zh: Wording, en: Wording) -> Entry {
    let mut entry = Entry { id: id.to_owned(), lookup: Some(lookup.to_owned()), ..Entry::default() };
    entry.wording.set(Language::Zh, zh);
    entry.wording.set(Language::En, en);
    entry
}

fn wording(phrasings: &[&str], answer: &str) -> Wording {
    crate::shop::wording(phrasings, answer)
}

/// The tea shop with what it looks up, from a pack.
pub(crate) fn engine() -> Engine {
    let pack = compile(knowledge(), &shop::models()).expect("knowledge without problems");
    let mut engine = Engine::load(&pack, shop::models()).expect("a pack just made");
    assert!(engine.needs_office());
    engine.take_office(Office::new());
    engine
}

pub(crate) fn knowledge() -> Knowledge {
    let mut knowledge = crate::shop::knowledge();
    knowledge.shop.currency = Some("CNY".to_owned());
    knowledge.shop.facts = vec![("free-from".to_owned(), both("满 99 元", "99 yuan"))];
    knowledge.lookups = vec![order(), branch()];
    knowledge.entries.push(entry(
        "order-status",
        "order",
        Wording {
            not_found: Some("没有查到 {{field.number}} 这个订单，请再核对一下。".to_owned()),
            ..wording(
                &["我的订单到哪了", "查一下我的快递", "包裹现在在哪", "订单状态怎么查"],
                "订单{{#if order.status is shipped}}已发出，由{{order.carrier}}承运，预计{{order.due | date}}送达{{else}}还在备货{{/if}}，\
                 共 {{order.total | money}}。",
            )
        },
        Wording {
            failed: Some("Our order system is resting. Call {{shop.phone}}.".to_owned()),
            ..wording(
                &["Where is my order?", "Track my parcel", "What is the status of my order?", "where's my package"],
                "Your order {{#if order.status is shipped}}is with {{order.carrier}} and is due on {{order.due | date}}{{else}}is \
                 being packed{{/if}}:\n{{#each order.items as item}}\n- {{item.name}} × {{item.count}}\n{{/each}}\n\
                 Total: {{order.total | money}}.",
            )
        },
    ));
    knowledge.entries.push(entry(
        "in-branch",
        "branch",
        wording(&["哪家门店有货", "实体店能买到吗", "附近门店有现货吗"], "{{field.city}}店有 {{branch.count}} 罐。"),
        wording(
            &["Which of your stores has it?", "Can I buy it in a branch?", "Is it in a shop near me?"],
            "{{field.city}}: {{branch.count}} {{#if branch.count is 1}}tin{{else}}tins{{/if}}.",
        ),
    ));
    let mut free = Entry { id: "free-shipping".to_owned(), ..Entry::default() };
    free.wording.set(
        Language::En,
        wording(
            &["When is shipping free?", "free delivery from how much", "Do I have to pay for postage?"],
            "Free from {{shop.free-from}}.{{#if visitor.name}} For you always, {{visitor.name}}.{{/if}}",
        ),
    );
    knowledge.entries.push(free);
    let mut points = Entry { id: "points".to_owned(), ..Entry::default() };
    points.wording.set(
        Language::En,
        Wording {
            fallback: Some("Sign in to see your points.".to_owned()),
            ..wording(
                &["How many loyalty points do I have?", "my bonus points", "what is my points balance"],
                "You have {{visitor.points | number}} points.",
            )
        },
    );
    knowledge.entries.push(points);
    knowledge
}
