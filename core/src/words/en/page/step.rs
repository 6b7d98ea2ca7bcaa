//! The steps: their names and what each is for.

pub const STACK: &str = "Stack";
pub const PROFILE: &str = "Profile";
pub const REVIEW: &str = "Review";

pub const STACK_LEAD: &str = "What is installed.";
pub const PROFILE_LEAD: &str = "How much of it, and for whom.";
pub const PORTS_LEAD: &str = "Where each service is reached on this machine.";
pub const IMAGES_LEAD: &str = "Where the images come from, and which version.";
pub const SECRETS_LEAD: &str = "Kept in this page until you download. A reload forgets them.";
pub const SETTINGS_LEAD: &str = "How the services behave.";
pub const REVIEW_LEAD: &str = "What is handed over, and what to do with it.";

/// Heard behind the name of a step.
pub const COMPLETE: &str = ", complete";
pub const NEW: &str = ", not opened yet";

pub const NOTHING_ASKED: &str = "This stack asks nothing here.";
