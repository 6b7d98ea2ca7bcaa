//! What Trunk leaves to be done once it has built the page: it calls `cargo xtask finish-page` as its hook.

mod names;
mod service_worker;
mod smaller;

use crate::Result;
use std::path::Path;

/// For the page in the folder that Trunk names. A page for development stays readable, and is not kept: its service worker
/// has no list.
pub fn page() -> Result {
    let told = |name: &str| std::env::var(name).map_err(|_| format!("Trunk calls this, and sets {name}"));
    let folder = told("TRUNK_STAGING_DIR")?;
    let folder = Path::new(&folder);
    let is_release = told("TRUNK_PROFILE")? == "release";
    if is_release {
        smaller::make(folder)?;
    }
    names::by_content(folder)?;
    if is_release {
        service_worker::fill(folder)?;
    }
    Ok(())
}
