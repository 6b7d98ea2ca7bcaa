//! Keyed answers that this browser keeps, a line each: the name, a tab, the answers as a link has them. Secrets are
//! never among them (G25).

use leptos::prelude::*;

use super::{Session, stack_of};
use crate::answers::link;
use crate::browser::storage;
use crate::catalogue;
use crate::ui::stored;
use crate::words::page::take_away as say;

/// More of a name is cut off.
const LONGEST_NAME: usize = 60;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    pub name: String,
    link: String,
}

impl Preset {
    /// As it is kept.
    fn line(&self) -> String {
        [&self.name, "\t", &self.link, "\n"].concat()
    }

    /// `Tamma · prod`. None: it can't be read.
    pub fn about(&self) -> Option<String> {
        let answers = catalogue::read_link(&self.link).answers?;
        Some(format!("{} · {}", stack_of(&answers.stack).name, answers.profile))
    }
}

/// What is kept, and whether a part of it can't be read.
fn read(text: &str) -> (Vec<Preset>, bool) {
    let mut damaged = false;
    let mut presets = Vec::new();
    for line in text.lines() {
        match line.split_once('\t') {
            Some((name, link)) if !name.is_empty() => {
                presets.push(Preset { name: name.to_owned(), link: link.to_owned() });
            }
            _ => damaged = true,
        }
    }
    (presets, damaged)
}

/// The text without the lines of one name. What can't be read stays.
fn without(text: &str, name: &str) -> String {
    let mut rest = String::new();
    for line in text.lines() {
        if line.split_once('\t').is_none_or(|(other, _)| other != name) {
            rest.push_str(line);
            rest.push('\n');
        }
    }
    rest
}

/// As it can stand in a line.
fn named(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(LONGEST_NAME)
        .collect();
    plain.trim().to_owned()
}

impl Session {
    pub fn presets(self) -> (Vec<Preset>, bool) {
        self.presets.track();
        read(&kept())
    }

    /// Whether it was saved.
    pub fn save_preset(self, name: &str) -> bool {
        let name = named(name);
        if name.is_empty() {
            self.say(say::NAMELESS.to_owned());
            return false;
        }
        let link = link::write(self.stack(), &self.answers());
        self.keep_preset(&Preset { name, link })
    }

    /// Gives back what puts it back.
    pub fn delete_preset(self, preset: &Preset) -> String {
        self.keep_presets(&without(&kept(), &preset.name), say::deleted(&preset.name));
        preset.line()
    }

    pub fn put_back_preset(self, line: &str) {
        for preset in read(line).0 {
            self.keep_preset(&preset);
        }
    }

    pub fn load_preset(self, preset: &Preset) {
        self.take_link(&preset.link, &say::preset(&preset.name));
        self.say(say::loaded(&preset.name));
    }

    fn keep_preset(self, preset: &Preset) -> bool {
        let text = without(&kept(), &preset.name) + &preset.line();
        self.keep_presets(&text, say::saved(&preset.name))
    }

    fn keep_presets(self, text: &str, said: String) -> bool {
        let kept = storage::write(stored::PRESETS, text);
        self.presets.update(|turned| *turned = !*turned);
        let is_kept = kept.is_ok();
        self.say(kept.map_or_else(|why| crate::words::page::notice::not_stored(&why), |()| said));
        is_kept
    }
}

fn kept() -> String {
    storage::read(stored::PRESETS).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn g26_what_cannot_be_read_is_named_and_stays() {
        let text = "mine\t?stack=tamma\ndamaged\nyours\t?stack=tamma&profile=prod\n";
        let (presets, damaged) = read(text);
        assert_eq!((presets.len(), damaged), (2, true));
        assert_eq!(without(text, "mine"), "damaged\nyours\t?stack=tamma&profile=prod\n");
        assert_eq!(presets[1].about().as_deref(), Some("Tamma · prod"));
    }

    #[test]
    fn a_name_stands_in_one_line_whatever_is_typed() {
        assert_eq!(named(" a\tb\nc "), "a b c");
        assert_eq!(named(&"ü".repeat(100)).chars().count(), LONGEST_NAME);
        assert_eq!(named("\n\t "), "");
    }
}
