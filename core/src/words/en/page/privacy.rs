//! What the page says of itself, and how to check it.

use crate::words::en::amounts::count;

pub const TITLE: &str = "What leaves this page";

/// `0 requests since load`.
pub fn since_load(requests: usize) -> String {
    format!("{} since load", count(requests, "request", "requests"))
}

pub const NONE: &str = "Since it loaded, this page has asked for nothing. What you type stays in it until you download, \
                        save or copy it.";
pub const SOME: &str = "Since it loaded, something asked for these addresses. Berth itself asks for nothing: if one of them \
                        begins with `chrome-extension:` or `moz-extension:`, an extension of this browser did. Otherwise, \
                        don’t type a secret here, and report it.";

pub const CHECK: &str = "Check it yourself";
pub const CHECKS: [&str; 3] = [
    "Open the developer tools (F12), tab Network, and use the page: no line is added, unless the browser asks for \
     the page’s icon once more.",
    "Switch the network off now. Everything goes on working, the download too.",
    "For a page that may not ask for anything at all, build the single file (`cargo xtask single-file`): it opens from \
     disk, and its policy says `connect-src 'none'`.",
];
pub const POLICY: &str = "The browser holds the page to this policy: its own files only, nothing inline, no form sent, no other host.";

pub const KEPT: &str = "What this browser keeps";
pub const KEEPS: &str = "Your choices and answers without the secrets, the theme, and what you set for the keyboard. They are \
                         kept in this browser only, for this page. Secrets are kept nowhere: a reload forgets them.";
pub const FORGET: &str = "Forget everything this browser keeps";
pub const FORGOTTEN: &str = "Forgotten. What you answer from now on is kept again.";

pub fn not_forgotten(why: &str) -> String {
    format!("Not forgotten: {why}.")
}
