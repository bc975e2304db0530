//! What reads the shop's page: many shops' pages say nothing of a product.

use floorwalker_engine::page::Facts;

use super::Unreachable;
use crate::browser::dom;

/// Reads the page, alone or with knowledge beside it. `None` if it says nothing that can be asked.
pub(crate) type Reader = fn(is_alone: bool) -> Option<Box<dyn Facts>>;

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(facts, wasm_split_path = leptos::wasm_split, fallible))]
#[cfg_attr(not(feature = "split"), expect(clippy::unnecessary_wraps, reason = "where it is fetched, that may fail"))]
fn fetched() -> Result<Reader, Unreachable> {
    Ok(|is_alone| dom::facts(is_alone).map(|page| Box::new(page) as Box<dyn Facts>))
}

/// What reads the page, fetched unless it is here.
///
/// # Errors
/// It could not be fetched; the next call tries again.
#[cfg_attr(not(feature = "split"), expect(clippy::unused_async, reason = "it is fetched where the module is cut"))]
pub(crate) async fn reader() -> Result<Reader, Unreachable> {
    #[cfg(feature = "split")]
    return fetched().await;
    #[cfg(not(feature = "split"))]
    fetched()
}
