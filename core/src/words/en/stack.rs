//! What is said of a stack.

use crate::stack::{Revision, Stage};

/// The name of a step of the conversation.
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Ports => "Ports",
        Stage::Images => "Images",
        Stage::Secrets => "Secrets",
        Stage::Settings => "Settings",
    }
}

/// Which programs the stack was held against.
pub fn made_for(source: &Revision) -> String {
    format!("Made for {} at commit {} of {}", source.repository, source.short(), source.date)
}
