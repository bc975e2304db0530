//! What a page says of its product, typed: only what is sound.

use super::node::MOST_REFERENCES;
use super::offer::{self, Condition, Offer, Returns, Shipping, Span, Stock, Unit, fill};
use super::plain;
use super::source::Source;
use crate::forms;
use crate::value::Value;

/// Most variants of a product that are read.
const MOST_VARIANTS: usize = 200;

/// A product, as its page describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Product {
    pub(super) name: Option<String>,
    pub(super) about: Option<String>,
    pub(super) brand: Option<String>,
    pub(super) materials: Vec<String>,
    pub(super) colours: Vec<String>,
    pub(super) sizes: Vec<String>,
    pub(super) weight: Option<String>,
    /// Width, depth and height, as far as they are stated.
    pub(super) sides: [Option<String>; 3],
    /// Item numbers, each with the name of its kind.
    pub(super) codes: Vec<(&'static str, String)>,
    pub(super) condition: Option<Condition>,
    pub(super) warranty: Option<Span>,
    pub(super) rating: Option<Rating>,
    pub(super) offer: Offer,
    pub(super) variants: Vec<Variant>,
    pub(super) shipping: Vec<Shipping>,
    pub(super) returns: Vec<Returns>,
    /// All else, as label and value.
    pub(super) specs: Vec<(String, String)>,
}

/// A kind of the product that can be chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Variant {
    /// What it is told by: its size, its colour, or what it is called.
    pub(super) label: String,
    pub(super) size: Option<String>,
    pub(super) colour: Option<String>,
    pub(super) sku: Option<String>,
    pub(super) offer: Offer,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rating {
    pub(super) value: Option<String>,
    pub(super) best: String,
    pub(super) count: Option<u64>,
}

impl Product {
    /// The product that the page is about, if it is about one.
    pub(super) fn of(source: &Source) -> Option<Self> {
        let all = things(source);
        let mut products: Vec<&Value> = all.iter().filter(|thing| thing.is_a(&["Product", "ProductGroup"])).collect();
        let named = |thing: &Value| thing.get("name").text().unwrap_or_default();
        // Of several, the one that title and heading speak of; the first of those that do so equally.
        let best = products.iter().map(|thing| share(&named(thing), &source.title)).fold(0.0_f32, f32::max);
        let main = products.iter().position(|thing| share(&named(thing), &source.title) >= best);
        let mut product = Self::default();
        if let Some(main) = main {
            let main = products.remove(main);
            product.add(main);
            let name = named(main);
            for other in products {
                if is_same(main, other) || share(&name, &named(other)) >= ALIKE || share(&named(other), &name) >= ALIKE
                {
                    product.add(other);
                }
            }
        }
        product.add_meta(source);
        product.shorten_labels();
        (product != Self::default() && (main.is_some() || product.offer.price.is_some())).then_some(product)
    }

    /// Adds what `thing` says and was not known yet.
    fn add(&mut self, thing: &Value) {
        let text = |name: &str| thing.get(name).text();
        fill(&mut self.name, text("name"));
        fill(&mut self.about, text("description"));
        fill(&mut self.brand, text("brand").or_else(|| text("manufacturer")));
        fill_all(&mut self.materials, parted(thing.get("material")));
        fill_all(&mut self.colours, parted(thing.get("color")));
        fill_all(&mut self.sizes, parted(thing.get("size")));
        fill(&mut self.weight, quantity(thing.get("weight")));
        for (side, name) in self.sides.iter_mut().zip(["width", "depth", "height"]) {
            fill(side, quantity(thing.get(name)));
        }
        for (kind, names) in CODES {
            let known = self.codes.iter().any(|(other, _)| other == &kind);
            let code = names.iter().find_map(|name| text(name)).filter(|_| !known);
            self.codes.extend(code.map(|code| (kind, code)));
        }
        fill(&mut self.rating, rating(thing.get("aggregateRating")));
        for row in thing.get("additionalProperty").items() {
            if let (Some(label), Some(value)) =
                (row.get("name").text(), quantity(row).or_else(|| row.get("value").text()))
            {
                self.add_spec(label, value);
            }
        }
        self.add_offers(thing);
        let variants = thing.get("hasVariant").items().iter().chain(thing.get("model").items());
        for variant in variants.filter(|variant| variant.is_a(&["Product", "ProductModel"])).take(MOST_VARIANTS) {
            self.add_variant(variant);
        }
    }

