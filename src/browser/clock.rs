//! The time of day.

use js_sys::Date;

/// `14:32`, as clocks here show it.
pub fn time_of_day() -> String {
    let now = Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}
