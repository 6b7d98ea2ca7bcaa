//! What is already there, read back: a folder, a zip, `.env`, Compose files, and what is wrong with them.
//!
//! | module            | holds                                                            |
//! |-------------------|------------------------------------------------------------------|
//! | [`read`]          | takes files as somebody finds them, within limits                |
//! | [`archive`]       | feeds it from a zip                                              |
//! | [`named`]         | what the Compose files name and nobody has looked for yet        |
//! | [`dotenv`]        | `.env`, as Docker Compose reads it                               |
//! | [`interpolation`] | `${NAME}` and its forms                                          |
//! | [`compose`]       | Compose files, typed, with what they include and extend          |
//! | [`check`]         | findings                                                         |
//!
//! Nothing here touches a disk: whoever has the files, a terminal or a page, hands them in.

#[cfg(feature = "cli")]
pub mod archive;
#[cfg(feature = "cli")]
pub mod check;
#[cfg(feature = "cli")]
mod compose;
pub mod dotenv;
mod found;
pub mod interpolation;
mod limits;
#[cfg(feature = "cli")]
mod named;
mod path;
mod read;
mod refusal;

pub use found::{Deployment, Found, LeftOut, There, Why, is_configuration};
pub use limits::{LARGEST_FILE, MOST_BYTES, MOST_ENTRIES};
#[cfg(feature = "cli")]
pub use named::named;
pub use read::Reader;
pub use refusal::Refusal;