    fn add_offers(&mut self, thing: &Value) {
        let mut offers: Vec<&Value> = thing.get("offers").items().iter().collect();
        for offer in thing.get("offers").items() {
            offers.extend(offer.get("offers").items());
        }
        let single: Vec<&&Value> = offers.iter().filter(|offer| !offer.is_a(&["AggregateOffer"])).collect();
        if single.len() > 1 && self.variants.is_empty() {
            for offer in single.iter().take(MOST_VARIANTS) {
                self.add_variant(offer);
            }
        }
        for offer in &offers {
            let terms = Offer::of(offer);
            self.offer.fill(&terms);
            let condition = offer.get("itemCondition").term().or_else(|| thing.get("itemCondition").term());
            fill(&mut self.condition, condition.and_then(|condition| Condition::of(&condition)));
            fill(&mut self.warranty, warranty(offer.get("warranty")).or_else(|| warranty(thing.get("warranty"))));
        }
        for offer in offers.iter().copied().chain([thing]) {
            self.add_policies(offer);
        }
        if single.len() > 1 {
            self.offer.span(single.iter().map(|offer| Offer::of(offer)));
        }
    }

    /// How an offer is sent, and how it can be sent back. The first that says so holds for the product.
    fn add_policies(&mut self, offer: &Value) {
        if self.shipping.is_empty() {
            self.shipping = offer.get("shippingDetails").items().iter().filter_map(Shipping::of).collect();
        }
        if self.returns.is_empty() {
            self.returns = offer.get("hasMerchantReturnPolicy").items().iter().filter_map(Returns::of).collect();
        }
    }

