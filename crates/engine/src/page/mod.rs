//! What the open page says of its product, as something that can be asked for.
//!
//! A page's structured data ([`Node`]s out of JSON-LD and microdata), its meta tags and its tables become a typed product
//! (`product`); each fact of it, each row of a table and each question of a FAQ becomes an entry beside the merchant's, with
//! phrasings of its own (`asked/`), so that all compete for a question in the same channels. What such an entry answers is put
//! together when it is asked (`speak`), from what the page says and nothing else: the words of a question choose the size, the colour
//! or the row, and the only thing that is worked out is how much is saved.

mod mention;
mod node;
mod plain;
mod product;
mod source;
mod speak;

use crate::knowledge::{Entry, Language, PerLanguage, Wording};
use crate::text;

pub use node::Node;
pub use source::Element;

use mention::mentioned;
use product::{Condition, Offer, Product, Returns, Shipping, Span, Stock, Variant};
use source::{Source, Table};
use speak::Speech;

/// Most entries that a page adds.
const MOST_ENTRIES: usize = 80;

/// Most variants that are told one by one.
const MOST_TOLD: usize = 16;

/// Most characters of a description that are told.
const MOST_ABOUT: usize = 280;

/// Most characters of a value that may stand for a question about it.
const MOST_ASKED: usize = 40;

/// What an engine can be given beside a pack: entries, and what each answers to the words that asked for it.
pub trait Facts: Send + Sync {
    /// The entries, in an order that does not change.
    fn entries(&self) -> &[Entry];

    /// Whether the page answers what the entry with this index asks for. An entry without an answer is there to be recognised: so that
    /// nothing else is taken for the answer.
    fn is_known(&self, entry: usize) -> bool;

    /// Whether it is a matter that shops mostly settle for all their products, such as shipping.
    fn is_shops(&self, entry: usize) -> bool;

    /// `said` with a pointer in place of what the page's product is called, if it is called anything of that.
    fn pointing(&self, said: &str) -> Option<String>;

    /// What the entry with this index answers to what was `said`, newest first, in `language`.
    fn answer(&self, entry: usize, said: &[&str], language: Language) -> String;
}

/// What a page says, ready to be asked.
#[derive(Default)]
pub struct Page {
    product: Product,
    faq: Vec<(String, String)>,
    /// Measures by size: the sizes, and each measure with a value for each of them.
    charts: Vec<Chart>,
    entries: Vec<Entry>,
    /// What each entry is about.
    facts: Vec<Fact>,
}

struct Chart {
    sizes: Vec<String>,
    label: String,
    values: Vec<String>,
}

/// What can be asked of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fact {
    Price,
    Stock,
    Sizes,
    Colours,
    Rating,
    Brand,
    Material,
    Weight,
    Sides,
    Codes,
    Condition,
    Warranty,
    Shipping,
    Returns,
    About,
    Row(usize),
    Chart(usize),
    Faq(usize),
    /// What the page does not say.
    Unknown,
}

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

/// Kinds of questions that the shop answers where the page does not.
const OF_THE_SHOP: [&str; 6] =
    ["shipping-cost", "ships-to", "delivery-time", "return-window", "return-fee", "warranty"];

impl Page {
    /// Reads the document below `root`; `json` reads a text as JSON, `None` if it is none. `None` if the page says nothing that can
    /// be asked.
    /// `is_alone` tells that there is no knowledge beside it: then nobody else answers what shops commonly answer for all products.
    pub fn read(root: &impl Element, json: &dyn Fn(&str) -> Option<Node>, is_alone: bool) -> Option<Self> {
        let source = Source::read(root, json);
        let mut page = Self { faq: faq(&source), ..Self::default() };
        if let Some(product) = Product::of(&source) {
            page.product = product;
            page.add_tables(&source.tables);
        }
        page.add_entries(is_alone);
        page.facts.iter().any(|fact| *fact != Fact::Unknown).then_some(page)
    }

