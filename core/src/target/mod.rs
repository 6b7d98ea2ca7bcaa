//! How a plan is written for one engine. Each target decides its own files, layers and references, by the same functions:
//! `files`, `steps`, `bundle` and `rendering`.

pub mod compose;
