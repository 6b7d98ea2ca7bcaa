//! What the page says before its program is there. `public/boot.js` has the reasons why it can't start.

pub const CANT_START: &str = "Berth can't start";
pub const NO_SCRIPTS: &str =
    "Berth runs wholly in your browser, by JavaScript. Allow scripts for this page and reload it.";
pub const NOT_STARTING: &str =
    "Berth is not starting. It runs in Chrome or Edge 111, Firefox 113, Safari 16.4, and in anything newer.";
