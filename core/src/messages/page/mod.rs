//! What the page says.

pub mod history;
pub mod keys;
pub mod palette;
pub mod privacy;
pub mod review;
pub mod take_away;

use super::count;
use crate::stack::{SecretMode, Shape};

pub mod changes;

pub const NAME: &str = "Berth";

pub const STEPS: &str = "Steps";
pub const PAGER: &str = "The steps before and after";
pub const TO_FORM: &str = "Skip to the form";
pub const DOWNLOAD: &str = "Download zip";
pub const DISMISS: &str = "Dismiss";
pub const COPY: &str = "Copy";

/// The name of a step that no stage of the manifest stands for.
pub mod step {
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
}

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

pub mod field {
    pub fn reset_to(default: &str) -> String {
        if default.is_empty() { "Clear".to_owned() } else { format!("Reset to {default}") }
    }

    pub const OPTIONAL: &str = "optional";
    pub const ON: &str = "On";
    pub const OFF: &str = "Off";

    pub fn section_answers(number: usize) -> String {
        super::count(number, "answer", "answers")
    }
}

pub mod secret {
    pub const GENERATE: &str = "Generate";
    /// Where there is one already.
    pub const REPLACE: &str = "Replace";
    pub const GENERATE_ALL: &str = "Generate all";
    pub const ALL_MADE: &str = "Every secret that Berth can make is here.";
    pub const SHOW: &str = "Show";
    pub const HIDE: &str = "Hide";
    pub const CLEAR: &str = "Clear";
    pub const MADE_LATER: &str = "Made when you download, unless you set it";
    pub const WELL_FORMED: &str = "of the right form";
    pub const WHERE: &str = "Where to get it:";

    pub fn bits(bits: u32) -> String {
        format!("{bits} bits, made here")
    }

    /// Of a secret that another made: its form is all that can be judged.
    pub fn typed(characters: usize) -> String {
        format!("{}, {WELL_FORMED}", super::count(characters, "character", "characters"))
    }

    /// Of a secret that a person chose.
    pub fn estimated(characters: usize, bits: usize) -> String {
        let characters = super::count(characters, "character", "characters");
        format!("{characters}, about {bits} bits if they are random")
    }

    pub fn weak(characters: usize, bits: usize) -> String {
        format!("Weak: {}. Replace makes a strong one", estimated(characters, bits))
    }

    pub const NO_ENTROPY: &str = "No secret was made: this browser gives no random bytes.";
}

pub mod findings {
    use super::super::count;

    pub const ERROR: &str = "To fix";
    pub const WARNING: &str = "Warning";
    pub const SEE: &str = "See them";
    pub const DOWNLOAD_WAITS: &str = "The download waits.";

    /// To what is to be fixed first.
    pub fn fix(errors: usize) -> &'static str {
        if errors == 1 { "Go to it" } else { "Go to the first" }
    }

    pub fn errors(number: usize) -> String {
        count(number, "thing to fix", "things to fix")
    }

    pub fn warnings(number: usize) -> String {
        count(number, "warning", "warnings")
    }

    /// `2 things to fix · 1 warning`.
    pub fn summary(errors: usize, warnings: usize) -> String {
        match (errors, warnings) {
            (0, 0) => "Nothing to fix".to_owned(),
            (0, _) => self::warnings(warnings),
            (_, 0) => self::errors(errors),
            (_, _) => format!("{} · {}", self::errors(errors), self::warnings(warnings)),
        }
    }
}

pub mod preview {
    pub const TITLE: &str = "Files";
    pub const OPEN: &str = "Files";
    pub const CLOSE: &str = "Close";
    pub const SHOW_SECRETS: &str = "Show secrets";
    pub const SAVE: &str = "Save";
    pub const STALE: &str =
        "These are the files from before the mistake; they follow again once it is mended.";
    pub fn mode(mode: u32) -> String {
        format!("{mode:04o}")
    }

    pub fn size(bytes: usize) -> String {
        if bytes < 1000 {
            format!("{bytes} B")
        } else {
            format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
        }
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

pub mod status {
    use super::super::count;

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
}

pub mod notice {
    pub fn no_such_step(found: &str, shown: &str) -> String {
        format!("The address names no step `{found}`; this is {shown}.")
    }

    pub fn stored_unreadable() -> String {
        "What this browser kept from last time is not in a form that this version reads; the defaults are shown.".to_owned()
    }

    pub fn stored_no_such_stack(found: &str, shown: &str) -> String {
        format!("Last time’s stack `{found}` is not among those that ship; {shown} is shown.")
    }

    pub fn stored_unusable(what: &str) -> String {
        format!("In what this browser kept, {what}.")
    }

    pub fn link_unusable(what: &str) -> String {
        format!("In the link, {what}.")
    }

    pub fn not_stored(why: &str) -> String {
        format!("The browser keeps nothing for this page ({why}); a reload loses these answers.")
    }
}