    /// What tables say of the product: rows of two cells are facts, tables of several columns are measures by size.
    fn add_tables(&mut self, tables: &[Table]) {
        for table in tables {
            for row in table {
                if let [label, value] = &row[..]
                    && !label.is_empty()
                    && !value.is_empty()
                {
                    self.product.add_spec(label.trim_end_matches([':', '：']).to_owned(), value.clone());
                }
            }
            self.charts.extend(charts(table, &self.product.sizes));
        }
        // Rows that are called like sizes tell their measures.
        let is_size = |row: &(String, String)| self.product.sizes.contains(&row.0);
        let (sizes, values) = self.product.specs.iter().filter(|row| is_size(row)).cloned().unzip();
        self.product.specs = self.product.specs.iter().filter(|row| !is_size(row)).cloned().collect();
        if !Vec::is_empty(&sizes) {
            self.charts.push(Chart { sizes, label: String::new(), values });
        }
        if self.product.sizes.is_empty()
            && let Some(chart) = self.charts.first()
        {
            self.product.sizes.clone_from(&chart.sizes);
        }
        // A row may say what structured data leaves out.
        let product = &mut self.product;
        for (label, value) in product.specs.clone() {
            let texts = || vec![value.clone()];
            match kind_of(&label) {
                Some("weight") if product.weight.is_none() => product.weight = Some(value),
                Some("material") if product.materials.is_empty() => product.materials = texts(),
                Some("brand") if product.brand.is_none() => product.brand = Some(value),
                Some("colours") if product.colours.is_empty() => product.colours = texts(),
                Some("sizes") if product.sizes.is_empty() => product.sizes = texts(),
                _ => {}
            }
        }
    }

    fn add_entries(&mut self, is_alone: bool) {
        let asked_by = |kinds: &[&str]| {
            let all = |language| kinds.iter().flat_map(|kind| asked(kind, language)).map(str::to_owned).collect();
            [all(Language::Zh), all(Language::En)]
        };
        let measures = (!self.charts.is_empty()).then_some("dimensions");
        let rows: Vec<&str> =
            self.product.specs.iter().filter_map(|(label, _)| kind_of(label)).chain(measures).collect();
        for (fact, kinds) in self.kinds() {
            let (known, unknown): (Vec<_>, Vec<_>) = kinds.into_iter().partition(|(_, is_known)| *is_known);
            let known: Vec<&str> = known.into_iter().map(|(kind, _)| kind).collect();
            if let Some(name) = known.first() {
                let [zh, en] = asked_by(&known);
                self.add(fact, name, zh, en);
            }
            for (kind, _) in unknown {
                let is_shops = !is_alone && OF_THE_SHOP.contains(&kind);
                if self.product.name.is_some() && !is_shops && !rows.contains(&kind) {
                    let [zh, en] = asked_by(&[kind]);
                    self.add(Fact::Unknown, kind, zh, en);
                }
            }
        }
        let has_own = ["weight", "material", "brand", "colours", "sizes"];
        for (number, (label, value)) in self.product.specs.clone().iter().enumerate() {
            let kind = kind_of(label);
            if kind.is_none_or(|kind| !has_own.contains(&kind)) {
                let [zh, en] = row_asked(label, value, kind);
                self.add(Fact::Row(number), &format!("row-{number}"), zh, en);
            }
        }
        for number in 0..self.charts.len() {
            let [zh, en] = row_asked(&self.charts[number].label, "", Some("dimensions"));
            self.add(Fact::Chart(number), &format!("measure-{number}"), zh, en);
        }
        for number in 0..self.faq.len() {
            let question = vec![self.faq[number].0.clone()];
            let is_chinese = text::language(&text::tokens(&question[0])) == Some(Language::Zh);
            let [zh, en] = if is_chinese { [question, Vec::new()] } else { [Vec::new(), question] };
            self.add(Fact::Faq(number), &format!("faq-{number}"), zh, en);
        }
    }

