//! Berth renders the deployment of a container stack from what a person chose.
//!
//! ```text
//! Stack + Answers + Entropy  ->  Plan  ->  Target  ->  Bundle  ->  zip | directory
//! ```
//!
//! | module       | holds                                                        |
//! |--------------|--------------------------------------------------------------|
//! | [`stack`]    | what can be installed, and how its folder is read            |
//! | [`answers`]  | what the user said, kept as typed                            |
//! | [`plan`]     | the complete, checked decision, which knows no target        |
//! | [`target`]   | how a plan is written for one engine: files, layers, references |
//! | [`render`]   | text from templates, escaped by the kind of file             |
//! | [`templates`]| the templates that all stacks share                          |
//! | [`bundle`]   | the rendered files, and the zip of them                      |
//! | [`script`]   | the same files as a script that asks for the secrets         |
//! | [`check`]    | findings: what is wrong, where, and how to mend it           |
//! | [`deployment`]| what is there already: read within limits, and checked       |
//! | [`packed`]   | what a program carries and what it is sent, as types again   |
//! | [`values`]   | types that can only hold what is valid                       |
//! | [`words`]    | every sentence that a person reads and no manifest holds      |
//!
//! It knows neither a browser, a terminal, a disk nor a clock: each belongs to a shell. Which stacks ship is no matter of
//! its own either: the package `berth` embeds them.

pub mod answers;
#[cfg(feature = "bundle")]
pub mod bundle;
pub mod check;
#[cfg(feature = "bundle")]
pub mod deployment;
pub mod packed;
pub mod plan;
#[cfg(feature = "bundle")]
pub mod render;
#[cfg(feature = "bundle")]
pub mod script;
pub mod stack;
#[cfg(feature = "compose")]
pub mod target;
#[cfg(feature = "templates")]
pub mod templates;
pub mod values;
pub mod words;
#[cfg(feature = "read")]
pub mod yaml;

#[cfg(test)]
mod catalogue;
