//! How shoppers ask for what a page says: built-in phrasings by kind, and those that a row's own label and value give.

use crate::knowledge::Language;
use crate::text;

/// Most characters of a value that may stand for a question about it.
const MOST_ASKED: usize = 40;

/// Labels of rows that say what has a name of its own.
const LABELS: [(&str, &[&str]); 10] = [
    ("weight", &["weight", "item weight", "net weight", "product weight", "重量", "净重", "毛重", "产品重量"]),
    ("material", &["material", "materials", "fabric", "composition", "材质", "材料", "面料", "成分"]),
    ("dimensions", &["dimensions", "size lxwxh", "product dimensions", "measurements", "尺寸", "产品尺寸", "外形尺寸"]),
    ("brand", &["brand", "manufacturer", "maker", "品牌", "制造商", "厂家"]),
    ("sku", &["sku", "item number", "model number", "mpn", "ean", "gtin", "货号", "型号", "商品编号"]),
    ("colours", &["colour", "color", "colours", "colors", "颜色"]),
    ("sizes", &["size", "sizes", "尺码"]),
    ("warranty", &["warranty", "guarantee", "质保", "保修", "保修期", "质保期"]),
    ("condition", &["condition", "成色"]),
    ("shipping-cost", &["shipping", "postage", "delivery", "shipping cost", "运费", "配送", "邮费"]),
];

/// The kind of question that asks for a row with this label, if it is one of those with a name.
pub(super) fn kind_of(label: &str) -> Option<&'static str> {
    let [zh, en] = scripts(label);
    let parts = [zh, en].map(|part| part.map(|part| part.to_ascii_lowercase()));
    let is_it = |names: &[&str]| parts.iter().flatten().any(|part| names.contains(&part.as_str()));
    LABELS.iter().find(|(_, names)| is_it(names)).map(|(kind, _)| *kind)
}

/// A label's Chinese and its other part: pages for both name things in both.
fn scripts(label: &str) -> [Option<String>; 2] {
    let split = label.char_indices().rfind(|(_, c)| text::is_han(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let (zh, en) = label.split_at(split);
    let part = |part: &str| {
        Some(part.trim_matches([' ', '/', '(', ')', '（', '）']).to_owned())
            .filter(|part| part.chars().any(char::is_alphanumeric))
    };
    [part(zh), part(en)]
}

/// How shoppers ask for a row.
pub(super) fn row_asked(label: &str, value: &str, kind: Option<&str>) -> [Vec<String>; 2] {
    let [zh, en] = scripts(label);
    let by_value = |language: Language| {
        let is_it = value.chars().any(char::is_alphabetic) && text::language(&text::tokens(value)) == Some(language);
        Some(value.to_owned()).filter(|value| is_it && value.chars().count() <= MOST_ASKED)
    };
    let fill = |patterns: &[&str], label: &str| -> Vec<String> {
        patterns.iter().map(|pattern| pattern.replace("{}", label)).collect()
    };
    let mut all = [
        zh.map(|label| fill(&["{}", "{}多少", "有{}吗", "这款{}怎么样"], &label)).unwrap_or_default(),
        en.map(|label| fill(&["{}", "what is the {}", "does it have {}", "how about its {}"], &label))
            .unwrap_or_default(),
    ];
    for (phrasings, language) in all.iter_mut().zip([Language::Zh, Language::En]) {
        phrasings.extend(by_value(language));
        phrasings.extend(kind.into_iter().flat_map(|kind| asked(kind, language)).map(str::to_owned));
    }
    all
}

/// Ways to ask for a kind of fact.
pub(super) fn asked(kind: &str, language: Language) -> impl Iterator<Item = &'static str> {
    let file = match language {
        Language::En => include_str!("asked/en.txt"),
        Language::Zh => include_str!("asked/zh.txt"),
    };
    let section = file.split("# ").find_map(|section| section.strip_prefix(kind)?.strip_prefix('\n'));
    section.unwrap_or_default().lines()
}
