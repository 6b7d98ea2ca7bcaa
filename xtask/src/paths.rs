//! Where things are: the workspace, the cache folder, and programs.

use crate::Result;
use std::env;
use std::path::{Path, PathBuf};

/// The workspace's root.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&manifest).parent().expect("xtask is a folder of the workspace").to_path_buf()
}

/// The one folder for private downloads, shared by every checkout of this user.
pub fn cache() -> PathBuf {
    if let Some(tools) = env::var_os("BERTH_TOOLS") {
        return tools.into();
    }
    match env::var_os("XDG_CACHE_HOME") {
        Some(cache) if !cache.is_empty() => Path::new(&cache).join("berth"),
        _ => home().join(".cache/berth"),
    }
}

pub fn cargo_home() -> PathBuf {
    env::var_os("CARGO_HOME").map_or_else(|| home().join(".cargo"), PathBuf::from)
}

pub fn home() -> PathBuf {
    env::home_dir().expect("a home folder")
}

/// `PATH` with Cargo's programs in front, so that what was just installed is found.
pub fn search_path() -> std::ffi::OsString {
    let mut folders = vec![cargo_home().join("bin")];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).expect("PATH can be written back")
}

/// A program by its name, also where `PATH` of a plain user does not look.
pub fn program(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&search_path())
        .chain([PathBuf::from("/usr/sbin"), PathBuf::from("/usr/local/sbin")])
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}

/// One that nothing can be done without.
pub fn needed(name: &str) -> Result<PathBuf> {
    program(name).ok_or_else(|| format!("{name} is not here"))
}
