//! The command line as it is released.

use crate::{Result, paths, run};
use std::path::PathBuf;

/// Builds it and says where it is. `why` completes "berth, as it is released: …".
pub fn berth(why: &str) -> Result<PathBuf> {
    run::step("berth, as it is released", why, "1 to 2 min the first time");
    run::watched(&mut run::cargo(&["build", "--profile", "native", "--features", "cli", "--bin", "berth"]))?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| paths::root().join("target"), PathBuf::from);
    Ok(target.join("native").join(format!("berth{}", std::env::consts::EXE_SUFFIX)))
}
