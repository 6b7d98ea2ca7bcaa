//! What the page asked for since it came up.

use leptos::prelude::*;

use super::Session;
use crate::browser::requests;

impl Session {
    /// Counts from now on.
    pub fn count_requests(self) -> Result<(), String> {
        requests::watch(move |address| self.requests.update(|all| all.push(address)))
    }

    /// The addresses. There should be none.
    pub fn requests(self) -> Vec<String> {
        self.requests.get()
    }

    pub fn request_count(self) -> usize {
        self.requests.with(Vec::len)
    }
}
