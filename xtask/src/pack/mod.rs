//! What is left to do on a release page once Trunk has built it: the wasm packed tighter than a server would, the scripts
//! minified, and the service worker told the names of all files. Trunk calls it as its hook.

mod leb;
mod minify;
mod opcodes;
mod split;
mod wasm;

use crate::{Result, paths};
use lzma_rust2::{LzmaOptions, LzmaWriter};
use split::Split;
use std::fs;
use std::io::Write;
use std::path::Path;
use wasm::Names;

const WORKER: &str = "sw.js";

/// Packs the page in the folder that Trunk names, unless it is a page for development.
pub fn hook() -> Result {
    let told = |name: &str| std::env::var(name).map_err(|_| format!("Trunk calls this, and sets {name}"));
    if told("TRUNK_PROFILE")? == "release" { pack(Path::new(&told("TRUNK_STAGING_DIR")?)) } else { Ok(()) }
}

pub fn pack(page: &Path) -> Result {
    let folder = Folder(page);
    let wasm_name = folder.only(|name| name.ends_with("_bg.wasm"))?;
    let stem = wasm_name.trim_end_matches("_bg.wasm");
    let glue_name = format!("{stem}.js");
    let boot_name = folder.only(|name| name.starts_with("boot-") && name.ends_with(".js"))?;
    let mut index = folder.text("index.html")?;

    let (wasm, names) = wasm::shorten(&folder.read(&wasm_name)?)?;
    let split = split::split(&wasm)?;
    let glue = glue(&folder.text(&glue_name)?)? + &unpacker(&split)?;
    let files = [
        (&wasm_name, "wasm.packed", packed(&split)?),
        (&glue_name, "js", minify::minify(&glue, &names).into_bytes()),
        (&boot_name, "js", minify::minify(&folder.text(&boot_name)?, &Names::new()).into_bytes()),
    ];
    for (old, extension, content) in files {
        let stem = old.rsplit_once('-').map_or(old.as_str(), |(stem, _)| stem);
        let new = format!("{stem}-{:016x}.{extension}", hash(&content));
        folder.write(&new, &content)?;
        folder.remove(old)?;
        if !index.contains(old.as_str()) {
            return Err(format!("expected `{old}` in index.html"));
        }
        index = index.replace(old.as_str(), &new);
    }
    folder.write("index.html", script_last(&index, "boot-")?.as_bytes())?;
    folder.write(WORKER, worker(&folder)?.as_bytes())
}

/// The HTML with that script at the end of its head. It holds up the parser, and behind a policy in the head a browser
/// does not look ahead: what is linked after it would be asked for a round trip later.
fn script_last(html: &str, name: &str) -> Result<String> {
    let tag = html.find(name).and_then(|at| {
        let begin = html[..at].rfind("<script")?;
        let end = at + html[at..].find("</script>")? + "</script>".len();
        Some(&html[begin..end])
    });
    let tag = tag.ok_or_else(|| format!("expected the script `{name}…` in index.html"))?;
    let (head, body) = html.split_once("</head>").ok_or("expected `</head>` in index.html")?;
    Ok(head.replace(tag, "") + tag + "</head>" + body)
}

/// The service worker with the names of all files that it keeps. The page itself goes by its folder's name.
fn worker(folder: &Folder) -> Result<String> {
    let names = folder.names()?;
    let kept: Vec<_> = names.iter().filter(|name| !["index.html", WORKER].contains(&name.as_str())).collect();
    let list: Vec<_> = kept.iter().map(|name| format!("\"{name}\"")).collect();
    let mut content = Vec::new();
    for name in names.iter().filter(|name| *name != WORKER) {
        content.extend_from_slice(&folder.read(name)?);
    }
    let script = folder.text(WORKER)?;
    let build = format!("\"berth-{:016x}\"", hash(&content));
    let mut told = script;
    for (place, value) in [("\"BUILD\"", build), ("\"FILES\"", list.join(","))] {
        told = put_in(&told, place, &value)?;
    }
    Ok(minify::minify(&told, &Names::new()))
}

/// The script with the value in the one place that there is for it.
fn put_in(script: &str, place: &str, value: &str) -> Result<String> {
    if script.matches(place).count() != 1 {
        return Err(format!("expected {place} once in the script that it is put into"));
    }
    Ok(script.replace(place, value))
}

