//! The steps, in their order, as the address names them: `#ports`.

use crate::check::Place;
use crate::stack::{Stack, Stage};
use crate::words::{self, page::step as say};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    #[default]
    Stack,
    Profile,
    Ports,
    Images,
    Secrets,
    Settings,
    Review,
}

impl Step {
    pub const ALL: [Self; 7] =
        [Self::Stack, Self::Profile, Self::Ports, Self::Images, Self::Secrets, Self::Settings, Self::Review];

    pub fn id(self) -> &'static str {
        match self {
            Self::Stack => "stack",
            Self::Profile => "profile",
            Self::Ports => "ports",
            Self::Images => "images",
            Self::Secrets => "secrets",
            Self::Settings => "settings",
            Self::Review => "review",
        }
    }

    /// No hash is the first step; an unknown one is none.
    pub fn from_hash(hash: &str) -> Option<Self> {
        if hash.is_empty() {
            Some(Self::default())
        } else {
            Self::ALL.into_iter().find(|step| step.id() == hash)
        }
    }

    pub fn link(self) -> String {
        format!("#{}", self.id())
    }

    /// The id of the link to it.
    pub fn link_id(self) -> String {
        format!("to-{}", self.id())
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Stack => say::STACK,
            Self::Profile => say::PROFILE,
            Self::Ports => words::stage(Stage::Ports),
            Self::Images => words::stage(Stage::Images),
            Self::Secrets => words::stage(Stage::Secrets),
            Self::Settings => words::stage(Stage::Settings),
            Self::Review => say::REVIEW,
        }
    }

    pub fn lead(self) -> &'static str {
        match self {
            Self::Stack => say::STACK_LEAD,
            Self::Profile => say::PROFILE_LEAD,
            Self::Ports => say::PORTS_LEAD,
            Self::Images => say::IMAGES_LEAD,
            Self::Secrets => say::SECRETS_LEAD,
            Self::Settings => say::SETTINGS_LEAD,
            Self::Review => say::REVIEW_LEAD,
        }
    }

    pub fn index(self) -> usize {
        self as usize
    }

    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.index() + 1).copied()
    }

    pub fn previous(self) -> Option<Self> {
        Self::ALL.get(self.index().checked_sub(1)?).copied()
    }

    /// Where a finding of this place can be mended.
    pub fn to_mend(place: &Place, stack: &Stack) -> Self {
        match place {
            Place::Choice(_) => Self::Profile,
            Place::Field(key) => stack
                .field(key)
                .and_then(|field| stack.section(&field.section))
                .map_or(Self::Review, |section| section.step.into()),
            Place::Service(_) | Place::File { .. } => Self::Review,
        }
    }
}

impl From<Stage> for Step {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Ports => Self::Ports,
            Stage::Images => Self::Images,
            Stage::Secrets => Self::Secrets,
            Stage::Settings => Self::Settings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_step_is_found_by_its_hash() {
        for step in Step::ALL {
            assert_eq!(Step::from_hash(step.id()), Some(step));
        }
        assert_eq!(Step::from_hash(""), Some(Step::Stack));
        for bad in ["Ports", "ports/", "#ports", "%00", "🚢"] {
            assert_eq!(Step::from_hash(bad), None, "{bad}");
        }
    }

    #[test]
    fn steps_lead_to_each_other() {
        assert_eq!(Step::Stack.previous(), None);
        assert_eq!(Step::Review.next(), None);
        for step in Step::ALL {
            assert!(step.next().is_none_or(|next| next.previous() == Some(step)));
        }
    }
}
