//! What renders, compares and colours the files, and hands them over. It keeps what it made last, so that a change makes
//! anew what it touches and nothing else; whoever asks gets the same without that.
//!
//! The page runs it as a program of its own, in a worker: it takes a request and gives a reply, both as bytes.

mod changes;
mod code;
mod diff;
mod files;
mod hand_over;
mod highlight;
mod html;
mod review;
mod rows;

use zeroize::Zeroizing;

use crate::message::{self, Reply, Request, Show, Shown};
use code::Code;
use files::Files;

#[derive(Default)]
pub struct Engine {
    files: Option<Files>,
    code: Code,
}

impl Engine {
    /// The request is overwritten: it may hold secrets.
    pub fn reply(&mut self, request: Vec<u8>) -> Vec<u8> {
        let request = Zeroizing::new(request);
        let reply = match message::read(&request) {
            Ok(Request::Show(show)) => Reply::Shown(self.show(&show)),
            Ok(Request::HandOver(wish)) => Reply::HandedOver(hand_over::hand_over(&wish)),
            Err(_) => Reply::Unreadable,
        };
        message::write(&reply)
    }

    fn show(&mut self, show: &Show) -> Result<Shown, String> {
        let last = self.files.take();
        let files = Files::make(show, last.as_ref())?;
        let touched = last.map_or_else(Vec::new, |last| files.touched_since(&last));
        let code = self.code.show(&files, show, &touched);
        let review = show.review.then(|| review::review(&files::plan_of(&show.answers.0)).into());
        let shown = Shown {
            files: files.listed(),
            code,
            touched: touched.into_iter().map(|file| file.path).collect(),
            review,
        };
        self.files = Some(files);
        Ok(shown)
    }
}

#[cfg(test)]
mod tests;
