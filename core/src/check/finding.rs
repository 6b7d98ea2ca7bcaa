//! One thing that is wrong, or that may be.

use std::fmt;

use super::Problem;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is handed over until this is mended.
    Error,
    /// Handed over, and said.
    Warning,
}

/// Where it is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A choice: stack, profile, shape, secrets, add-on.
    Choice(&'static str),
    Field(String),
    Service(String),
    File {
        path: String,
        line: Option<usize>,
    },
}

/// How to mend it, where that can be done for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Put this value into the field.
    Set { key: String, value: String },
    /// Make the secret.
    Generate { key: String },
    /// Do without the add-on.
    LeaveOut { addon: String },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    pub place: Place,
    pub problem: Problem,
    pub mend: Option<Mend>,
}

impl Finding {
    pub fn error(place: Place, problem: impl Into<Problem>) -> Self {
        Self { severity: Severity::Error, place, problem: problem.into(), mend: None }
    }

    pub fn warning(place: Place, problem: impl Into<Problem>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, problem) }
    }

    #[must_use]
    pub fn mend(mut self, mend: Mend) -> Self {
        self.mend = Some(mend);
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub fn is_about(&self, key: &str) -> bool {
        matches!(&self.place, Place::Field(field) if field == key)
    }
}

impl Severity {
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice(name) => f.write_str(name),
            Self::Field(name) | Self::Service(name) => f.write_str(name),
            Self::File { path, line: Some(line) } => write!(f, "{path}:{line}"),
            Self::File { path, line: None } => f.write_str(path),
        }
    }
}
