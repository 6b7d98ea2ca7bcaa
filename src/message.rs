//! What the page asks of its engine, and what the engine replies: both as bytes, since they are two programs that share no
//! memory. The types tell nothing of their versions, so both must be of one [`BUILD`].

use serde::Serialize;

use crate::answers::WithSecrets;
use crate::packed;
pub use crate::packed::read;
use crate::packed::{Packed, Reader};

/// What both programs were made of.
pub const BUILD: &str = env!("BERTH_BUILD");

#[derive(Serialize)]
pub enum Request {
    Show(Box<Show>),
    HandOver(HandOver),
}

impl Packed for Request {
    fn unpack(from: &mut Reader) -> Self {
        match from.variant(2) {
            0 => Self::Show(Packed::unpack(from)),
            _ => Self::HandOver(Packed::unpack(from)),
        }
    }
}

/// The files as the preview shows them.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Show {
    /// They make a plan.
    pub answers: WithSecrets,
    /// What the files are compared with.
    pub baseline: WithSecrets,
    /// Secrets are shown as they are, not masked.
    pub revealed: bool,
    /// The file to show. None of this path: the first one.
    pub path: Option<String>,
    pub as_changes: bool,
    /// The gaps between changes that are unfolded.
    pub unfolded: Vec<u32>,
    /// The review is on show, too.
    pub review: bool,
    /// The [`Code::number`] of the rows that the page has. 0: none.
    pub has: u32,
}

packed!(Show { answers, baseline, revealed, path, as_changes, unfolded, review, has });

#[derive(Clone, Serialize)]
pub struct HandOver {
    pub answers: WithSecrets,
    pub what: What,
}

packed!(HandOver { answers, what });

#[derive(Clone, Serialize)]
pub enum What {
    Zip,
    File(String),
    Script,
}

impl Packed for What {
    fn unpack(from: &mut Reader) -> Self {
        match from.variant(3) {
            0 => Self::Zip,
            1 => Self::File(Packed::unpack(from)),
            _ => Self::Script,
        }
    }
}

#[derive(Serialize)]
pub enum Reply {
    /// Or why a template failed.
    Shown(Result<Shown, String>),
    /// Or why it can't be handed over.
    HandedOver(Result<HandedOver, String>),
    /// The request is of no form that is known here.
    Unreadable,
}

impl Packed for Reply {
    fn unpack(from: &mut Reader) -> Self {
        match from.variant(3) {
            0 => Self::Shown(Packed::unpack(from)),
            1 => Self::HandedOver(Packed::unpack(from)),
            _ => Self::Unreadable,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Every file that is or was: those of the bundle in its order, then those that are gone.
    pub files: Vec<File>,
    pub code: Code,
    /// The files that the last change touched.
    pub touched: Vec<String>,
    /// If it is asked for.
    pub review: Option<Box<Review>>,
}

packed!(Shown { files, code, touched, review });

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct File {
    pub path: String,
    /// As Unix has it.
    pub mode: u32,
    /// What it is, for its reader.
    pub about: String,
    /// In bytes.
    pub size: usize,
    pub holds_secrets: bool,
    /// It was in the baseline, and is no longer in the bundle.
    pub gone: bool,
    /// Lines.
    pub added: usize,
    pub removed: usize,
}

packed!(File { path, mode, about, size, holds_secrets, gone, added, removed });

impl File {
    pub fn differs(&self) -> bool {
        self.added + self.removed > 0
    }
}

/// The file that is shown, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Code {
    pub path: String,
    /// What was added and removed, with the rest folded; else the file itself.
    pub as_changes: bool,
    /// The next one after what the page has.
    pub number: u32,
    pub rows: Rows,
    /// The row to bring into view: a change touched it.
    pub reveal: Option<u32>,
}

packed!(Code { path, as_changes, number, rows, reveal });

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Rows {
    /// All of them, as HTML, in blocks that a browser lays out within a frame.
    All(Vec<String>),
    /// How those of another number become these.
    Changed { since: u32, ops: Vec<Op> },
}

impl Packed for Rows {
    fn unpack(from: &mut Reader) -> Self {
        match from.variant(2) {
            0 => Self::All(Packed::unpack(from)),
            _ => Self::Changed { since: Packed::unpack(from), ops: Packed::unpack(from) },
        }
    }
}

impl Default for Rows {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// What becomes of the next row, or what comes before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Op {
    Keep(u32),
    Drop(u32),
    /// As HTML.
    Add(String),
}

impl Packed for Op {
    fn unpack(from: &mut Reader) -> Self {
        match from.variant(3) {
            0 => Self::Keep(Packed::unpack(from)),
            1 => Self::Drop(Packed::unpack(from)),
            _ => Self::Add(Packed::unpack(from)),
        }
    }
}

/// What leaves the page.
#[derive(Serialize)]
pub struct HandedOver {
    pub name: String,
    pub bytes: Vec<u8>,
    /// How many files it holds.
    pub files: usize,
    pub holds_secrets: bool,
}

packed!(HandedOver { name, bytes, files, holds_secrets });

/// All that there is to know of what is handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Review {
    pub steps: Vec<Step>,
    pub order: Order,
    pub needs: Needs,
    /// From the widest to the narrowest.
    pub rings: Vec<Ring>,
    pub containers: Vec<Container>,
}

packed!(Review { steps, order, needs, rings, containers });

/// What a person does next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    pub say: String,
    pub run: Option<String>,
}

packed!(Step { say, run });

/// In which order services start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Order {
    /// Wide and narrow, as SVG.
    pub drawings: [String; 2],
    /// What their lines stand for: one of them as SVG, and in words.
    pub lines: Vec<(String, String)>,
    /// A sentence for each level.
    pub levels: Vec<String>,
}

packed!(Order { drawings, lines, levels });

/// What everything may use of the machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Needs {
    pub asked: String,
    pub totals: Table,
    pub verdict: String,
    pub services: Table,
}

packed!(Needs { asked, totals, verdict, services });

/// Whoever is as near to the stack as that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ring {
    pub title: String,
    pub note: String,
    /// The field that decides about it.
    pub set_by: Option<String>,
    pub ways: Table,
}

packed!(Ring { title, note, set_by, ways });

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Container {
    pub id: String,
    /// How much it receives.
    pub count: String,
    pub receives: Table,
}

packed!(Container { id, count, receives });

/// Without rows there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

packed!(Table { heads, rows });

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Cell {
    Words(String),
    Code(String),
    /// Words, and the fields to go to, by their keys.
    Fields(String, Vec<String>),
    /// Words, and how many hundredths of a bar are full. More than all of it is too much.
    Bar(String, u32),
}

impl Packed for Cell {
    fn unpack(from: &mut Reader) -> Self {
        match from.variant(4) {
            0 => Self::Words(Packed::unpack(from)),
            1 => Self::Code(Packed::unpack(from)),
            2 => Self::Fields(Packed::unpack(from), Packed::unpack(from)),
            _ => Self::Bar(Packed::unpack(from), Packed::unpack(from)),
        }
    }
}

impl Table {
    pub fn new(heads: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        Self { heads: heads.iter().map(|head| (*head).to_owned()).collect(), rows }
    }
}

pub fn write(message: &impl Serialize) -> Vec<u8> {
    let Ok(bytes) = postcard::to_allocvec(message) else {
        panic!("a message is of types that postcard writes")
    };
    bytes
}
