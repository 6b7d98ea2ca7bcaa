//! Builds the wasm32 std from Debian's source package of exactly this compiler's version.

use super::compiler::{Compiler, TARGET};
use crate::debian::{self, Suite};
use crate::{Result, files, paths, run};
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
            let mut libraries =
                files::inside(&work.join("usr/src"))?.into_iter().map(|path| path.join("library"));
            let library = libraries.find(|library| library.join("std").is_dir());
            return library.ok_or_else(|| format!("{package} has no library folder"));
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
        files::made(compiler.rustlib().join("src/rust"))?;
        files::link(library, &place)?;
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

/// Builds an empty crate with its std; `embed-bitcode` is what LTO reads. No stable flag builds a std, so the compiler is told
/// to take `-Zbuild-std` here and nowhere else: for a machine on which no wasm32 target can be had.
fn compile(work: &Path) -> Result<PathBuf> {
    const NAME: &str = "nothing";
    let krate = work.join(NAME);
    files::made(krate.join("src"))?;
    let manifest = format!("[package]\nname = \"{NAME}\"\nedition = \"2024\"\n[workspace]\n");
    files::write(&krate.join("Cargo.toml"), manifest)?;
    files::write(&krate.join("src/lib.rs"), "")?;
    run::watched(
        run::cargo(&["build", "--release", "-Zbuild-std=std,panic_abort,test", "--target", TARGET])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env("CARGO_TARGET_DIR", krate.join("target"))
            .current_dir(&krate),
    )?;
    Ok(krate.join("target").join(TARGET).join("release/deps"))
}

fn install(built: &Path, into: &Path) -> Result {
    let into = files::made(into.to_path_buf())?;
    for path in files::inside(built)?.iter().filter(|path| files::has_extension(path, "rlib")) {
        let name = path.file_name().unwrap_or_default();
        if !name.to_string_lossy().starts_with("libnothing-") {
            files::write(&into.join(name), files::bytes(path)?)?;
        }
    }
    println!("  built into {}", into.display());
    // Cargo does not see that the std is another one, and would mix what was built on the old one with the new.
    let stale = paths::root().join("target").join(TARGET);
    if stale.is_dir() { files::remove_folder(&stale) } else { Ok(()) }
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
