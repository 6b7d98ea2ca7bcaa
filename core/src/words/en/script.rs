//! What the script for a terminal says of this bundle.

/// What it is about to do.
pub fn about(stack: &str, profile: &str, folder: &str) -> String {
    format!(
        "{stack}, {profile}, into the folder {folder}. Nothing is there until all of it is; Ctrl+C leaves nothing."
    )
}

/// Of a secret that the stack does not start without: what is said where it was not given.
pub fn later(help: &str, step: &str) -> String {
    format!("{help} It is not shown while you type. Enter leaves it for later: {step}")
}

pub fn optional(help: &str, owner: &str) -> String {
    format!("{help} {owner} It is not shown while you type. It is optional: Enter leaves it empty.")
}

pub fn written(folder: &str) -> String {
    format!("Written: {folder}/. Its secrets are there only. Next steps:")
}

pub fn go_into(folder: &str) -> String {
    format!("cd {folder}")
}

pub const OPEN_FOLDER: &str = "Go into the folder";
pub const TO_REPOSITORY: &str =
    "Copy what is in the folder, hidden files too, to the root of the repository, and go there";
