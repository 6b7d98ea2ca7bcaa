//! What leaves the page, always by the hand of the person: the zip, one file, a copy.

use leptos::task::spawn_local;

use super::Session;
use crate::browser::{clipboard, download};
use crate::bundle::{Bundle, File};
use crate::words::page::status as say;
use crate::{plan, script, target, words};

impl Session {
    /// The bundle as it is handed over, and how many secrets were made for it.
    fn bundle(self) -> Result<(Bundle, usize), String> {
        self.nothing_to_fix()?;
        let made = self.make_missing(true)?;
        let plan = plan::make(self.stack(), &self.answers())
            .map_err(|findings| say::cannot_hand_over(findings.len()))?;
        let bundle = target::compose::bundle(&plan)
            .map_err(|fault| say::not_handed_over(&words::not_rendered(&fault)))?;
        Ok((bundle, made))
    }

    fn nothing_to_fix(self) -> Result<(), String> {
        match self.tally().errors {
            0 => Ok(()),
            errors => Err(say::cannot_hand_over(errors)),
        }
    }

    pub fn download(self) {
        let handed = self.bundle().and_then(|(bundle, made)| {
            let name = bundle.zip_name();
            let zip = bundle.zip().map_err(|error| say::not_handed_over(&error.to_string()))?;
            download::save(&name, "application/zip", &zip).map_err(|why| say::not_handed_over(&why))?;
            Ok(say::handed_over(&name, bundle.files.len(), made))
        });
        match handed {
            Ok(said) => self.say(said),
            Err(why) => self.refuse(why),
        }
    }

    fn refuse(self, why: String) {
        self.say(why);
        self.go_to_first_error();
    }

    pub fn go_to_first_error(self) {
        if let Some(finding) = self.made().findings.iter().find(|finding| finding.is_error()) {
            self.go_to(&finding.place);
        }
    }

    pub fn save_file(self, path: &str) {
        let saved = self.bundle().and_then(|(bundle, made)| {
            let file = bundle.file(path).ok_or_else(|| say::not_handed_over(path))?;
            let name = path.rsplit('/').next().unwrap_or(path);
            let bytes = file.text.as_bytes();
            download::save(name, "text/plain;charset=utf-8", bytes)
                .map_err(|why| say::not_handed_over(&why))?;
            Ok(say::handed_over(path, 1, made))
        });
        self.say(saved.unwrap_or_else(|why| why));
    }

    /// The file itself, its secrets included.
    pub fn copy_file(self, path: &str) {
        match self.bundle() {
            Ok((bundle, _)) => {
                if let Some(file) = bundle.file(path) {
                    self.copy(file.text.clone(), what_is_copied(file));
                }
            }
            Err(why) => self.say(why),
        }
    }

    pub fn save_script(self) {
        self.with_script(|script| {
            let name = script::name(self.stack());
            match download::save(&name, "text/plain;charset=utf-8", script.as_bytes()) {
                Ok(()) => self.say(say::handed_over(&name, 1, 0)),
                Err(why) => self.say(say::not_handed_over(&why)),
            }
        });
    }

    pub fn copy_script(self) {
        self.with_script(|script| self.copy(script, say::THE_SCRIPT.to_owned()));
    }

    /// It holds no secret: none is needed for it, and none is made.
    fn with_script(self, then: impl FnOnce(String)) {
        if let Err(why) = self.nothing_to_fix() {
            return self.refuse(why);
        }
        match script::script(self.stack(), &self.answers()) {
            Ok(script) => then(script),
            Err(error) => self.say(say::not_handed_over(&words::script_refused(&error))),
        }
    }

    pub fn copy(self, text: String, what: String) {
        spawn_local(async move {
            match clipboard::write(&text).await {
                Ok(()) => self.say(say::copied(&what)),
                Err(why) => self.say(say::not_copied(&why)),
            }
        });
    }
}

fn what_is_copied(file: &File) -> String {
    if file.holds_secrets() { say::file_with_secrets(&file.path) } else { file.path.clone() }
}
