//! A plan as the files that the preview shows.

use std::sync::Arc;

use super::made::as_handed_over;
use crate::plan::Plan;
use crate::target::compose::{self, Rendering};
use crate::words;

/// A bundle, or the fault that kept it from being rendered.
pub type Shown = Result<Arc<Rendering<'static>>, String>;

/// `before`: what is taken over where nothing changed.
pub fn rendered(plan: &Plan<'static>, revealed: bool, before: Option<&Arc<Rendering<'static>>>) -> Shown {
    let plan = as_handed_over(plan);
    let plan = if revealed { plan } else { plan.masked() };
    compose::rendering(plan, before.map(|before| &**before))
        .map(Arc::new)
        .map_err(|fault| words::not_rendered(&fault))
}
