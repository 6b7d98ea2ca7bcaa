//! What is said once, above the form.

use crate::answers::link::Notice;
use crate::words::en::link::notice;

pub fn no_such_step(found: &str, shown: &str) -> String {
    format!("The address names no step `{found}`; this is {shown}.")
}

pub fn stored_unreadable() -> String {
    "What this browser kept from last time is not in a form that this version reads; the defaults are shown."
        .to_owned()
}

pub fn stored_no_such_stack(found: &str, shown: &str) -> String {
    format!("Last time’s stack `{found}` is not among those that ship; {shown} is shown.")
}

pub fn stored_unusable(unusable: &Notice) -> String {
    format!("In what this browser kept, {}.", notice(unusable))
}

pub fn link_unusable(unusable: &Notice) -> String {
    format!("In the link, {}.", notice(unusable))
}

pub fn not_stored(why: &str) -> String {
    format!("The browser keeps nothing for this page ({why}); a reload loses these answers.")
}
