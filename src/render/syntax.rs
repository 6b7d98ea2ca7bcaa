//! How templates are read. The build script compiles this file too: what it can parse, the program can.

use minijinja::Error;
use minijinja::syntax::SyntaxConfig;

/// A line that holds nothing but a tag leaves nothing behind.
pub fn syntax() -> Result<SyntaxConfig, Error> {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    syntax.build()
}
