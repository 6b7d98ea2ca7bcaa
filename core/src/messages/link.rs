//! What is said of a link that can't be used as it is. A value is never repeated: nobody knows what was pasted.

pub const NO_ANSWERS: &str = "no answers are in it; the defaults are used";
pub const NO_SUCH_STACK: &str = "`stack` names none that ships; its answers are left out";
pub const NO_SUCH_ADDON: &str = "`addons` names one that this stack does not offer; it is left out";
pub const NAMELESS: &str = "a part is not of the form `NAME=value`; it is left out";
pub const MANY_MORE: &str = "and more like these";

pub fn unknown(name: &str) -> String {
    format!("`{name}` is nothing that this stack asks; it is left out")
}

pub fn unread(name: &str) -> String {
    format!("`{name}` is read by no program of this stack; it is left out")
}

pub fn secret(name: &str) -> String {
    format!("`{name}` is a secret, which no link carries; it is left out")
}

pub fn twice(name: &str) -> String {
    format!("`{name}` is there more than once; the last one is used")
}

pub fn unusable(name: &str, default: &str) -> String {
    if default.is_empty() {
        format!("`{name}` can’t be used; its default is used")
    } else {
        format!("`{name}` can’t be used; its default, `{default}`, is used")
    }
}
