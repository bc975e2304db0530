//! Pieces of the module: what the first answer does not need is in files of its own, fetched in the background.
//!
//! The build cuts the module at the one split function in each of these files, if it is told to (the feature `split`): what
//! nothing else uses than that function goes into the piece, down to the single function. Without the feature all is in one module,
//! and at hand at once.

pub(crate) mod facts;
pub(crate) mod office;
pub(crate) mod people;
pub(crate) mod plain;

/// A piece could not be fetched. The next call tries again.
pub(crate) struct Unreachable;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for Unreachable {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}
