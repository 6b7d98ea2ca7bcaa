//! The pages that are measured side by side, each served as a static host does it, below a path of its own.

use std::fs;
use std::path::{Path, PathBuf};

use berth_testing::site::{self, Site};

use crate::slow_line::SlowLine;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Berth, with an engine in a worker.
    WithEngine,
    /// Berth as it was before: one program that does everything.
    OneProgram,
    /// nginxconfig.io, as Vue CLI builds it.
    NginxConfig,
}

pub struct Page {
    pub name: String,
    pub kind: Kind,
    pub folder: PathBuf,
    /// At the full speed of this machine.
    pub site: Site,
    /// The same on slow 4G.
    pub slow: SlowLine,
}

impl Page {
    pub fn is_berth(&self) -> bool {
        self.kind != Kind::NginxConfig
    }

    /// Where its preview shows text.
    pub fn preview(&self) -> &'static str {
        if self.is_berth() { ".code" } else { ".files pre" }
    }

    fn serve(name: String, folder: PathBuf) -> Result<Self, String> {
        let kind = kind(&folder)?;
        let site = Site::serve_gzipped(folder.clone(), "/berth/");
        let slow = SlowLine::to(&site);
        Ok(Self { name, kind, folder, site, slow })
    }
}

/// This page first.
pub fn all(beside: Vec<PathBuf>) -> Result<Vec<Page>, String> {
    let mut pages = vec![Page::serve("this page".to_owned(), site::built())?];
    for folder in beside {
        let name = folder.file_name().map_or("beside".into(), |name| name.to_string_lossy());
        pages.push(Page::serve(name.into_owned(), folder)?);
    }
    Ok(pages)
}

/// A page is known by what its HTML says of itself; what makes it small may have left out the quotes.
fn kind(folder: &Path) -> Result<Kind, String> {
    let file = folder.join("index.html");
    let html = fs::read_to_string(&file)
        .map_err(|error| format!("expected a built page, found no `{}`: {error}", file.display()))?;
    let html = html.replace('"', "");
    if html.contains("<title>Berth</title>") && html.contains("id=boot") {
        return Ok(if html.contains("name=engine") { Kind::WithEngine } else { Kind::OneProgram });
    }
    if html.contains("<title>NGINXConfig") && html.contains("id=app") {
        return Ok(Kind::NginxConfig);
    }
    Err(format!("expected Berth or nginxconfig.io, found another page in `{}`", file.display()))
}
