//! What was just done, or could not be.

use crate::words::en::amounts::count;

pub fn handed_over(name: &str, files: usize, made: usize) -> String {
    let files = count(files, "file", "files");
    if made == 0 {
        format!("{name} handed over: {files}.")
    } else {
        format!("{name} handed over: {files}. {}.", secrets_made(made))
    }
}

pub fn secrets_made(made: usize) -> String {
    format!("{} made", count(made, "secret", "secrets"))
}

pub fn cannot_hand_over(errors: usize) -> String {
    format!("Nothing can be handed over yet: {}.", super::findings::errors(errors))
}

pub fn not_handed_over(why: &str) -> String {
    format!("Not handed over: {why}.")
}

pub fn copied(what: &str) -> String {
    format!("Copied {what}.")
}

pub fn file_with_secrets(path: &str) -> String {
    format!("{path}, its secrets included")
}

pub fn not_copied(why: &str) -> String {
    format!("Not copied: {why}.")
}

pub const THE_COMMAND: &str = "the command";
pub const THE_COMMANDS: &str = "all commands";
pub const THE_SNIPPET: &str = "the snippet";
pub const THE_SCRIPT: &str = "the script, which holds no secret";
pub const THE_SECRET: &str = "the secret";
