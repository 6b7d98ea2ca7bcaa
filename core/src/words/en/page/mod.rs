//! What the page says.

pub mod boot;
pub mod changes;
pub mod engine;
pub mod field;
pub mod findings;
pub mod history;
pub mod keys;
pub mod notice;
pub mod palette;
pub mod preview;
pub mod privacy;
pub mod review;
pub mod secret;
pub mod status;
pub mod step;
pub mod take_away;

use crate::stack::{SecretMode, Shape};

pub const NAME: &str = "Berth";

pub const STEPS: &str = "Steps";
pub const PAGER: &str = "The steps before and after";
pub const TO_FORM: &str = "Skip to the form";
pub const DOWNLOAD: &str = "Download zip";
pub const DISMISS: &str = "Dismiss";
pub const COPY: &str = "Copy";

/// What the first two steps ask.
pub mod choice {
    pub const STACK: &str = "Stack";
    pub const PROFILE: &str = "Profile";
    pub const SHAPE: &str = "Shape of the bundle";
    pub const SECRETS: &str = "How containers get their secrets";
    pub const ADDONS: &str = "Add-ons";
    pub const RUNS: &str = "What runs";
    pub const HOME: &str = "The project’s own page";
}

pub fn shape(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Deploy => ("Deploy", "A folder of its own. Images are pulled; the source is not needed."),
        Shape::Repository => {
            ("Repository", "Unpacked at the root of the repository. Images are built from source.")
        }
    }
}

pub fn secret_mode(mode: SecretMode) -> (&'static str, &'static str) {
    match mode {
        SecretMode::Env => ("Environment", "Variables, read from .env."),
        SecretMode::Files => ("Files", "Files below /run/secrets, read from secrets/."),
    }
}

pub mod panel {
    pub const CLOSE: &str = "Close";
}

pub mod theme {
    pub const SYSTEM: &str = "Theme: as the system has it";
    pub const LIGHT: &str = "Theme: light";
    pub const DARK: &str = "Theme: dark";
}