    fn add(&mut self, fact: Fact, name: &str, zh: Vec<String>, en: Vec<String>) {
        if self.entries.len() >= MOST_ENTRIES {
            return;
        }
        let mut wording = PerLanguage::default();
        for (language, phrasings) in [(Language::Zh, zh), (Language::En, en)] {
            if !phrasings.is_empty() {
                wording.set(language, Wording { phrasings, answer: self.tell(fact, "", language) });
            }
        }
        self.entries.push(Entry { id: ["page:", name].concat(), topic: None, wording });
        self.facts.push(fact);
    }

    /// What can be asked of a product: for each fact the kinds of questions that ask for it, and whether the page answers them.
    fn kinds(&self) -> Vec<(Fact, Vec<(&'static str, bool)>)> {
        let Product { offer, variants, shipping, returns, .. } = &self.product;
        let offers = || variants.iter().map(|variant| &variant.offer).chain([offer]);
        let any = |test: fn(&Offer) -> bool| offers().any(test);
        let has_stock = any(|offer| offer.stock.is_some() || offer.left.is_some());
        let has_sizes = !self.product.sizes.is_empty();
        vec![
            (
                Fact::Price,
                vec![
                    ("price", any(|offer| offer.price.is_some())),
                    ("was", any(|offer| offer.list.is_some())),
                    ("saving", any(|offer| offer.list.is_some())),
                    ("sale-end", any(|offer| offer.until.is_some())),
                ],
            ),
            (
                Fact::Stock,
                vec![
                    ("stock", has_stock),
                    ("stock-count", any(|offer| offer.left.is_some())),
                    ("restock", any(|offer| offer.back.is_some())),
                ],
            ),
            (Fact::Sizes, vec![("sizes", has_sizes)]),
            (Fact::Colours, vec![("colours", !self.product.colours.is_empty())]),
            (
                Fact::Rating,
                vec![
                    ("rating", self.product.rating.as_ref().is_some_and(|rating| rating.value.is_some())),
                    ("reviews", self.product.rating.as_ref().is_some_and(|rating| rating.count.is_some())),
                ],
            ),
            (Fact::Brand, vec![("brand", self.product.brand.is_some())]),
            (Fact::Material, vec![("material", !self.product.materials.is_empty())]),
            (Fact::Weight, vec![("weight", self.product.weight.is_some())]),
            (Fact::Sides, vec![("dimensions", self.product.sides.iter().any(Option::is_some))]),
            (Fact::Codes, vec![("sku", !self.product.codes.is_empty())]),
            (Fact::Condition, vec![("condition", self.product.condition.is_some())]),
            (Fact::Warranty, vec![("warranty", self.product.warranty.is_some())]),
            (
                Fact::Shipping,
                vec![
                    ("shipping-cost", shipping.iter().any(|shipping| shipping.rate.is_some())),
                    ("ships-to", shipping.iter().any(|shipping| !shipping.to.is_empty())),
                    ("delivery-time", shipping.iter().any(|shipping| shipping.transit.is_some())),
                ],
            ),
            (
                Fact::Returns,
                vec![
                    ("return-window", returns.iter().any(|returns| returns.never || returns.days.is_some())),
                    ("return-fee", returns.iter().any(|returns| returns.is_free.is_some() || returns.fee.is_some())),
                ],
            ),
            (Fact::About, vec![("about", self.product.about.is_some())]),
        ]
    }

    /// A fact in words.
    fn tell(&self, fact: Fact, said: &str, language: Language) -> String {
        let speech = Speech(language);
        let product = &self.product;
        let value = |name: &str, value: &Option<String>| {
            value.as_ref().map(|value| speech.say(name, &[("value", value)])).unwrap_or_default()
        };
        let told = match fact {
            Fact::Price => self.price(said, speech),
            Fact::Stock => self.stock(said, speech),
            Fact::Sizes if product.variants.iter().any(|variant| variant.offer.stock.is_some()) => {
                self.stock(said, speech)
            }
            Fact::Sizes => speech.say("sizes", &[("list", &speech.list(&product.sizes))]),
            Fact::Colours => speech.say("colours", &[("list", &speech.list(&product.colours))]),
            Fact::Rating => self.rating(speech),
            Fact::Brand => value("brand", &product.brand),
            Fact::Material => speech.say("material", &[("value", &speech.list(&product.materials))]),
            Fact::Weight => value("weight", &product.weight),
            Fact::Sides => {
                let sides = ["width", "depth", "height"].into_iter().zip(&product.sides);
                let sides: Vec<String> =
                    sides.map(|(name, side)| value(name, side)).filter(|side| !side.is_empty()).collect();
                speech.list(&sides)
            }
            Fact::Codes if self.chosen(said).is_ok_and(|chosen| chosen.iter().any(|variant| variant.sku.is_some())) => {
                let chosen = self.chosen(said).unwrap_or_default();
                let code = |variant: &&Variant| {
                    Some(speech.say("code", &[("kind", &variant.label), ("value", variant.sku.as_ref()?)]))
                };
                speech.row(&chosen.iter().filter_map(code).take(MOST_TOLD).collect::<Vec<_>>())
            }
            Fact::Codes => {
                let code = |(kind, code): &(&str, String)| speech.say("code", &[("kind", kind), ("value", code)]);
                speech.row(&product.codes.iter().map(code).collect::<Vec<_>>())
            }
            Fact::Condition => {
                let name = match product.condition {
                    Some(Condition::New) => "new",
                    Some(Condition::Used) => "used",
                    Some(Condition::Refurbished) => "refurbished",
                    Some(Condition::Damaged) => "damaged",
                    None => "",
                };
                speech.say(name, &[])
            }
            Fact::Warranty => {
                let span = product.warranty.as_ref().map(|span| speech.span(span)).unwrap_or_default();
                speech.say("warranty", &[("span", &span)])
            }
            Fact::Shipping => self.shipping(said, speech),
            Fact::Returns => self.returns(speech),
            Fact::About => about(product.about.as_deref().unwrap_or_default()),
            Fact::Row(number) => {
                let Some((label, value)) = product.specs.get(number) else { return String::new() };
                speech.say("row", &[("label", label), ("value", value)])
            }
            Fact::Chart(number) => self.charts.get(number).map(|chart| chart.tell(said, speech)).unwrap_or_default(),
            Fact::Faq(number) => self.faq.get(number).map(|(_, answer)| answer.clone()).unwrap_or_default(),
            Fact::Unknown => String::new(),
        };
        ended(told, language)
    }

    /// All that can be chosen, by name.
    fn choices(&self) -> impl Iterator<Item = &str> {
        let Product { variants, sizes, colours, .. } = &self.product;
        let labels = variants.iter().map(|variant| &variant.label);
        let measured = self.charts.iter().flat_map(|chart| &chart.sizes);
        sizes.iter().chain(colours).chain(labels).chain(measured).map(String::as_str)
    }

    /// The variants that `said` speaks of, or what it speaks of that none of them is.
    fn chosen(&self, said: &str) -> Result<Vec<&Variant>, String> {
        let Product { variants, sizes, colours, .. } = &self.product;
        let wanted_sizes = mentioned(said, sizes.iter().map(String::as_str));
        let wanted_colours = mentioned(said, colours.iter().map(String::as_str));
        if wanted_sizes.is_empty() && wanted_colours.is_empty() {
            let by_label = mentioned(said, variants.iter().map(|variant| variant.label.as_str()));
            return Ok(variants.iter().filter(|variant| by_label.contains(&variant.label.as_str())).collect());
        }
        let fits = |wanted: &[&str], own: &Option<String>| {
            wanted.is_empty() || own.as_deref().is_some_and(|own| wanted.contains(&own))
        };
        let is_chosen =
            |variant: &&Variant| fits(&wanted_sizes, &variant.size) && fits(&wanted_colours, &variant.colour);
        let chosen: Vec<&Variant> = variants.iter().filter(is_chosen).collect();
        if chosen.is_empty() && !variants.is_empty() {
            return Err([wanted_colours, wanted_sizes].concat().join(" / "));
        }
        Ok(chosen)
    }

    fn price(&self, said: &str, speech: Speech) -> String {
        let priced: Vec<&Variant> = match self.chosen(said) {
            Ok(chosen) => chosen.into_iter().filter(|variant| variant.offer.price.is_some()).collect(),
            Err(what) => return speech.say("unlisted", &[("what", &what)]),
        };
        let general = &self.product.offer;
        let differ = general.highest.is_some();
        if priced.is_empty() || !differ {
            return terms(general, None, speech);
        }
        let told: Vec<String> =
            priced.iter().take(MOST_TOLD).map(|variant| terms(&variant.offer, Some(&variant.label), speech)).collect();
        speech.row(&told)
    }

    fn stock(&self, said: &str, speech: Speech) -> String {
        let told = |variant: &&Variant| {
            let state = state(&variant.offer, speech)?;
            Some(speech.say("row", &[("label", &variant.label), ("value", &state)]))
        };
        let all = &self.product.variants;
        let lines: Vec<String> = match self.chosen(said) {
            Err(what) => return speech.say("unlisted", &[("what", &what)]),
            Ok(chosen) if chosen.is_empty() => {
                all.iter().filter_map(|variant| told(&variant)).take(MOST_TOLD).collect()
            }
            Ok(chosen) => chosen.iter().filter_map(told).take(MOST_TOLD).collect(),
        };
        if lines.is_empty() {
            return capital(state(&self.product.offer, speech).unwrap_or_default());
        }
        speech.row(&lines)
    }

    fn rating(&self, speech: Speech) -> String {
        let Some(rating) = &self.product.rating else { return String::new() };
        let value =
            rating.value.as_ref().map(|value| speech.say("rating", &[("value", value), ("best", &rating.best)]));
        let count = rating.count.map(|count| count.to_string());
        match (value, count) {
            (Some(rating), Some(count)) => speech.say("of-reviews", &[("rating", &rating), ("count", &count)]),
            (Some(rating), None) => rating,
            (None, count) => speech.say("ratings", &[("count", &count.unwrap_or_default())]),
        }
    }

    fn shipping(&self, said: &str, speech: Speech) -> String {
        let wanted = speak::countries_in(said);
        let is_wanted = |shipping: &&Shipping| {
            wanted.is_empty()
                || shipping.to.is_empty()
                || shipping.to.iter().any(|place| wanted.contains(&place.as_str()))
        };
        let lines: Vec<&Shipping> = self.product.shipping.iter().filter(is_wanted).collect();
        if lines.is_empty() {
            let places: Vec<String> = wanted.iter().map(|place| speech.place(place)).collect();
            return speech.say("unlisted", &[("what", &speech.list(&places))]);
        }
        let line = |shipping: &Shipping| {
            let rate = shipping.rate.as_ref().map(|rate| match rate.cents {
                0 => speech.say("shipping-free", &[]),
                _ => speech.money(rate),
            });
            let time = total(shipping).map(|span| speech.say("takes", &[("span", &speech.span(&span))]));
            let told: Vec<String> = rate.into_iter().chain(time).collect();
            let told = speech.clause(&told);
            let places: Vec<String> = shipping.to.iter().map(|place| speech.place(place)).collect();
            if places.is_empty() {
                told
            } else {
                speech.say("shipping-to", &[("places", &speech.list(&places)), ("terms", &told)])
            }
        };
        let lines: Vec<String> = lines.into_iter().map(line).collect();
        [speech.say("shipping", &[]), speech.row(&lines)].join(if speech.0 == Language::En { " " } else { "" })
    }

    fn returns(&self, speech: Speech) -> String {
        let line = |returns: &Returns| {
            let days = returns.days.map(|days| speech.say("returns", &[("days", &days.to_string())]));
            let never = returns.never.then(|| speech.say("returns-never", &[]));
            let fee = match (returns.is_free, &returns.fee) {
                (_, Some(fee)) => Some(speech.say("returns-fee", &[("fee", &speech.money(fee))])),
                (Some(true), None) => Some(speech.say("returns-free", &[])),
                (Some(false), None) => Some(speech.say("returns-paid", &[])),
                (None, None) => None,
            };
            let places: Vec<String> = returns.countries.iter().map(|place| speech.place(place)).collect();
            let places = (!places.is_empty()).then(|| speech.say("returns-in", &[("places", &speech.list(&places))]));
            let fee = fee.filter(|_| !returns.never);
            let told: Vec<String> = never.into_iter().chain(days).chain(fee).chain(places).collect();
            told.join(if speech.0 == Language::En { " " } else { "" })
        };
        self.product.returns.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl Facts for Page {
    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn is_known(&self, entry: usize) -> bool {
        self.facts.get(entry).is_some_and(|fact| *fact != Fact::Unknown)
    }

    fn is_shops(&self, entry: usize) -> bool {
        let fact = self.facts.get(entry);
        fact.is_some_and(|fact| matches!(fact, Fact::Shipping | Fact::Returns | Fact::Warranty))
    }

    fn pointing(&self, said: &str) -> Option<String> {
        mention::pointing(said, self.product.name.as_deref().unwrap_or_default(), self.choices())
    }

    fn answer(&self, entry: usize, said: &[&str], language: Language) -> String {
        let said = said
            .iter()
            .copied()
            .find(|said| !mentioned(said, self.choices()).is_empty())
            .or(said.first().copied())
            .unwrap_or_default();
        self.facts.get(entry).map(|fact| self.tell(*fact, said, language)).unwrap_or_default()
    }
}

impl Chart {
    fn tell(&self, said: &str, speech: Speech) -> String {
        let wanted = mentioned(said, self.sizes.iter().map(String::as_str));
        let cells = self
            .sizes
            .iter()
            .zip(&self.values)
            .filter(|(size, value)| !value.is_empty() && (wanted.is_empty() || wanted.contains(&size.as_str())));
        let cells: Vec<String> = cells.map(|(size, value)| [size, " ", value].concat()).collect();
        let cells = speech.list(&cells);
        if self.label.is_empty() { cells } else { speech.say("row", &[("label", &self.label), ("value", &cells)]) }
    }
}

/// The questions of the page's FAQ, with their answers.
fn faq(source: &Source) -> Vec<(String, String)> {
    let pages = product::things(source).into_iter().filter(|thing| thing.is_a(&["FAQPage"]));
    let mut all = Vec::new();
    for page in pages {
        for question in page.get("mainEntity").items().iter().chain(page.get("hasPart").items()) {
            let answer = question.get("acceptedAnswer");
            if let (Some(asked), Some(answer)) = (question.get("name").text(), answer.get("text").text()) {
                all.push((asked, answer));
            }
        }
    }
    all
}

/// The measures of a table by size, whichever way it lies.
fn charts(table: &Table, sizes: &[String]) -> Vec<Chart> {
    let width = table.first().map_or(0, Vec::len);
    if width < 3 || table.len() < 2 || table.iter().any(|row| row.len() != width) {
        return Vec::new();
    }
    let is_size = |cell: &String| {
        let letters = ["XS", "S", "M", "L", "XL", "XXL", "XXXL", "2XL", "3XL"];
        sizes.contains(cell) || letters.contains(&cell.as_str())
    };
    let lies = table.iter().skip(1).filter(|row| is_size(&row[0])).count() * 2 > table.len() - 1;
    let turned: Table = (0..width).map(|column| table.iter().map(|row| row[column].clone()).collect()).collect();
    let table = if lies { &turned } else { table };
    let Some((head, rows)) = table.split_first() else { return Vec::new() };
    let sizes = head[1..].to_vec();
    rows.iter().map(|row| Chart { sizes: sizes.clone(), label: row[0].clone(), values: row[1..].to_vec() }).collect()
}

/// The kind of question that asks for a row with this label, if it is one of those with a name.
fn kind_of(label: &str) -> Option<&'static str> {
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
fn row_asked(label: &str, value: &str, kind: Option<&str>) -> [Vec<String>; 2] {
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
fn asked(kind: &str, language: Language) -> impl Iterator<Item = &'static str> {
    let file = match language {
        Language::En => include_str!("asked/en.txt"),
        Language::Zh => include_str!("asked/zh.txt"),
    };
    let section = file.split("# ").find_map(|section| section.strip_prefix(kind)?.strip_prefix('\n'));
    section.unwrap_or_default().lines()
}

/// Price and what belongs to it.
fn terms(offer: &Offer, label: Option<&str>, speech: Speech) -> String {
    let Some(price) = &offer.price else { return String::new() };
    let amount = speech.money(price);
    let mut told = match (label, &offer.highest) {
        (Some(label), _) => speech.say("price-of", &[("label", label), ("price", &amount)]),
        (None, Some(highest)) => speech.say("price-range", &[("price", &amount), ("highest", &speech.money(highest))]),
        (None, None) => speech.say("price", &[("price", &amount)]),
    };
    if let Some(list) = &offer.list {
        let saving = plain::Money { cents: list.cents.saturating_sub(price.cents), currency: list.currency.clone() };
        told += &speech.say("was", &[("list", &speech.money(list)), ("saving", &speech.money(&saving))]);
    }
    if let Some(until) = &offer.until {
        told += &speech.say("until", &[("date", &speech.date(until))]);
    }
    told
}

/// Whether it is there, how many, and when again.
fn state(offer: &Offer, speech: Speech) -> Option<String> {
    let name = offer.stock.map(|stock| match stock {
        Stock::There => "there",
        Stock::Few => "few",
        Stock::Gone => "gone",
        Stock::Ahead => "ahead",
        Stock::Later => "later",
        Stock::Never => "never",
    });
    let left = offer.left.filter(|left| *left > 0).map(|left| speech.say("left", &[("count", &left.to_string())]));
    let none = (offer.left == Some(0) && name.is_none()).then(|| speech.say("gone", &[]));
    let is_there = matches!(offer.stock, Some(Stock::There | Stock::Few));
    let back =
        offer.back.as_ref().filter(|_| !is_there).map(|back| speech.say("back", &[("date", &speech.date(back))]));
    let told: Vec<String> =
        name.map(|name| speech.say(name, &[])).into_iter().chain(left).chain(none).chain(back).collect();
    (!told.is_empty()).then(|| speech.clause(&told))
}

/// Handling and transit together, where both are of the same unit.
fn total(shipping: &Shipping) -> Option<Span> {
    let transit = shipping.transit.clone()?;
    let Some(handling) = shipping.handling.as_ref().filter(|handling| handling.unit == transit.unit) else {
        return Some(transit);
    };
    let sum = |one: Option<u64>, other: Option<u64>| Some(one?.saturating_add(other.unwrap_or_default()));
    Some(Span { least: sum(transit.least, handling.least), most: sum(transit.most, handling.most), unit: transit.unit })
}

/// The beginning of a description, up to the end of a sentence.
fn about(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MOST_ABOUT) else { return text.to_owned() };
    let cut = &text[..end];
    let sentence = cut.rfind(['.', '。', '!', '！', '\n']).filter(|at| *at > end / 3);
    sentence.map_or_else(|| [cut, "…"].concat(), |at| cut.chars().take(cut[..at].chars().count() + 1).collect())
}

fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The same with a mark at its end.
fn ended(told: String, language: Language) -> String {
    let mark = if language == Language::En { "." } else { "。" };
    let is_ended = told.is_empty() || told.ends_with(['.', '。', '!', '！', '?', '？', '…', ')', '）']);
    if is_ended { told } else { [told.as_str(), mark].concat() }
}
