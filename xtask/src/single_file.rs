//! `cargo xtask single-file`: the release page as one file that opens from a disk and can ask for nothing.

use crate::{Result, files, landing, page, paths};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// From the built page in that folder, or from one that is built now.
pub fn single_file(page: Option<PathBuf>) -> Result {
    let file = assemble(&page.map_or_else(page::build, Ok)?)?;
    println!("  {}: {} bytes", file.display(), files::bytes(&file)?.len());
    Ok(())
}

/// Puts the built page's files into its HTML, each where its link is.
pub fn assemble(page: &Path) -> Result<PathBuf> {
    let parts = page::files(page)?;
    let text = |begin, end| String::from_utf8(part(&parts, begin, end)?.clone()).map_err(|e| e.to_string());
    let style = text("berth-", ".css")?;
    let boot = text("boot-", ".js")?;
    let script = inline_module(&text("berth-page-", ".js")?)?;
    let program = BASE64.encode(part(&parts, "berth-page-", "_bg.wasm")?);
    let glue = function_of_module(&text("berth-engine-", ".js")?)?;
    let engine = BASE64.encode(part(&parts, "berth-engine-", "_bg.wasm")?);
    let worker = inline_worker(&text("worker-", ".js")?)?;
    let icon = format!("data:image/svg+xml;base64,{}", BASE64.encode(part(&parts, "icon", ".svg")?));
    if let Some(text) = [&style, &boot, &script, &glue, &worker]
        .into_iter()
        .find(|text| text.contains("</") || text.contains("<!--"))
    {
        let at = text.find("</").or_else(|| text.find("<!--")).unwrap_or_default();
        let end = text.len().min(at + 20);
        return Err(format!("`{}` would end the element that it stands in", &text[at..end]));
    }
    let policy = format!(
        "default-src 'none'; connect-src 'none'; script-src '{}' '{}' '{}' 'wasm-unsafe-eval'; worker-src blob:; \
         style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        digest(&boot),
        digest(&script),
        digest(&glue),
        digest(&style)
    );

    let source = files::text(&paths::root().join("index.html"))?;
    let mut html = String::new();
    for line in source.lines().map(str::trim) {
        html += &match line {
            _ if line.starts_with("<!--") => continue,
            _ if line.contains("http-equiv=") => {
                format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
            }
            _ if line.contains("rel=\"inline\"") => files::text(&landing::file())?,
            _ if line.contains("rel=\"icon\"") => format!("<link rel=\"icon\" href=\"{icon}\">"),
            _ if line.contains("public/boot.js") => format!("<script>{boot}</script>"),
            _ if line.contains("rel=\"css\"") => format!("<style>{style}</style>"),
            _ if ["data-trunk", "rel=\"manifest\"", "name=\"engine\""]
                .iter()
                .any(|left| line.contains(left)) =>
            {
                continue;
            }
            "</body>" => format!(
                "<script type=\"application/octet-stream\" id=\"boot-program\">{program}</script>\n\
                 <script type=\"application/octet-stream\" id=\"engine-program\">{engine}</script>\n\
                 <script type=\"text/plain\" id=\"engine-worker\">{worker}</script>\n\
                 <script type=\"module\">{glue}</script>\n\
                 <script type=\"module\">{script}</script>\n</body>"
            ),
            _ => line.to_string(),
        };
        html.push('\n');
    }
    let file = paths::root().join("target/berth.html");
    files::write(&file, html)?;
    Ok(file)
}

/// A module within the page exports nothing; the boot script finds its start under one name.
fn inline_module(script: &str) -> Result<String> {
    let (kept, start) = without_exports(script)?;
    Ok(format!("{kept}globalThis.berthScript = {{ default: {start}, open, take_next_place }};\n"))
}

/// The engine's script as a function, which makes it as often as it is called, in the page or in the worker: a classic one,
/// since Chromium lets no page from a disk start a worker that is a module.
fn function_of_module(script: &str) -> Result<String> {
    let (kept, start) = without_exports(script)?;
    let kept = put_between(&kept, "new URL('", "', import.meta.url)", "undefined")?;
    Ok(format!("globalThis.berthGlue = () => {{\n{kept}return {{ default: {start}, build, reply }};\n}};\n"))
}

