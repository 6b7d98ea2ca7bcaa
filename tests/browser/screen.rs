//! What the page is shown on, as Chromium can pretend it: another width, another theme, paper.

use berth_testing::page::{Page, texts};
use serde_json::json;

/// The sizes that the page is looked at in.
pub const DESKTOP: (u32, u32) = (1440, 1000);
pub const TABLET: (u32, u32) = (1024, 800);
pub const PHONE: (u32, u32) = (375, 812);

pub const THEMES: [&str; 2] = ["light", "dark"];

pub trait Screen {
    /// Narrower than 600 pixels it is a phone, with a finger for a pointer.
    fn screen(&self, size: (u32, u32));

    fn dense_screen(&self, size: (u32, u32), scale: u32);

    /// Media features, by name and value.
    fn prefers(&self, features: &[(&str, &str)]);

    fn on_paper(&self);

    fn on_screen(&self);

    /// What would have to be scrolled to sideways.
    #[track_caller]
    fn no_sideways_scrolling(&self, width: u32, about: &str);
}

impl Screen for Page<'_> {
    fn screen(&self, size: (u32, u32)) {
        self.dense_screen(size, 1);
    }

    fn dense_screen(&self, (width, height): (u32, u32), scale: u32) {
        let phone = width < 600;
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone });
        self.browser.cdp("Emulation.setDeviceMetricsOverride", &metrics);
        let touch = json!({ "enabled": phone, "maxTouchPoints": 1 });
        self.browser.cdp("Emulation.setTouchEmulationEnabled", &touch);
    }

    fn prefers(&self, features: &[(&str, &str)]) {
        let features: Vec<_> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.browser.cdp("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    fn on_paper(&self) {
        self.browser.cdp("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    }

    fn on_screen(&self) {
        self.browser.cdp("Emulation.setEmulatedMedia", &json!({ "media": "" }));
    }

    fn no_sideways_scrolling(&self, width: u32, about: &str) {
        let found = texts(&self.js(include_str!("scripts/sideways.js"), &json!([width])));
        assert!(found.is_empty(), "{about}, {width} wide: {found:#?}");
    }
}
