//! A thin client of the `WebDriver` protocol: just what the tests and the bench say, to Chromium, Firefox and WebKit.

mod browser;
mod driver;
mod programs;
mod session;

pub use browser::Browser;
pub use driver::Driver;
pub use session::{Element, Session};
