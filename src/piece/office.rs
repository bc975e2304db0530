//! The office: templates, and look-ups with the form that asks for what they take. Many shops' answers are plain words.

use std::{future::Future, pin::Pin};

use floorwalker_engine::{Form, LookedUp, Office as Engines, knowledge::Endpoint};
use js_sys::Function;
use leptos::prelude::*;

use super::Unreachable;
use crate::{browser::lookup, component::form_card, shell::Shell};

/// What comes of a look-up, in time.
pub(crate) type Looking = Pin<Box<dyn Future<Output = LookedUp>>>;

/// What it takes to fill in templates and to look things up.
#[derive(Clone, Copy)]
pub(crate) struct Office {
    /// The engine's own.
    pub(crate) engines: fn() -> Engines,
    /// The form that the shopper fills in.
    pub(crate) form: fn(Shell, Form) -> AnyView,
    /// Asks a function of the page.
    pub(crate) by_function: fn(Function, Vec<(String, String)>) -> Looking,
    /// Asks an address of the shop's.
    pub(crate) at: fn(Endpoint, Vec<(String, String)>) -> Looking,
}

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(office, wasm_split_path = leptos::wasm_split, fallible))]
#[cfg_attr(not(feature = "split"), expect(clippy::unnecessary_wraps, reason = "where it is fetched, that may fail"))]
fn fetched() -> Result<Office, Unreachable> {
    Ok(Office {
        engines: Engines::new,
        form: form_card,
        by_function: |function, fields| Box::pin(lookup::by_function(function, fields)),
        at: |endpoint, fields| Box::pin(lookup::at(endpoint, fields)),
    })
}

/// The office, fetched unless it is here.
///
/// # Errors
/// It could not be fetched; the next call tries again.
#[cfg_attr(not(feature = "split"), expect(clippy::unused_async, reason = "it is fetched where the module is cut"))]
pub(crate) async fn office() -> Result<Office, Unreachable> {
    #[cfg(feature = "split")]
    return fetched().await;
    #[cfg(not(feature = "split"))]
    fetched()
}
