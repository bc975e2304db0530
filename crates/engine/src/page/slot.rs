//! Single facts of a page, for the slots of the merchant's own answers.

use super::Page;
use super::offer::Offer;
use super::speak::Speech;
use super::tell::state;
use crate::forms::Money;
use crate::knowledge::Language;

impl Page {
    /// What fills the slot `page.NAME`, in `language`.
    pub(super) fn fills(&self, name: &str, language: Language) -> Option<String> {
        let product = &self.product;
        let Offer { price, list, highest, .. } = &product.offer;
        let told = |money: &Option<Money>| money.as_ref().map(Money::told);
        match name {
            "name" => product.name.clone(),
            "brand" => product.brand.clone(),
            // Of a range no one price is the price.
            "price" => told(price).filter(|_| highest.is_none()),
            "list-price" => told(list),
            "saving" => product.offer.saving().as_ref().map(Money::told),
            "sku" => product.codes.iter().find(|(kind, _)| *kind == "SKU").map(|(_, code)| code.clone()),
            "rating" => product.rating.as_ref().and_then(|rating| rating.value.clone()),
            "reviews" => product.rating.as_ref()?.count.map(|count| count.to_string()),
            "stock" => state(&product.offer, Speech(language)),
            _ => None,
        }
    }
}
