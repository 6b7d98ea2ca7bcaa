//! What can be done from anywhere: one table, from which the keys, their sheet and the palette are made.

use leptos::prelude::*;

use super::frame::{OPEN_FILES_ID, switch_theme};
use super::panel::Panel;
use super::preview::PREVIEW_ID;
use super::session::{STEP_ID, Session, focus_soon};
use super::step::Step;
use crate::browser::document;
use crate::browser::keys::{self, Pressed};
use crate::words::page::{self, history, keys as say, privacy, take_away};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Go(Step),
    Next,
    Previous,
    Download,
    Generate,
    Undo,
    Redo,
    Reset,
    Files,
    View,
    TakeAway,
    Theme,
    Palette,
    Privacy,
    Keys,
}

#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// As [`Pressed`] names it.
    pub key: Option<&'static str>,
    pub what: &'static str,
    pub act: Act,
}

const fn action(key: Option<&'static str>, what: &'static str, act: Act) -> Action {
    Action { key, what, act }
}

const fn step(key: &'static str, step: Step) -> Action {
    action(Some(key), step.title(), Act::Go(step))
}

pub const ACTIONS: [Action; 21] = [
    action(Some("d"), page::DOWNLOAD, Act::Download),
    action(Some("l"), take_away::TITLE, Act::TakeAway),
    action(Some("g"), say::GENERATE, Act::Generate),
    action(Some("Ctrl+Z"), history::UNDO, Act::Undo),
    action(Some("Ctrl+Shift+Z"), history::REDO, Act::Redo),
    action(None, history::RESET, Act::Reset),
    action(Some("f"), say::FILES, Act::Files),
    action(Some("c"), say::VIEW, Act::View),
    action(Some("]"), say::NEXT, Act::Next),
    action(Some("["), say::PREVIOUS, Act::Previous),
    action(Some("t"), say::THEME, Act::Theme),
    action(None, privacy::TITLE, Act::Privacy),
    action(Some("?"), say::TITLE, Act::Keys),
    action(Some("Ctrl+K"), say::PALETTE, Act::Palette),
    step("1", Step::Stack),
    step("2", Step::Profile),
    step("3", Step::Ports),
    step("4", Step::Images),
    step("5", Step::Secrets),
    step("6", Step::Settings),
    step("7", Step::Review),
];

/// From now on, for as long as the page lives. Where nothing listens, all of it is there to be pressed.
pub fn listen(session: Session) {
    let _ = keys::listen(move |pressed| untrack(|| answer(session, &pressed)));
}

/// Whether the key was one of these.
fn answer(session: Session, pressed: &Pressed) -> bool {
    if pressed.name == "Escape" {
        session.show_sheet(false);
        return false;
    }
    let Some(act) = meant(pressed, session.letters().get()) else { return false };
    let panel = session.panel().get();
    match panel {
        None => act.run(session),
        // The same key closes it.
        Some(Panel::Palette) if act == Act::Palette => session.close_panel(),
        Some(_) if act == Act::Palette => session.open(Panel::Palette),
        Some(_) => {}
    }
    act == Act::Palette || panel.is_none()
}

fn meant(pressed: &Pressed, letters: bool) -> Option<Act> {
    let action = ACTIONS.iter().find(|action| action.has_key(&pressed.name))?;
    // While text is typed, only the palette's key is no letter and no command of the text's own.
    let free = if pressed.typing { action.act == Act::Palette } else { pressed.command || letters };
    free.then_some(action.act)
}

impl Action {
    fn has_key(&self, name: &str) -> bool {
        self.key.is_some_and(|key| key.eq_ignore_ascii_case(name))
    }
}

impl Act {
    pub fn run(self, session: Session) {
        match self {
            Self::Go(step) => go(session, Some(step)),
            Self::Next => go(session, session.step().next()),
            Self::Previous => go(session, session.step().previous()),
            Self::Download => session.download(),
            Self::Generate => session.generate_all(),
            Self::Undo => session.undo(),
            Self::Redo => session.redo(),
            Self::Reset => session.reset_all(),
            Self::View => session.switch_view(),
            Self::Files => show_files(session),
            Self::Theme => switch_theme(session),
            Self::Palette => session.open(Panel::Palette),
            Self::TakeAway => session.open(Panel::TakeAway),
            Self::Privacy => session.open(Panel::Privacy),
            Self::Keys => session.open(Panel::Keys),
        }
    }
}

fn go(session: Session, step: Option<Step>) {
    let Some(step) = step else { return };
    session.show_sheet(false);
    session.go(step);
    focus_soon(STEP_ID.to_owned());
}

/// On a narrow screen they lie over the form.
pub fn show_files(session: Session) {
    if document::is_drawn(OPEN_FILES_ID) {
        session.show_sheet(true);
    } else {
        focus_soon(PREVIEW_ID.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn press(name: &str, typing: bool, letters: bool) -> Option<Act> {
        meant(&Pressed { name: name.to_owned(), command: name.starts_with("Ctrl+"), typing }, letters)
    }

    #[test]
    fn no_key_does_two_things_and_nothing_is_there_twice() {
        for (at, action) in ACTIONS.iter().enumerate() {
            for other in &ACTIONS[at + 1..] {
                let same = action.key.is_some_and(|key| other.has_key(key));
                assert!(
                    !same && action.what != other.what && action.act != other.act,
                    "{action:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn every_step_has_the_digit_of_its_place() {
        for step in Step::ALL {
            assert_eq!(press(&(step.index() + 1).to_string(), false, true), Some(Act::Go(step)));
        }
    }

    #[test]
    fn a_letter_is_no_shortcut_where_text_is_typed_or_once_it_is_turned_off() {
        let keyed = ACTIONS.iter().filter_map(|action| Some((action, action.key?)));
        for (action, key) in keyed.filter(|(_, key)| key.len() == 1) {
            assert_eq!(press(key, false, true), Some(action.act));
            assert_eq!(press(key, true, true), None, "{action:?}");
            assert_eq!(press(key, false, false), None, "{action:?}");
        }
        assert_eq!(press("D", false, true), Some(Act::Download));
        for (typing, letters) in [(false, false), (true, true), (true, false)] {
            assert_eq!(press("Ctrl+k", typing, letters), Some(Act::Palette));
        }
    }
}
