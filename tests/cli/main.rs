//! The command line: what it takes, what it refuses, what it writes and what it leaves alone.

mod ask;
mod berth;
mod check;
mod foreign;
mod init;
mod limits;
mod over;
mod show;
#[path = "../support/mod.rs"]
mod support;
mod zips;
