//! What is answered: facts of a page in words, by what the question chooses.

use super::mention::mentioned;
use super::offer::{Condition, Offer, Returns, Shipping, Span, Stock};
use super::product::{Product, Variant};
use super::speak::{self, Speech};
use super::{Chart, Fact, Page};
use crate::forms;
use crate::knowledge::Language;

/// Most variants that are told one by one.
const MOST_TOLD: usize = 16;

/// Most characters of a description that are told.
const MOST_ABOUT: usize = 280;

impl Page {
    /// A fact in words.
    pub(super) fn tell(&self, fact: Fact, said: &str, language: Language) -> String {
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
    pub(super) fn choices(&self) -> impl Iterator<Item = &str> {
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
                _ => rate.told(),
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
        let parting = match (lines.len(), speech.0) {
            (3.., _) => "\n",
            (_, Language::En) => " ",
            (_, Language::Zh) => "",
        };
        [speech.say("shipping", &[]), speech.row(&lines)].join(parting)
    }

    fn returns(&self, speech: Speech) -> String {
        let line = |returns: &Returns| {
            let days = returns.days.map(|days| speech.say("returns", &[("days", &days.to_string())]));
            let never = returns.never.then(|| speech.say("returns-never", &[]));
            let fee = match (returns.is_free, &returns.fee) {
                (_, Some(fee)) => Some(speech.say("returns-fee", &[("fee", &fee.told())])),
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

impl Chart {
    pub(super) fn tell(&self, said: &str, speech: Speech) -> String {
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

/// Price and what belongs to it.
fn terms(offer: &Offer, label: Option<&str>, speech: Speech) -> String {
    let Some(price) = &offer.price else { return String::new() };
    let amount = price.told();
    let mut told = match (label, &offer.highest) {
        (Some(label), _) => speech.say("price-of", &[("label", label), ("price", &amount)]),
        (None, Some(highest)) => speech.say("price-range", &[("price", &amount), ("highest", &highest.told())]),
        (None, None) => speech.say("price", &[("price", &amount)]),
    };
    if let (Some(list), Some(saving)) = (&offer.list, offer.saving()) {
        told += &speech.say("was", &[("list", &list.told()), ("saving", &saving.told())]);
    }
    if let Some(until) = &offer.until {
        told += &speech.say("until", &[("date", &forms::date(until, speech.0))]);
    }
    told
}

/// Whether it is there, how many, and when again.
pub(super) fn state(offer: &Offer, speech: Speech) -> Option<String> {
    let name = offer.stock.map(|stock| match stock {
        Stock::There => "there",
        Stock::Few => "few",
        Stock::Gone => "gone",
        Stock::Ahead => "ahead",
        Stock::Later => "later",
        Stock::Never => "never",
    });
    let is_gone = matches!(offer.stock, Some(Stock::Gone | Stock::Later | Stock::Never));
    // What contradicts itself is told as the worse of the two.
    let count = offer.left.filter(|left| *left > 0 && !is_gone);
    // The number says how few.
    let name = name.filter(|_| !(offer.stock == Some(Stock::Few) && count.is_some()));
    let left = count.map(|left| speech.say("left", &[("count", &left.to_string())]));
    let none = (offer.left == Some(0) && name.is_none()).then(|| speech.say("gone", &[]));
    let is_there = matches!(offer.stock, Some(Stock::There | Stock::Few));
    let back = offer
        .back
        .as_ref()
        .filter(|_| !is_there)
        .map(|back| speech.say("back", &[("date", &forms::date(back, speech.0))]));
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
