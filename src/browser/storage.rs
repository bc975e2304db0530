//! What is kept on the device. A browser that keeps nothing (a private window, a full disk) is no error: then nothing is
//! kept.

use serde::{Serialize, de::DeserializeOwned};
use web_sys::Storage;

use super::{json, window};

/// Reads what was kept under `key`.
pub(crate) fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    json::parse(&storage()?.get_item(key).ok()??)
}

/// Keeps `value` under `key`.
pub(crate) fn write<T: Serialize>(key: &str, value: &T) {
    if let (Some(storage), Some(text)) = (storage(), json::write(value)) {
        drop(storage.set_item(key, &text));
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
