//! Berth renders the deployment of a container stack from what a person chose.
//!
//! ```text
//! Stack + Answers + Entropy  ->  Plan  ->  Bundle  ->  zip | directory
//! ```
//!
//! | module       | holds                                                        |
//! |--------------|--------------------------------------------------------------|
//! | [`stack`]    | what can be installed: the shape of a stack's data           |
//! | [`catalogue`]| the stacks that ship, embedded from `templates/*/stack.yaml` |
//! | [`answers`]  | what the user said, kept as typed                            |
//! | [`plan`]     | the complete, checked decision                               |
//! | [`render`]   | a plan turned into text, escaped by the kind of file         |
//! | [`bundle`]   | the rendered files, and the zip of them                      |
//! | [`script`]   | the same files as a script that asks for the secrets           |
//! | [`check`]    | findings: what is wrong, where, and how to mend it           |
//! | [`deployment`]| what is already there, read back and checked                |
//! | [`values`]   | types that can only hold what is valid                       |
//! | [`messages`] | every sentence a person reads                                |
//! | [`wire`]     | stacks and templates as the bytes that are embedded          |
//!
//! These know neither a browser nor a terminal. Two shells do: `ui` with `browser` behind the feature `web`,
//! and `cli` behind the feature `cli`.

pub mod answers;
pub mod bundle;
pub mod catalogue;
pub mod check;
pub mod deployment;
pub mod messages;
pub mod plan;
pub mod render;
pub mod script;
pub mod stack;
pub mod values;
pub mod wire;

#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(any(feature = "cli", feature = "web"))]
pub mod entropy;
#[cfg(feature = "web")]
pub mod ui;
#[cfg(feature = "cli")]
pub mod yaml;