    /// Calls variants by what tells them apart: without the words that all of them begin with.
    fn shorten_labels(&mut self) {
        let Some((first, others)) = self.variants.split_first() else { return };
        let common = |one: &str, other: &str| -> usize {
            let same = one.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b);
            same.last().map_or(0, |((at, c), _)| at + c.len_utf8())
        };
        let shared = others.iter().map(|other| common(&first.label, &other.label)).min().unwrap_or(0);
        let is_mark =
            |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | ',' | '，' | '(' | '（' | ':' | '：');
        // Only whole words are left out.
        let end = first.label[..shared].rfind(is_mark).map_or(0, |at| at + 1);
        for variant in &mut self.variants {
            let short =
                variant.label.get(end..).unwrap_or_default().trim_matches(is_mark).trim_end_matches([')', '）']);
            if !short.is_empty() {
                variant.label = short.to_owned();
            }
        }
    }

    /// Adds a kind of the product: a product of its own, or an offer with a name.
    fn add_variant(&mut self, thing: &Value) {
        let item = thing.get("itemOffered");
        let text = |name: &str| thing.get(name).text().or_else(|| item.get(name).text());
        let property = |known: &[&str]| {
            let rows = thing.get("additionalProperty").items().iter().chain(item.get("additionalProperty").items());
            let is_it = |row: &&Value| {
                row.get("name").text().is_some_and(|name| known.contains(&name.to_ascii_lowercase().as_str()))
            };
            rows.into_iter().find(is_it).and_then(|row| row.get("value").text())
        };
        let size = text("size").or_else(|| property(&["size", "尺码", "尺寸"]));
        let colour = text("color").or_else(|| property(&["color", "colour", "颜色"]));
        let called = text("name").or_else(|| text("sku"));
        let own = [&colour, &size].into_iter().flatten().cloned().collect::<Vec<_>>().join(" / ");
        let label = if own.is_empty() { called.unwrap_or_default() } else { own };
        let inner = thing.get("offers");
        let offer = Offer::of(if matches!(inner, Value::Nothing) { thing } else { inner });
        if label.is_empty() || self.variants.iter().any(|known| known.label == label) {
            return;
        }
        add_new(&mut self.colours, colour.as_ref());
        add_new(&mut self.sizes, size.as_ref());
        self.add_policies(inner);
        self.variants.push(Variant { label, size, colour, sku: text("sku"), offer });
        let offers: Vec<Offer> = self.variants.iter().map(|variant| variant.offer.clone()).collect();
        self.offer.span(offers.into_iter());
    }

    /// What meta tags say of a product, as Open Graph and shops' own tags do.
    fn add_meta(&mut self, source: &Source) {
        let meta = |names: &[&str]| source.meta(names);
        let is_product = meta(&["og:type"]).is_some_and(|kind| kind.contains("product"))
            || meta(&["product:price:amount", "og:price:amount"]).is_some();
        if !is_product {
            return;
        }
        fill(&mut self.name, meta(&["og:title"]));
        fill(&mut self.about, meta(&["og:description", "description"]));
        fill(&mut self.brand, meta(&["product:brand", "og:brand"]));
        fill_all(&mut self.materials, meta(&["product:material"]).into_iter().collect());
        fill_all(&mut self.colours, meta(&["product:color"]).into_iter().collect());
        fill_all(&mut self.sizes, meta(&["product:size"]).into_iter().collect());
        let weight =
            |value: String| [Some(value), meta(&["product:weight:units"])].into_iter().flatten().collect::<Vec<_>>();
        fill(&mut self.weight, meta(&["product:weight:value"]).map(|value| weight(value).join(" ")));
        if self.codes.is_empty() {
            self.codes.extend(meta(&["product:retailer_item_id"]).map(|code| ("SKU", code)));
        }
        fill(&mut self.condition, meta(&["product:condition"]).and_then(|condition| Condition::of(&condition)));
        let amount = |kind: &str| {
            let tags = [["product:", kind, ":amount"].concat(), ["og:", kind, ":amount"].concat()];
            let currencies = [["product:", kind, ":currency"].concat(), ["og:", kind, ":currency"].concat()];
            let currency = meta(&currencies.each_ref().map(String::as_str));
            forms::money(&meta(&tags.each_ref().map(String::as_str))?, currency)
        };
        if self.shipping.is_empty() {
            let rate = amount("shipping_cost");
            let rate = rate.map(|rate| Shipping { to: Vec::new(), rate: Some(rate), handling: None, transit: None });
            self.shipping.extend(rate);
        }
        let (now, sale) = (amount("price"), amount("sale_price"));
        let ends =
            meta(&["product:sale_price_dates:end", "product:sale_price:end"]).and_then(|date| offer::date(&date));
        let list = sale.as_ref().and(now.clone()).or_else(|| amount("original_price"));
        let stock = meta(&["product:availability", "og:availability"]).and_then(|word| Stock::of(&word));
        let offer = Offer { price: sale.or(now), list, until: ends, stock, ..Offer::default() };
        self.offer.fill(&offer);
    }

    /// Takes the value of a table's row that says one of these kinds of things, if it was not known. Whether the kind is one of
    /// them.
    pub(super) fn takes(&mut self, kind: Option<&str>, value: &str) -> bool {
        let one = || Some(value.to_owned());
        match kind {
            Some("weight") => fill(&mut self.weight, one()),
            Some("brand") => fill(&mut self.brand, one()),
            Some("material") => fill_all(&mut self.materials, vec![value.to_owned()]),
            Some("colours") => fill_all(&mut self.colours, vec![value.to_owned()]),
            Some("sizes") => fill_all(&mut self.sizes, vec![value.to_owned()]),
            _ => return false,
        }
        true
    }

    /// Forgets until when prices held, and when goods were to be back, if that was before `today`.
    pub(super) fn forget_before(&mut self, today: &str) {
        for offer in self.variants.iter_mut().map(|variant| &mut variant.offer).chain([&mut self.offer]) {
            for date in [&mut offer.until, &mut offer.back] {
                date.take_if(|date| date.as_str() < today);
            }
        }
    }

    pub(super) fn add_spec(&mut self, label: String, value: String) {
        let is_new = self.specs.iter().all(|(known, _)| *known != label);
        if is_new && label != value {
            self.specs.push((label, value));
        }
    }
}

/// From this share of common words on two names are of one product.
const ALIKE: f32 = 0.75;

/// Item numbers, by what they are called.
const CODES: [(&str, &[&str]); 4] = [
    ("SKU", &["sku", "productGroupID", "inProductGroupWithID"]),
    ("MPN", &["mpn"]),
    ("GTIN", &["gtin", "gtin13", "gtin14", "gtin12", "gtin8"]),
    ("ISBN", &["isbn"]),
];

/// The things that a page describes by themselves, not as part of a list of others, with references put in.
pub(super) fn things(source: &Source) -> Vec<Value> {
    let mut all = Vec::new();
    for thing in &source.things {
        gather(thing, &mut all, 0);
    }
    let known: Vec<(String, Value)> =
        all.iter().filter_map(|thing| Some((thing.get("@id").text()?, thing.clone()))).collect();
    let mut left = MOST_REFERENCES;
    all.iter().map(|thing| thing.expanded(&known, 0, &mut left)).collect()
}

