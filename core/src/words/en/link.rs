//! What is said of a link that can't be used as it is.

use crate::answers::link::Notice;

pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::NoAnswers => "no answers are in it; the defaults are used".to_owned(),
        Notice::NoSuchStack => "`stack` names none that ships; its answers are left out".to_owned(),
        Notice::NoSuchAddon => "`addons` names one that this stack does not offer; it is left out".to_owned(),
        Notice::Nameless => "a part is not of the form `NAME=value`; it is left out".to_owned(),
        Notice::ManyMore => "and more like these".to_owned(),
        Notice::Unknown(name) => format!("`{name}` is nothing that this stack asks; it is left out"),
        Notice::Unread(name) => format!("`{name}` is read by no program of this stack; it is left out"),
        Notice::Secret(name) => format!("`{name}` is a secret, which no link carries; it is left out"),
        Notice::Twice(name) => format!("`{name}` is there more than once; the last one is used"),
        Notice::Unusable { name, default } if default.is_empty() => {
            format!("`{name}` can’t be used; its default is used")
        }
        Notice::Unusable { name, default } => {
            format!("`{name}` can’t be used; its default, `{default}`, is used")
        }
    }
}
