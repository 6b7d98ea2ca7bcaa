//! What is shown beside a row: what became of it, and its numbers.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// Of a file: as the baseline has it.
    #[default]
    Plain,
    /// Of a file: not in the baseline.
    Differs,
    /// Of the changes.
    Same,
    Added,
    Removed,
    Gap,
}

/// What is shown beside a row's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub sign: Sign,
    /// The number of the line before, from 0; of a gap: how many gaps there are before it.
    pub old: usize,
    /// The number of the line now, from 0. Where there is none: the number of the next line.
    pub new: usize,
    /// It lies in a block of another language.
    pub fenced: bool,
}
