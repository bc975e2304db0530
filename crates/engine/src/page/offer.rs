//! What a product costs, whether it is there, how it is sent and how it can be sent back.

use super::plain;
use crate::forms::{self, Money};
use crate::value::Value;

/// What it costs, and whether it is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Offer {
    pub(super) price: Option<Money>,
    /// The highest price, where several prices are told by their range.
    pub(super) highest: Option<Money>,
    /// What it cost before.
    pub(super) list: Option<Money>,
    /// Until when the price holds: a date, `YYYY-MM-DD`.
    pub(super) until: Option<String>,
    pub(super) stock: Option<Stock>,
    /// How many there are.
    pub(super) left: Option<u64>,
    /// When it will be there again: a date.
    pub(super) back: Option<String>,
}

/// Whether it can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stock {
    There,
    /// There, but not many.
    Few,
    Gone,
    /// It can be ordered before it is out.
    Ahead,
    /// It is gone, and can be ordered all the same.
    Later,
    /// It will not come back.
    Never,
}

/// In what state it is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    New,
    Used,
    Refurbished,
    Damaged,
}

/// A time from this long to that long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) least: Option<u64>,
    pub(super) most: Option<u64>,
    pub(super) unit: Unit,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Unit {
    Hours,
    #[default]
    Days,
    Weeks,
    Months,
    Years,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shipping {
    /// ISO 3166 codes of the countries, or names of places as the page writes them.
    pub(super) to: Vec<String>,
    pub(super) rate: Option<Money>,
    pub(super) handling: Option<Span>,
    pub(super) transit: Option<Span>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Returns {
    pub(super) countries: Vec<String>,
    pub(super) days: Option<u64>,
    /// Whether nothing can be sent back.
    pub(super) never: bool,
    pub(super) is_free: Option<bool>,
    pub(super) fee: Option<Money>,
}

impl Offer {
    /// What is saved against what it cost before.
    pub(super) fn saving(&self) -> Option<Money> {
        let (price, list) = (self.price.as_ref()?, self.list.as_ref()?);
        Some(Money { cents: list.cents.saturating_sub(price.cents), currency: list.currency.clone() })
    }

    pub(super) fn of(thing: &Value) -> Self {
        let currency = || thing.get("priceCurrency").text();
        let money = |name: &str| forms::money(&thing.get(name).text()?, currency());
        let mut offer = Self {
            price: money("price").or_else(|| money("lowPrice")),
            highest: money("highPrice"),
            until: thing.get("priceValidUntil").text().and_then(|written| date(&written)),
            stock: thing.get("availability").term().and_then(|word| Stock::of(&word)),
            left: thing.get("inventoryLevel").text().and_then(|count| plain::number(&count).parse().ok()),
            back: thing.get("availabilityStarts").text().and_then(|written| date(&written)),
            list: None,
        };
        for part in thing.get("priceSpecification").items() {
            let currency = part.get("priceCurrency").text().or_else(currency);
            let price = part.get("price").text().and_then(|price| forms::money(&price, currency));
            let kind = part.get("priceType").term().unwrap_or_default();
            if ["ListPrice", "StrikethroughPrice", "SRP", "MSRP", "RegularPrice"].contains(&kind.as_str()) {
                fill(&mut offer.list, price);
            } else {
                fill(&mut offer.price, price);
                fill(&mut offer.until, part.get("validThrough").text().and_then(|written| date(&written)));
            }
        }
        let is_higher = |list: &Money| {
            offer.price.as_ref().is_some_and(|price| price.cents < list.cents && price.currency == list.currency)
        };
        offer.list = offer.list.clone().filter(is_higher);
        offer
    }

    pub(super) fn fill(&mut self, other: &Self) {
        if self.price.is_none() {
            self.price.clone_from(&other.price);
            self.highest.clone_from(&other.highest);
        }
        // A list price belongs to the price that it was before.
        if self.price == other.price {
            fill(&mut self.list, other.list.clone());
            fill(&mut self.until, other.until.clone());
        }
        fill(&mut self.stock, other.stock);
        fill(&mut self.left, other.left);
        fill(&mut self.back, other.back.clone());
    }

    /// Prices from the lowest to the highest of `all`, if they differ.
    pub(super) fn span(&mut self, all: impl Iterator<Item = Offer>) {
        let mut prices: Vec<Money> = all.filter_map(|offer| offer.price).collect();
        prices.sort_by_key(|price| price.cents);
        let (Some(lowest), Some(highest)) = (prices.first(), prices.last()) else { return };
        if lowest.cents < highest.cents && lowest.currency == highest.currency {
            self.price = Some(lowest.clone());
            self.highest = Some(highest.clone());
            (self.list, self.until) = (None, None);
        } else {
            fill(&mut self.price, Some(lowest.clone()));
        }
    }
}

impl Condition {
    pub(super) fn of(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        let known =
            [("new", Self::New), ("used", Self::Used), ("refurb", Self::Refurbished), ("damaged", Self::Damaged)];
        known.into_iter().find(|(name, _)| word.starts_with(name)).map(|(_, condition)| condition)
    }
}

impl Stock {
    /// By the word of schema.org, or what shops write in its place.
    pub(super) fn of(word: &str) -> Option<Self> {
        let word: String = word.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
        Some(match word.as_str() {
            "instock" | "instoreonly" | "onlineonly" | "available" | "yes" | "true" => Self::There,
            "limitedavailability" => Self::Few,
            "outofstock" | "soldout" | "unavailable" | "reserved" | "no" | "false" => Self::Gone,
            "preorder" | "presale" | "madetoorder" => Self::Ahead,
            "backorder" | "availablefororder" => Self::Later,
            "discontinued" => Self::Never,
            _ => return None,
        })
    }
}

impl Shipping {
    pub(super) fn of(thing: &Value) -> Option<Self> {
        let rate = thing.get("shippingRate");
        let amount = rate.get("value").text().or_else(|| rate.get("price").text());
        let times = thing.get("deliveryTime");
        let shipping = Self {
            to: places(thing.get("shippingDestination")),
            rate: amount.and_then(|amount| forms::money(&amount, rate.get("currency").text())),
            handling: Span::of(times.get("handlingTime")),
            transit: Span::of(times.get("transitTime")),
        };
        (shipping.rate.is_some() || shipping.transit.is_some()).then_some(shipping)
    }
}

impl Returns {
    pub(super) fn of(thing: &Value) -> Option<Self> {
        let days = thing.get("merchantReturnDays").text().and_then(|days| plain::number(&days).parse().ok());
        let category = thing.get("returnPolicyCategory").term().unwrap_or_default();
        let fees = thing.get("returnFees").term().or_else(|| thing.get("customerRemorseReturnFees").term());
        let amount = thing.get("returnShippingFeesAmount");
        let returns = Self {
            countries: thing.get("applicableCountry").texts(),
            days,
            never: category.ends_with("NotPermitted"),
            is_free: fees.map(|fees| fees == "FreeReturn"),
            fee: amount.get("value").text().and_then(|fee| forms::money(&fee, amount.get("currency").text())),
        };
        (returns.never || returns.days.is_some() || returns.is_free.is_some()).then_some(returns)
    }
}

impl Span {
    pub(super) fn of(thing: &Value) -> Option<Self> {
        let number = |name: &str| thing.get(name).text().and_then(|number| plain::number(&number).parse().ok());
        let exact: Option<u64> = number("value");
        let unit =
            match thing.get("unitCode").text().or_else(|| thing.get("unitText").text()).unwrap_or_default().as_str() {
                "HUR" => Unit::Hours,
                "WEE" => Unit::Weeks,
                "MON" => Unit::Months,
                "ANN" => Unit::Years,
                _ => Unit::Days,
            };
        let span = Self { least: number("minValue").or(exact), most: number("maxValue").or(exact), unit };
        (span.least.is_some() || span.most.is_some()).then_some(span)
    }
}

fn places(node: &Value) -> Vec<String> {
    let place = |place: &Value| {
        let region = place.get("addressRegion").text();
        place.get("addressCountry").text().or(region).or_else(|| place.text())
    };
    let country = |node: &Value| -> Vec<String> {
        let named = node.get("addressCountry");
        if named.items().len() > 1 { named.texts() } else { place(node).into_iter().collect() }
    };
    node.items().iter().flat_map(country).collect()
}

/// The date at the beginning of `written`, as `YYYY-MM-DD`.
pub(super) fn date(written: &str) -> Option<String> {
    let date: String = written.trim().chars().take(10).collect();
    let mut parts = date.split(['-', '/']);
    let [year, month, day] = [parts.next()?, parts.next()?, parts.next()?].map(str::parse::<u32>);
    let (year, month, day) = (year.ok()?, month.ok()?, day.ok()?);
    let is_date = (1900..3000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| format!("{year}-{month:02}-{day:02}"))
}

pub(super) fn fill<T>(place: &mut Option<T>, value: Option<T>) {
    if place.is_none() {
        *place = value;
    }
}
