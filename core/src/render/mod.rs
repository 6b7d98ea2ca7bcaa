//! A plan turned into text. Values are quoted by the kind of file they stand in (see [`escape`]), so that a value can't
//! change a file's structure. A template that fails is always a bug of ours: what is rendered was decided before.

pub mod engine;
pub mod escape;
pub mod text;

/// Why a template could not be rendered.
#[derive(Debug)]
pub struct Error {
    pub template: String,
    pub fault: Fault,
}

#[derive(Debug)]
pub enum Fault {
    /// In bytes.
    TooLarge { most: usize, found: usize },
    /// What the engine says.
    Refused { line: Option<usize>, why: String },
}
