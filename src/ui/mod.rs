//! The page. It decides nothing: it shows what the core made of the answers, and hands over what the core renders.
//!
//! | module         | holds                                                             |
//! |----------------|-------------------------------------------------------------------|
//! | [`session`]    | the answers, and everything that follows from them                |
//! | [`step`]       | the steps, as the address names them                              |
//! | [`saved`]      | the answers as text that outlives a reload, without the secrets   |
//! | [`diff`]       | the way from one text to another, line by line                    |
//! | [`highlight`]  | the colours of a line, by its kind of file                        |
//! | [`erased`]     | few types for what changes, to keep the page small                |
//! | [`steps`]      | one file a step                                                   |
//! | [`actions`]    | what can be done from anywhere, and by which key                  |
//! | [`find`]       | what of it all is meant by a few typed words                      |
//! | [`components`] | what the steps and the frame are built from, each with its style  |

mod actions;
mod app;
mod components;
mod diff;
mod erased;
mod find;
mod highlight;
mod saved;
mod session;
mod step;
mod steps;
mod strength;
#[cfg(test)]
mod style;

pub use app::App;
