//! The page. It decides nothing: it shows what the core made of the answers, and hands over what its engine renders.
//!
//! | module         | holds                                                             |
//! |----------------|-------------------------------------------------------------------|
//! | [`session`]    | the answers, and everything that follows from them                |
//! | [`step`], [`panel`], [`tally`] | the steps, what opens over the page, and how many findings there are |
//! | [`stored`]     | under what names a browser keeps something                        |
//! | [`erased`]     | few types for what changes, to keep the page small                |
//! | [`primitives`] | buttons, icons, choices: what the rest is built from              |
//! | [`fields`]     | what a person is asked, and what is wrong with an answer          |
//! | [`frame`]      | what stands around the form                                       |
//! | [`preview`]    | the files, and what differs in them                               |
//! | [`panels`]     | what opens over the page                                          |
//! | [`steps`]      | one file a step, but for the last: [`review`]                     |
//! | [`actions`]    | what can be done from anywhere, and by which key                  |
//!
//! A component has its style beside it. Arrows go down only: from the steps, panels and the preview to the fields, from
//! these to the primitives, and from all of them to the session.

mod actions;
mod app;
mod erased;
mod fields;
mod frame;
#[cfg(feature = "landing")]
mod landing;
mod panel;
mod panels;
mod preview;
mod primitives;
mod review;
mod session;
mod step;
mod steps;
mod stored;
#[cfg(test)]
mod style;
mod tally;

pub use app::Opening;
#[cfg(feature = "landing")]
pub use landing::landing;
