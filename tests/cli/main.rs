//! The command line: what it takes, what it refuses, what it writes and what it leaves alone.

mod ask;
mod berth;
mod check;
mod foreign;
mod init;
mod limits;
mod over;
mod own_stack;
mod show;
mod zips;
