//! The program that renders, as far as a person notices that it is one.

pub const RENDERING: &str = "Rendering…";
pub const STARTED_ANEW: &str =
    "The program that renders the files had stopped. It was started again; nothing you typed is lost.";
pub const TRY_AGAIN: &str = "Try again";
pub const OTHER_BUILD: &str =
    "The files of this page are of two builds, and can't be rendered by it. Reload the page.";

/// Why it is of no use.
pub const NO_REPLY: &str = "it did not reply within 10 seconds";
pub const UNREADABLE: &str = "its reply could not be read";

pub fn failed(why: &str) -> String {
    format!("The program that renders the files stopped twice ({why}). Nothing you typed is lost. Try again.")
}

pub fn not_loaded(why: &str) -> String {
    format!(
        "The program that renders the files could not be loaded ({why}). Nothing you typed is lost. Check the connection, then \
         try again."
    )
}