/// wasm-bindgen's script with a start that takes what this page gives it: a response that streams. The rest is for other
/// browsers and other ways to load.
fn glue(script: &str) -> Result<String> {
    const LOADING: &str = "let wasmModule, wasmInstance, wasm;";
    const START: &str = "let wasm;
export default async function ({ module_or_path }) {
  const { instance } = await WebAssembly.instantiateStreaming(module_or_path, __wbg_get_imports());
  wasm = instance.exports;
  wasm.__wbindgen_start();
}
";
    let (kept, _) = script
        .split_once(LOADING)
        .ok_or_else(|| format!("expected wasm-bindgen's script to begin its loading with `{LOADING}`"))?;
    let module = "\"./berth-page_bg.js\"";
    if !kept.contains(module) {
        return Err(format!("expected wasm-bindgen's script to import {module}"));
    }
    Ok(kept.replace(module, &format!("\"{}\"", wasm::MODULE)) + START)
}

/// The script that puts together what was split so.
fn unpacker(split: &Split) -> Result<String> {
    let mut script = source("unpack.js")?;
    let forms = format!("\"{}\"", opcodes::operands());
    for (place, value) in [("\"FORMS\"", forms), ("\"WHOLE\"", format!("{:?}", split.whole))] {
        script = put_in(&script, place, &value)?;
    }
    Ok(script)
}

/// How long each stream is once it is packed, then all of them.
fn packed(split: &Split) -> Result<Vec<u8>> {
    let (mut lengths, mut all) = (Vec::new(), Vec::new());
    for stream in &split.streams {
        let stream = smallest(stream)?;
        lengths.extend(u32::try_from(stream.len()).map_err(|e| e.to_string())?.to_le_bytes());
        all.extend(stream);
    }
    Ok([lengths, all].concat())
}

/// Text tells more of its next byte than numbers do.
fn smallest(bytes: &[u8]) -> Result<Vec<u8>> {
    let all = (0..=3).map(|context| lzma(bytes, context)).collect::<Result<Vec<_>>>()?;
    all.into_iter().min_by_key(Vec::len).ok_or_else(|| "nothing was packed".to_string())
}

/// As an LZMA file with its length in the head. So many bits of the last byte tell of the next one; wasm has no columns,
/// so positions tell nothing.
fn lzma(bytes: &[u8], context: u32) -> Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    (options.lc, options.lp, options.pb) = (context, 0, 0);
    options.nice_len = LzmaOptions::NICE_LEN_MAX;
    options.dict_size = 1 << 22;
    let length = Some(bytes.len() as u64);
    let packed = LzmaWriter::new_use_header(Vec::new(), &options, length).and_then(|mut writer| {
        writer.write_all(bytes)?;
        writer.finish()
    });
    packed.map_err(|e| format!("the wasm can't be packed: {e}"))
}

/// FNV-1a: a name for these bytes, that other bytes don't have by chance.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn source(name: &str) -> Result<String> {
    Folder(&paths::root().join("public")).text(name)
}

/// The page's folder, which has no folders in it.
struct Folder<'a>(&'a Path);

impl Folder<'_> {
    fn names(&self) -> Result<Vec<String>> {
        let entries = fs::read_dir(self.0).map_err(|e| format!("{}: {e}", self.0.display()))?;
        let mut names: Vec<_> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        Ok(names)
    }

    fn only(&self, is: impl Fn(&str) -> bool) -> Result<String> {
        let mut names: Vec<_> = self.names()?.into_iter().filter(|name| is(name)).collect();
        match (names.pop(), names.pop()) {
            (Some(name), None) => Ok(name),
            _ => Err(format!("expected a page as Trunk builds it in {}", self.0.display())),
        }
    }

    fn read(&self, name: &str) -> Result<Vec<u8>> {
        fs::read(self.0.join(name)).map_err(|e| format!("{name}: {e}"))
    }

    fn text(&self, name: &str) -> Result<String> {
        fs::read_to_string(self.0.join(name)).map_err(|e| format!("{name}: {e}"))
    }

    fn write(&self, name: &str, content: &[u8]) -> Result {
        fs::write(self.0.join(name), content).map_err(|e| format!("{name}: {e}"))
    }

    fn remove(&self, name: &str) -> Result {
        fs::remove_file(self.0.join(name)).map_err(|e| format!("{name}: {e}"))
    }
}
