//! A release page where no wasm-opt can be had: Trunk is given one that copies its input. The page is complete, and larger.

use super::wasm_opt;
use crate::{Result, files, paths, run};
use std::process::Command;

const STAND_IN: &str = "#!/bin/sh
[ \"$1\" = --version ] && echo 'wasm-opt version NUMBER' && exit
for a; do case $a in --output=*) out=${a#--output=} ;; -*) ;; *) in=$a ;; esac; done
cp \"$in\" \"$out\"
";

/// Puts the stand-in first on Trunk's path, unless the real one is here.
pub fn stand_in(trunk: &mut Command) -> Result {
    if wasm_opt::is_here()? {
        return Ok(());
    }
    println!("  without wasm-opt: the wasm stays as the compiler left it");
    let folder = files::made(paths::root().join("target/stand-ins/wasm-opt"))?;
    let program = folder.join("wasm-opt");
    let script = STAND_IN.replace("NUMBER", &wasm_opt::number()?);
    files::write(&program, script)?;
    run::output(Command::new("chmod").arg("+x").arg(program))?;
    let search_path = paths::search_path();
    let folders = [folder].into_iter().chain(std::env::split_paths(&search_path));
    trunk.env("PATH", std::env::join_paths(folders).map_err(|e| e.to_string())?);
    Ok(())
}