/// The worker's script without anything that it would load: `boot.js` puts `glue` and `PROGRAM` before it.
fn inline_worker(script: &str) -> Result<String> {
    let glue = "const { default: init, build, reply } = glue();";
    let script = put_between(script, "import init, { build, reply } from \"", "\";", glue)?;
    let program = "Uint8Array.from(atob(PROGRAM), (letter) => letter.charCodeAt(0))";
    put_between(&script, "new URL(\"", "\", import.meta.url)", program)
}

/// The text with something in place of what stands between two others, and of these.
fn put_between(text: &str, begin: &str, end: &str, inside: &str) -> Result<String> {
    let missing = || format!("expected `{begin}…{end}` in a script of the engine");
    let from = text.find(begin).ok_or_else(missing)?;
    let length = text[from..].find(end).ok_or_else(missing)? + end.len();
    Ok([&text[..from], inside, &text[from + length..]].concat())
}

/// What is left of a module, and what it calls its start.
fn without_exports(script: &str) -> Result<(String, String)> {
    let mut start = None;
    let mut kept = String::new();
    for line in script.lines() {
        match line.strip_prefix("export ") {
            Some(names) if names.starts_with('{') => {
                let names = names.trim_matches(['{', '}', ';', ' ']);
                start = names.split(", ").find_map(|name| name.strip_suffix(" as default"));
            }
            declared => kept += declared.unwrap_or(line),
        }
        kept.push('\n');
    }
    let start = start.ok_or("expected a program's script to export its start, `… as default`")?;
    Ok((kept, start.to_string()))
}

fn digest(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text)))
}

/// The one file of the page with such a name, a hash between its begin and its end.
fn part<'a>(parts: &'a BTreeMap<String, Vec<u8>>, begin: &str, end: &str) -> Result<&'a Vec<u8>> {
    let is_hash = |middle: &str| middle.chars().all(|c| c.is_ascii_hexdigit());
    let is_meant =
        |name: &str| name.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end)).is_some_and(is_hash);
    let found = parts.iter().find(|(name, _)| is_meant(name));
    found.map(|(_, content)| content).ok_or_else(|| format!("expected `{begin}…{end}` in the page"))
}

#[cfg(test)]
mod tests {
    use super::{function_of_module, inline_module, inline_worker};

    #[test]
    fn an_inline_module_exports_nothing_and_has_its_start_under_one_name() {
        let script = "export class A {\n}\nfunction begin() {\n}\n\nexport { other, begin as default };\n";
        let inline = "class A {\n}\nfunction begin() {\n}\n\n\nglobalThis.berthScript = { default: begin, open, take_next_place };\n";
        assert_eq!(inline_module(script).as_deref(), Ok(inline));
        assert!(inline_module("export { begin };").is_err());
    }

    #[test]
    fn the_engine_s_script_is_a_function_that_gives_what_it_exported() {
        let script = "export function build() {\n}\nnew URL('a.wasm', import.meta.url);\nexport { other, begin as default };\n";
        let function = "globalThis.berthGlue = () => {\nfunction build() {\n}\nundefined;\n\nreturn { default: begin, build, reply };\n};\n";
        assert_eq!(function_of_module(script).as_deref(), Ok(function));
    }

    #[test]
    fn a_worker_within_the_page_loads_nothing() {
        let script = "import init, { build, reply } from \"./engine-0a.js\";\ninit(new URL(\"./engine.wasm\", import.meta.url));\n";
        let inside = inline_worker(script).expect("a script");
        assert!(
            inside.starts_with("const { default: init, build, reply } = glue();\ninit(Uint8Array"),
            "{inside}"
        );
        assert!(!inside.contains("import"), "{inside}");
        assert!(inline_worker("import nothing").is_err());
    }
}
