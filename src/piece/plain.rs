//! What reads knowledge as the merchant wrote it, with the voices that a pack would carry: most shops make a pack.

use floorwalker_engine::Engine;

use super::Unreachable;
use crate::browser::knowledge;

/// Reads a knowledge file. If that fails it says why, in words for the browser's console.
pub(crate) type Reader = fn(&[u8]) -> Result<Engine, String>;

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(plain, wasm_split_path = leptos::wasm_split, fallible))]
#[cfg_attr(not(feature = "split"), expect(clippy::unnecessary_wraps, reason = "where it is fetched, that may fail"))]
fn fetched() -> Result<Reader, Unreachable> {
    Ok(|bytes| {
        let text = std::str::from_utf8(bytes).map_err(|_| "neither a pack nor UTF-8 text".to_owned());
        let known = text.and_then(knowledge::read)?;
        let voice = known.shop.voice.clone().whole().map_err(|error| error.to_string())?;
        let mut engine = Engine::begin(known);
        engine.speak(voice);
        Ok(engine)
    })
}

/// What reads plain knowledge, fetched unless it is here.
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
