//! What leaves the page, always by the hand of the person: the zip, one file, a copy.

use leptos::prelude::untrack;
use leptos::task::spawn_local;

use super::Session;
use crate::browser::{clipboard, download};
use crate::message::{HandedOver, What};
use crate::ui::tally::Tally;
use crate::words::page::status as say;

const TEXT: &str = "text/plain;charset=utf-8";

impl Session {
    fn nothing_to_fix(self) -> Result<(), String> {
        match untrack(|| self.made()).tallies.into_iter().sum::<Tally>().errors {
            0 => Ok(()),
            errors => Err(say::cannot_hand_over(errors)),
        }
    }

    pub fn download(self) {
        self.save(What::Zip, "application/zip");
    }

    pub fn save_file(self, path: &str) {
        self.save(What::File(path.to_owned()), TEXT);
    }

    pub fn save_script(self) {
        self.save(What::Script, TEXT);
    }

    /// Nothing is made for the script, which holds no secret: it makes them itself.
    fn with_secrets(self, what: &What) -> Result<usize, String> {
        self.nothing_to_fix()?;
        if matches!(what, What::Script) { Ok(0) } else { self.make_missing(true) }
    }

    fn save(self, what: What, media_type: &'static str) {
        let made = match self.with_secrets(&what) {
            Ok(made) => made,
            Err(why) => return self.refuse(why),
        };
        let then = move |handed_over: Result<HandedOver, String>| {
            let said = handed_over.and_then(|file| {
                let name = file.name.rsplit('/').next().unwrap_or_default();
                download::save(name, media_type, &file.bytes).map_err(|why| say::not_handed_over(&why))?;
                Ok(say::handed_over(&file.name, file.files, made))
            });
            self.say(said.unwrap_or_else(|why| why));
        };
        self.hand_over(what, Box::new(then));
    }

    fn refuse(self, why: String) {
        self.say(why);
        self.go_to_first_error();
    }

    pub fn go_to_first_error(self) {
        if let Some(finding) = untrack(|| self.made()).findings.iter().find(|finding| finding.is_error()) {
            self.go_to(&finding.place);
        }
    }

    /// The file itself, its secrets included.
    pub fn copy_file(self, path: &str) {
        let holds_secrets = self.shown().files.iter().any(|file| file.path == path && file.holds_secrets);
        let said = if holds_secrets { say::file_with_secrets(path) } else { path.to_owned() };
        self.copy_made(What::File(path.to_owned()), said);
    }

    pub fn copy_script(self) {
        self.copy_made(What::Script, say::THE_SCRIPT.to_owned());
    }

    fn copy_made(self, what: What, said: String) {
        if let Err(why) = self.with_secrets(&what) {
            return self.refuse(why);
        }
        let promised = match clipboard::promise() {
            Ok(promised) => promised,
            Err(why) => return self.say(say::not_copied(&why)),
        };
        let then = move |handed_over: Result<HandedOver, String>| match handed_over {
            Ok(file) => spawn_local(async move {
                let written = promised.write(&String::from_utf8_lossy(&file.bytes)).await;
                self.say_copied(written, &said);
            }),
            Err(why) => self.say(why),
        };
        self.hand_over(what, Box::new(then));
    }

    pub fn copy(self, text: String, what: String) {
        spawn_local(async move { self.say_copied(clipboard::write(&text).await, &what) });
    }

    fn say_copied(self, written: Result<(), String>, what: &str) {
        self.say(written.map_or_else(|why| say::not_copied(&why), |()| say::copied(what)));
    }
}
