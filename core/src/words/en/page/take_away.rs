//! What leaves the page, and what stays in this browser.

pub const TITLE: &str = "Take away";
pub const ZIP: &str = "As a zip";
pub const ZIP_ABOUT: &str = "Every file with its mode, secrets included. Unpack it and start.";
pub const LINK: &str = "As a link";
pub const LINK_ABOUT: &str =
    "Only what differs from the defaults, and never a secret. Whoever opens it has the same answers.";
pub const COPY_LINK: &str = "Copy link";
pub const SCRIPT: &str = "As a terminal script";
pub const SCRIPT_ABOUT: &str =
    "Every file, and no secret: those are asked for or made in the terminal, on the machine itself.";
pub const COPY_SCRIPT: &str = "Copy script";
pub const SAVE_SCRIPT: &str = "Save script";
pub const PRESETS: &str = "Presets in this browser";
pub const PRESETS_ABOUT: &str =
    "Answers under a name of their own, without secrets. A name that is there already is written over.";
pub const NO_PRESETS: &str = "None yet.";
pub const NAME: &str = "Name";
pub const SAVE: &str = "Save preset";
pub const LOAD: &str = "Load";
pub const DELETE: &str = "Delete";
pub const PUT_BACK: &str = "Put it back";
pub const NAMELESS: &str = "A preset needs a name.";
pub const DAMAGED: &str = "A part of the presets in this browser can’t be read. It stays as it is.";
pub const THE_LINK: &str = "the link";

pub fn preset(name: &str) -> String {
    format!("the preset {name}")
}

pub fn saved(name: &str) -> String {
    format!("Saved as {name}.")
}

pub fn loaded(name: &str) -> String {
    format!("Loaded {name}. Undo brings back what was there.")
}

pub fn deleted(name: &str) -> String {
    format!("Deleted {name}.")
}

pub fn about(action: &str, name: &str) -> String {
    format!("{action} {name}")
}
