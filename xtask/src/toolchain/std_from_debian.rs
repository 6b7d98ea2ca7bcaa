//! Builds the wasm32 std from Debian's source package of exactly this compiler's version.

use super::compiler::{Compiler, TARGET};
use crate::debian::{self, Suite};
use crate::{Result, paths, run};
use std::fs;
use std::path::{Path, PathBuf};

/// Where a current compiler's sources are likeliest, first.
const SUITES: [&str; 13] = [
    "trixie-backports",
    "sid",
    "forky",
    "trixie",
    "trixie-updates",
    "trixie-backports-sloppy",
    "trixie-proposed-updates",
    "bookworm-backports",
    "bookworm",
    "bookworm-updates",
    "bookworm-proposed-updates",
    "forky-proposed-updates",
    "experimental",
];
/// The compiler's sources, and those of the newer compiler that Debian keeps for its browsers.
const PACKAGES: [&str; 2] = ["rust-src", "rust-web-src"];

pub fn build(compiler: &Compiler) -> Result {
    if !debian::here() {
        return Err("its source package needs apt and dpkg-deb, which are not here".to_string());
    }
    let work = paths::cache().join("std");
    let _ = fs::remove_dir_all(&work);
    let result = unpack_sources(compiler, &work).and_then(|library| {
        let source = SourceLink::place(compiler, &library)?;
        let built = compile(&work);
        source.take_away();
        install(&built?, &compiler.rustlib().join(TARGET).join("lib"))
    });
    let _ = fs::remove_dir_all(work);
    result
}

/// The `library` folder of the compiler's sources.
fn unpack_sources(compiler: &Compiler, work: &Path) -> Result<PathBuf> {
    for name in SUITES {
        println!("  looking for the sources of rustc {} in Debian's {name}", compiler.version);
        let Ok(suite) = Suite::read(name) else { continue };
        for package in PACKAGES {
            let Some(version) = suite.versions(package).into_iter().find(|v| is_of(v, &compiler.version))
            else {
                continue;
            };
            println!("  {package} {version}");
            suite.unpack(package, &version, work)?;
            return fs::read_dir(work.join("usr/src"))
                .map_err(|e| e.to_string())?
                .flatten()
                .map(|entry| entry.path().join("library"))
                .find(|library| library.join("std").is_dir())
                .ok_or_else(|| format!("{package} has no library folder"));
        }
    }
    Err(format!("no Debian suite has the sources of {}", compiler.version))
}

/// `1.95.0+dfsg1-1~bpo13+1` is of `1.95.0`.
fn is_of(package_version: &str, version: &str) -> bool {
    package_version.strip_prefix(version).is_some_and(|rest| rest.starts_with(['+', '-', '~']))
}

/// Cargo looks for the sources in the sysroot. The link stands only while the std is built.
struct SourceLink(Option<PathBuf>);

impl SourceLink {
    fn place(compiler: &Compiler, library: &Path) -> Result<Self> {
        let place = compiler.rustlib().join("src/rust/library");
        if place.join("std").is_dir() {
            return Ok(Self(None));
        }
        let _ = fs::remove_file(&place);
        fs::create_dir_all(compiler.rustlib().join("src/rust")).map_err(|e| e.to_string())?;
        link(library, &place)?;
        Ok(Self(Some(place)))
    }

    fn take_away(self) {
        if let Self(Some(place)) = self {
            let _ = fs::remove_file(&place);
            let rust = place.parent();
            let _ = rust.map(fs::remove_dir);
            let _ = rust.and_then(Path::parent).map(fs::remove_dir);
        }
    }
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result {
    std::os::unix::fs::symlink(from, to).map_err(|e| format!("{}: {e}", to.display()))
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result {
    Err("only a Unix system can do this".to_string())
}

/// Builds an empty crate with its std; `embed-bitcode` is what LTO reads.
fn compile(work: &Path) -> Result<PathBuf> {
    const NAME: &str = "nothing";
    let krate = work.join(NAME);
    fs::create_dir_all(krate.join("src")).map_err(|e| e.to_string())?;
    let manifest = format!("[package]\nname = \"{NAME}\"\nedition = \"2024\"\n[workspace]\n");
    fs::write(krate.join("Cargo.toml"), manifest).map_err(|e| e.to_string())?;
    fs::write(krate.join("src/lib.rs"), "").map_err(|e| e.to_string())?;
    run::watched(
        run::cargo()
            .args(["build", "--release", "-Zbuild-std=std,panic_abort,test", "--target", TARGET])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env("CARGO_TARGET_DIR", krate.join("target"))
            .current_dir(&krate),
    )?;
    Ok(krate.join("target").join(TARGET).join("release/deps"))
}

fn install(built: &Path, into: &Path) -> Result {
    fs::create_dir_all(into).map_err(|e| e.to_string())?;
    for entry in fs::read_dir(built).map_err(|e| e.to_string())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libnothing-") {
            fs::copy(entry.path(), into.join(&name)).map_err(|e| format!("{name}: {e}"))?;
        }
    }
    println!("  built into {}", into.display());
    // Cargo does not see that the std is another one, and would mix what was built on the old one with the new.
    let stale = paths::root().join("target").join(TARGET);
    if stale.is_dir() { fs::remove_dir_all(stale).map_err(|e| e.to_string()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_package_is_of_exactly_its_upstream_version() {
        assert!(is_of("1.95.0+dfsg1-1~bpo13+1", "1.95.0"));
        assert!(is_of("1.95.0-2", "1.95.0"));
        assert!(!is_of("1.95.01-2", "1.95.0"));
        assert!(!is_of("1.96.0-1", "1.95.0"));
    }
}
