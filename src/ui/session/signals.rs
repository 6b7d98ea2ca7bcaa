//! What the page may read of the session and not set, and the functions that set it.

use leptos::prelude::*;

use super::shown::Earlier;
use super::{Fault, Session, Theme};
use crate::ui::panel::Panel;

impl Session {
    /// The preview shows secrets as they are.
    pub fn revealed(self) -> ReadSignal<bool> {
        self.revealed.read_only()
    }

    pub fn reveal_secrets(self, on: bool) {
        self.revealed.set(on);
    }

    pub fn show_changes(self, on: bool) {
        self.as_changes.set(on);
    }

    pub fn switch_view(self) {
        self.as_changes.update(|on| *on = !*on);
    }

    /// The files that the last change touched.
    pub fn touched(self) -> ReadSignal<Vec<String>> {
        self.touched.read_only()
    }

    /// Why there are no files.
    pub fn fault(self) -> ReadSignal<Option<Fault>> {
        self.fault.read_only()
    }

    /// The files that are wanted are being made, for longer than nobody notices.
    pub fn is_rendering(self) -> ReadSignal<bool> {
        self.is_rendering.read_only()
    }

    /// None: the files are compared with the defaults.
    pub fn earlier(self) -> ReadSignal<Option<Earlier>> {
        self.earlier.read_only()
    }

    pub fn compare_with_defaults(self) {
        self.earlier.set(None);
    }

    /// On a narrow screen: the preview lies over the form.
    pub fn sheet(self) -> ReadSignal<bool> {
        self.sheet.read_only()
    }

    pub fn show_sheet(self, on: bool) {
        self.sheet.set(on);
    }

    /// What lies over the page.
    pub fn panel(self) -> ReadSignal<Option<Panel>> {
        self.panel.read_only()
    }

    pub fn open(self, panel: Panel) {
        self.panel.set(Some(panel));
    }

    pub fn close_panel(self) {
        self.panel.set(None);
    }

    /// What could not be used when the page came up.
    pub fn notices(self) -> ReadSignal<Vec<String>> {
        self.notices.read_only()
    }

    pub fn dismiss_notices(self) {
        self.notices.update(Vec::clear);
    }

    /// The addresses that the page asked for since it came up. There should be none.
    pub fn requests(self) -> ReadSignal<Vec<String>> {
        self.requests.read_only()
    }

    pub fn count_request(self, address: String) {
        self.requests.update(|all| all.push(address));
    }

    pub fn theme(self) -> ReadSignal<Theme> {
        self.theme.read_only()
    }

    /// Letters alone are shortcuts.
    pub fn letters(self) -> ReadSignal<bool> {
        self.letters.read_only()
    }

    /// What was just done, for as long as it is worth a word.
    pub fn status(self) -> ReadSignal<Option<String>> {
        self.status.read_only()
    }
}
