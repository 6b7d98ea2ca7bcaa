//! `cargo xtask single-file`: the release page as one file that opens from a disk and can ask for nothing.

use crate::{Result, files, page, paths};
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
    let icon = format!("data:image/svg+xml;base64,{}", BASE64.encode(part(&parts, "icon", ".svg")?));
    if let Some(text) =
        [&style, &boot, &script].into_iter().find(|text| text.contains("</") || text.contains("<!--"))
    {
        let at = text.find("</").or_else(|| text.find("<!--")).unwrap_or_default();
        let end = text.len().min(at + 20);
        return Err(format!("`{}` would end the element that it stands in", &text[at..end]));
    }
    let policy = format!(
        "default-src 'none'; connect-src 'none'; script-src '{}' '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data:; \
         base-uri 'none'; form-action 'none'",
        digest(&boot),
        digest(&script),
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
            _ if line.contains("rel=\"icon\"") => format!("<link rel=\"icon\" href=\"{icon}\">"),
            _ if line.contains("public/boot.js") => format!("<script>{boot}</script>"),
            _ if line.contains("rel=\"css\"") => format!("<style>{style}</style>"),
            _ if line.contains("data-trunk") || line.contains("rel=\"manifest\"") => continue,
            "</body>" => format!(
                "<script type=\"application/octet-stream\" id=\"boot-program\">{program}</script>\n\
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
    let start = start.ok_or("expected the page's script to export its start, `… as default`")?;
    Ok(format!("{kept}globalThis.berthScript = {{ default: {start} }};\n"))
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
    use super::inline_module;

    #[test]
    fn an_inline_module_exports_nothing_and_has_its_start_under_one_name() {
        let script = "export class A {\n}\nfunction begin() {\n}\n\nexport { other, begin as default };\n";
        let inline =
            "class A {\n}\nfunction begin() {\n}\n\n\nglobalThis.berthScript = { default: begin };\n";
        assert_eq!(inline_module(script).as_deref(), Ok(inline));
        assert!(inline_module("export { begin };").is_err());
    }
}
