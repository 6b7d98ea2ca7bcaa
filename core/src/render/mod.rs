//! A plan turned into text. Values are quoted by the kind of file they stand in (see [`escape`]), so that a value can't
//! change a file's structure. A template that fails is always a bug of ours: what is rendered was decided before.

pub mod engine;
pub mod escape;
pub mod text;

/// Why a template could not be rendered.
#[derive(Debug)]
pub struct Error {
    template: String,
    /// None: it is as a whole what it must not be.
    line: Option<usize>,
    why: String,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::messages::template_failed(&self.template, self.line, &self.why))
    }
}

impl std::error::Error for Error {}
