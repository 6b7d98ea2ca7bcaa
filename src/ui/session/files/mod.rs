//! The files of a plan as they would be handed over, beside those of a baseline.

use std::sync::Arc;

use super::compared::{Compared, Entry};
use super::made::{Made, bare_plan};
use super::rendered::{Shown, rendered};
use crate::answers::Answers;
use crate::bundle::File;
use crate::plan::Plan;

pub struct Files {
    /// With a mask for each secret unless they are revealed.
    pub shown: Shown,
    /// Beside the baseline.
    compared: Compared,
    /// The choices, and the files that they stand for while nothing is typed.
    choices: Answers,
    defaults: Shown,
}

impl Files {
    /// `moment`: the plan to compare with, if it is not the defaults. `last`: what was made before.
    pub fn make(
        made: &Made,
        revealed: bool,
        moment: Option<Arc<Plan<'static>>>,
        last: Option<&Self>,
    ) -> Self {
        let before = last.and_then(|last| last.shown.as_ref().ok());
        let shown = rendered(&made.plan, revealed, before);
        let defaults = match last {
            Some(last) if last.choices == made.choices => last.defaults.clone(),
            _ if made.bare => shown.clone(),
            _ => rendered(&bare_plan(&made.choices), false, None),
        };
        let moment = moment.filter(|moment| moment.stack.id == made.plan.stack.id);
        let last = last.map(|last| (&last.shown, &last.compared));
        let compared = Compared::make(&shown, &defaults, moment, revealed, last);
        Self { shown, compared, choices: made.choices.clone(), defaults }
    }

    /// Every file that is or was: those of the bundle in its order, then those that are gone.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.compared.entries(self.files())
    }

    /// Those that are shown.
    pub fn files(&self) -> &[File] {
        self.shown.as_ref().map_or(&[][..], |bundle| &bundle.files)
    }
}

#[cfg(test)]
mod tests;
