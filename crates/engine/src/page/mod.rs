//! What the open page says of its product, as something that can be asked for.
//!
//! A page's structured data ([`Value`]s out of JSON-LD and microdata), its meta tags and its tables become a typed product
//! (`product`, `offer`); each fact of it, each row of a table and each question of a FAQ becomes an entry with phrasings of its own
//! (`asked`), matched as the merchant's are. What such an entry answers is put together when it is asked (`tell`, `speak`), from what the
//! page says and nothing else: the words of a question choose the size, the colour or the country (`mention`), and the only things
//! worked out are what is saved, and how long handling and transit take together.

mod asked;
mod mention;
mod node;
mod offer;
mod plain;
mod product;
mod slot;
mod source;
mod speak;
mod tell;

use crate::knowledge::{Entry, Language, PerLanguage, Wording};
use crate::text;
use crate::value::Value;

pub use source::Element;

use asked::{asked, kind_of, row_asked};
use mention::mentioned;
use offer::Offer;
use product::Product;
use source::{Source, Table};

/// Most entries that a page adds.
const MOST_ENTRIES: usize = 80;

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

    /// What fills the slot `page.NAME` (one of [`crate::knowledge::PAGE_SLOTS`]), if the page says it.
    fn slot(&self, name: &str, language: Language) -> Option<String>;
}

/// What a page cannot say of itself.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// Whether there is no knowledge beside it: then nobody else answers what shops commonly answer for all products.
    pub is_alone: bool,
    /// The date, `YYYY-MM-DD`: what ended before is not told. Empty: not known.
    pub today: String,
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

/// Kinds of questions that the shop answers where the page does not.
const OF_THE_SHOP: [&str; 6] =
    ["shipping-cost", "ships-to", "delivery-time", "return-window", "return-fee", "warranty"];

impl Page {
    /// Reads the document below `root`, in these `circumstances`; `json` reads a text as JSON, `None` if it is none. `None` if the page
    /// says nothing that can be asked.
    pub fn read(
        root: &impl Element,
        json: &dyn Fn(&str) -> Option<Value>,
        circumstances: &Circumstances,
    ) -> Option<Self> {
        let source = Source::read(root, json);
        let mut page = Self { faq: faq(&source), ..Self::default() };
        if let Some(product) = Product::of(&source) {
            page.product = product;
            page.product.forget_before(&circumstances.today);
            page.add_tables(&source.tables);
        }
        page.add_entries(circumstances.is_alone);
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
        // A row may say what structured data leaves out; what has a place of its own is told from there.
        let mut rows = std::mem::take(&mut self.product.specs);
        rows.retain(|(label, value)| !self.product.takes(kind_of(label), value));
        self.product.specs = rows;
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
        for (number, (label, value)) in self.product.specs.clone().iter().enumerate() {
            let [zh, en] = row_asked(label, value, kind_of(label));
            self.add(Fact::Row(number), &format!("row-{number}"), zh, en);
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
                let answer = self.tell(fact, "", language);
                wording.set(language, Wording { phrasings, answer, ..Wording::default() });
            }
        }
        self.entries.push(Entry { id: ["page:", name].concat(), wording, ..Entry::default() });
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

    fn slot(&self, name: &str, language: Language) -> Option<String> {
        self.fills(name, language)
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
    let is_size = |cell: &String| sizes.contains(cell) || mention::is_size(cell);
    let lies = table.iter().skip(1).filter(|row| is_size(&row[0])).count() * 2 > table.len() - 1;
    let turned: Table = (0..width).map(|column| table.iter().map(|row| row[column].clone()).collect()).collect();
    let table = if lies { &turned } else { table };
    let Some((head, rows)) = table.split_first() else { return Vec::new() };
    let sizes = head[1..].to_vec();
    rows.iter().map(|row| Chart { sizes: sizes.clone(), label: row[0].clone(), values: row[1..].to_vec() }).collect()
}
