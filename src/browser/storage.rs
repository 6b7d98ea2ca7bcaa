//! What outlives a reload. Whoever writes here answers for it that no secret is in it (G25).

use web_sys::Storage;

use super::{reason, window};

fn storage() -> Result<Storage, String> {
    let storage = window()?.local_storage().map_err(|error| reason(&error))?;
    storage.ok_or_else(|| "the browser has no storage for this page".to_owned())
}

pub fn read(key: &str) -> Option<String> {
    storage().ok()?.get_item(key).ok()?
}

pub fn write(key: &str, text: &str) -> Result<(), String> {
    storage()?.set_item(key, text).map_err(|error| reason(&error))
}

pub fn remove(key: &str) -> Result<(), String> {
    storage()?.remove_item(key).map_err(|error| reason(&error))
}

/// Forgets everything whose name begins so.
pub fn forget(prefix: &str) -> Result<(), String> {
    let storage = storage()?;
    let count = storage.length().map_err(|error| reason(&error))?;
    // From the end: what is taken away moves what comes after it.
    for at in (0..count).rev() {
        if let Ok(Some(key)) = storage.key(at)
            && key.starts_with(prefix)
        {
            storage.remove_item(&key).map_err(|error| reason(&error))?;
        }
    }
    Ok(())
}
