//! The answers as a link, and a link as the answers.

use leptos::prelude::*;

use super::{Session, stack_of};
use crate::answers::link;
use crate::browser::location;
use crate::catalogue;
use crate::words::page::{notice as say, take_away};

impl Session {
    /// To this page with these answers, without the secrets.
    pub fn link(self) -> String {
        location::page() + "#" + &link::write(self.stack(), &self.answers())
    }

    pub fn copy_link(self) {
        self.copy(self.link(), take_away::THE_LINK.to_owned());
    }

    /// The answers in it take the place of those that are there for its stack, except for the secrets. Gives the name
    /// of its step.
    pub(super) fn take_link<'a>(self, text: &'a str, what: &str) -> &'a str {
        let link = catalogue::read_link(text);
        if let Some(answers) = link.answers {
            self.choose_stack(stack_of(&answers.stack));
            self.change(what, None, |present| present.take(answers));
        }
        self.notices.update(|all| all.extend(link.notices.iter().map(say::link_unusable)));
        link.step
    }
}
