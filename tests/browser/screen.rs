//! What the page is shown on, as Chromium can pretend it: another width, another theme, paper.

use serde_json::json;

use crate::page::{Page, texts};

/// The sizes that the page is looked at in.
pub const DESKTOP: (u32, u32) = (1440, 1000);
pub const TABLET: (u32, u32) = (1024, 800);
pub const PHONE: (u32, u32) = (375, 812);

pub const THEMES: [&str; 2] = ["light", "dark"];

impl Page<'_> {
    /// Narrower than 600 pixels it is a phone, with a finger for a pointer.
    pub fn screen(&self, (width, height): (u32, u32)) {
        self.dense_screen((width, height), 1);
    }

    pub fn dense_screen(&self, (width, height): (u32, u32), scale: u32) {
        let phone = width < 600;
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone });
        self.browser.cdp("Emulation.setDeviceMetricsOverride", &metrics);
        let touch = json!({ "enabled": phone, "maxTouchPoints": 1 });
        self.browser.cdp("Emulation.setTouchEmulationEnabled", &touch);
    }

    /// Media features, by name and value.
    pub fn prefers(&self, features: &[(&str, &str)]) {
        let features: Vec<_> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.browser.cdp("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    pub fn on_paper(&self) {
        self.browser.cdp("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    }

    pub fn on_screen(&self) {
        self.browser.cdp("Emulation.setEmulatedMedia", &json!({ "media": "" }));
    }

    /// What would have to be scrolled to sideways.
    #[track_caller]
    pub fn no_sideways_scrolling(&self, width: u32, about: &str) {
        let found = texts(&self.js(include_str!("scripts/sideways.js"), &json!([width])));
        assert!(found.is_empty(), "{about}, {width} wide: {found:#?}");
    }
}
