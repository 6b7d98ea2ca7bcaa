//! What is wrong with a set of answers, and how to mend it.

use crate::check::{Mend, OfAnswers};

pub fn message(problem: &OfAnswers) -> String {
    match problem {
        OfAnswers::NoSuchProfile { stack, found, known } => {
            format!("{stack} has no profile `{found}`; it has `{}`", known.join("`, `"))
        }
        OfAnswers::NoSuchShape { stack, found, known } => {
            format!("{stack} does not come in the shape `{found}`; it comes as `{}`", known.join("`, `"))
        }
        OfAnswers::NoSuchSecretMode { stack, found, known } => {
            format!(
                "{stack} does not hand over its secrets as `{found}`; it does as `{}`",
                known.join("`, `")
            )
        }
        OfAnswers::NoSuchAddon { stack, found, known } if known.is_empty() => {
            format!("{stack} has no add-on `{found}`; it has none yet")
        }
        OfAnswers::NoSuchAddon { stack, found, known } => {
            format!("{stack} has no add-on `{found}`; it has `{}`", known.join("`, `"))
        }
        OfAnswers::AddonsExcludeEachOther { addon, other } => {
            format!("{addon} and {other} do the same job; choose one of them")
        }
        OfAnswers::NoSuchField { stack, found, .. } => format!("{stack} has no field `{found}`"),
        OfAnswers::Unread { stack, commit, field, .. } => {
            format!("no program of {stack} reads `{field}` at commit {commit}; it is left out")
        }
        OfAnswers::NotSet { label, .. } => {
            format!("{label} is not set; the stack does not start without it")
        }
        OfAnswers::Caution { says, .. } => says.clone(),
        OfAnswers::PortTaken { port, by } => format!("{port} is taken by `{by}`"),
        OfAnswers::PortRefusedByBrowsers { port } => format!("browsers refuse to open port {port}"),
        OfAnswers::PortPrivileged { port } => format!(
            "{port} is below 1024: an engine without root may not open it, and the host may hold it already"
        ),
        OfAnswers::PortHeldByMacos { port } => {
            format!("macOS holds {port} for AirPlay unless that is switched off")
        }
        OfAnswers::PortDynamic { port } => format!(
            "{port} is in the range that Windows hands out, 49152 to 65535; it may be taken at any time"
        ),
    }
}

pub fn advice(problem: &OfAnswers, offered: Option<&Mend>) -> Option<String> {
    Some(match problem {
        OfAnswers::AddonsExcludeEachOther { addon, .. } => format!("leave out {addon}"),
        OfAnswers::NoSuchField { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
        OfAnswers::NoSuchField { stack_id, .. } => format!("`berth show {stack_id}` lists them"),
        OfAnswers::Unread { says, .. } => return Some(says.clone()).filter(|says| !says.is_empty()),
        OfAnswers::NotSet { field, file, .. } => match (offered, file) {
            (Some(offered), _) => mend(offered),
            (None, Some(file)) => format!("write it into {file} before you start"),
            (None, None) => format!("write it behind `{field}=` in .env before you start"),
        },
        OfAnswers::PortTaken { .. }
        | OfAnswers::PortRefusedByBrowsers { .. }
        | OfAnswers::PortPrivileged { .. }
        | OfAnswers::PortHeldByMacos { .. }
        | OfAnswers::PortDynamic { .. } => match offered? {
            Mend::Set { value, .. } => format!("use {value}"),
            other => mend(other),
        },
        _ => mend(offered?),
    })
}

/// What is offered, where nothing more is known of it.
pub fn mend(mend: &Mend) -> String {
    match mend {
        Mend::Set { value, .. } => format!("use the default, {value}"),
        Mend::Generate { .. } => "generate it".to_owned(),
        Mend::LeaveOut { addon } => format!("leave out {addon}"),
    }
}
