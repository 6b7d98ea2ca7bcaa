//! `cargo xtask single-file`: the release page as one file that opens from a disk and can ask for nothing.

use crate::{Result, page, paths};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// From the built page in that folder, or from one that is built now.
pub fn single_file(args: &[String]) -> Result {
    let file = assemble(&page::given_or_built(args)?)?;
    let bytes = fs::metadata(&file).map_err(|e| e.to_string())?.len();
    println!("  {}: {bytes} bytes", file.display());
    Ok(())
}

/// Puts the built page's files into its HTML, each where its link is.
pub fn assemble(page: &Path) -> Result<PathBuf> {
    let style = text(page, "berth-", ".css")?;
    let boot = text(page, "boot-", ".js")?;
    let script = inline_module(&text(page, "berth-page-", ".js")?)?;
    let program = BASE64.encode(read(page, "berth-page-", "_bg.wasm")?);
    let icon = format!("data:image/svg+xml;base64,{}", BASE64.encode(read(page, "icon", ".svg")?));
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

    let source = paths::root().join("index.html");
    let source = fs::read_to_string(&source).map_err(|e| format!("{}: {e}", source.display()))?;
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
    fs::write(&file, html).map_err(|e| format!("{}: {e}", file.display()))?;
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

fn text(page: &Path, begin: &str, end: &str) -> Result<String> {
    String::from_utf8(read(page, begin, end)?).map_err(|e| e.to_string())
}

/// The one file of the page with such a name, a hash between its begin and its end.
fn read(page: &Path, begin: &str, end: &str) -> Result<Vec<u8>> {
    let entries = fs::read_dir(page).map_err(|e| format!("{}: {e}", page.display()))?;
    let is_it = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let middle = name.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end));
        middle.is_some_and(|middle| middle.chars().all(|c| c.is_ascii_hexdigit()))
    };
    let path = entries
        .flatten()
        .map(|entry| entry.path())
        .find(is_it)
        .ok_or_else(|| format!("expected `{begin}…{end}` in {}", page.display()))?;
    fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))
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