fn gather(thing: &Value, all: &mut Vec<Value>, depth: usize) {
    if depth > 4 {
        return;
    }
    for item in thing.items() {
        for inner in ["@graph", "mainEntity"] {
            // The questions of a FAQ are its main entity, and stay with it.
            if !item.is_a(&["FAQPage"]) {
                gather(item.get(inner), all, depth + 1);
            }
        }
        all.push(item.clone());
    }
}

/// Whether two things refer to each other, or have an item number in common.
fn is_same(one: &Value, other: &Value) -> bool {
    let group = |thing: &Value| thing.get("productGroupID").text().or_else(|| thing.get("inProductGroupWithID").text());
    let id = |thing: &Value| thing.get("@id").text();
    let refers = |from: &Value, to: &Value| id(&from.get("isVariantOf").clone()).is_some_and(|of| Some(of) == id(to));
    let sku = |thing: &Value| thing.get("sku").text();
    let equal = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
    refers(one, other) || refers(other, one) || equal(group(one), group(other)) || equal(sku(one), sku(other))
}

/// The share of `name`'s words that stand in `text`, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "names are short")]
fn share(name: &str, text: &str) -> f32 {
    let words = |text: &str| crate::text::terms(&crate::text::tokens(text));
    let (name, text) = (words(name), words(text));
    let found = name.iter().filter(|word| text.contains(word)).count();
    if name.is_empty() { 0.0 } else { found as f32 / name.len() as f32 }
}

/// Values, where a text may hold several between commas.
fn parted(node: &Value) -> Vec<String> {
    let texts = node.texts();
    let [one] = &texts[..] else { return texts };
    let parts: Vec<String> = one.split([',', '，', '、', ';', '；', '|']).map(|part| part.trim().to_owned()).collect();
    if parts.iter().all(|part| !part.is_empty() && part.chars().count() <= 40) { parts } else { texts }
}

/// A quantity with its unit.
fn quantity(node: &Value) -> Option<String> {
    let value = match node {
        Value::Object(_) => node.get("value").text().or_else(|| node.get("minValue").text())?,
        other => other.text()?,
    };
    let unit = node.get("unitText").text().or_else(|| {
        let code = node.get("unitCode").text()?;
        Some(UNITS.iter().find(|(known, _)| *known == code).map_or("", |(_, unit)| unit).to_owned())
    });
    let unit = unit.filter(|unit| !unit.is_empty());
    Some([Some(plain::number(&value)), unit].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// Units by their UN/CEFACT codes.
const UNITS: [(&str, &str); 17] = [
    ("GRM", "g"),
    ("KGM", "kg"),
    ("MMT", "mm"),
    ("CMT", "cm"),
    ("MTR", "m"),
    ("INH", "in"),
    ("FOT", "ft"),
    ("LBR", "lb"),
    ("ONZ", "oz"),
    ("LTR", "l"),
    ("MLT", "ml"),
    ("WTT", "W"),
    ("VLT", "V"),
    ("HUR", "h"),
    ("DAY", "d"),
    ("P1", "%"),
    ("CEL", "°C"),
];

fn rating(node: &Value) -> Option<Rating> {
    let count =
        ["reviewCount", "ratingCount"].iter().find_map(|name| plain::number(&node.get(name).text()?).parse().ok());
    let value = node.get("ratingValue").text().map(|value| plain::number(&value)).filter(|value| value != "0");
    let best = node.get("bestRating").text().map_or_else(|| "5".to_owned(), |best| plain::number(&best));
    // A rating by nobody is none.
    let is_any = count.map_or(value.is_some(), |count: u64| count > 0);
    is_any.then_some(Rating { value, best, count })
}

fn warranty(node: &Value) -> Option<Span> {
    Span::of(node.get("durationOfWarranty")).map(|span| match node.get("durationOfWarranty").get("unitCode") {
        // A warranty without a unit is not of days.
        Value::Nothing => Span { unit: Unit::Years, ..span },
        _ => span,
    })
}

fn fill_all(place: &mut Vec<String>, values: Vec<String>) {
    if place.is_empty() {
        *place = values;
    }
}

fn add_new(place: &mut Vec<String>, value: Option<&String>) {
    if let Some(value) = value.filter(|value| !place.contains(value)) {
        place.push(value.clone());
    }
}
