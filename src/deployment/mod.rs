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
//! Nothing here touches a disk: whoever has the files, a terminal or a page, hands them in. The page carries no YAML yet,
//! and so has `.env` and references alone.

#[cfg(feature = "cli")]
pub mod archive;
#[cfg(feature = "cli")]
pub mod check;
#[cfg(feature = "cli")]
mod compose;
pub mod dotenv;
#[cfg(feature = "cli")]
mod found;
pub mod interpolation;
#[cfg(feature = "cli")]
mod limits;
#[cfg(feature = "cli")]
mod named;
#[cfg(feature = "cli")]
mod path;
#[cfg(feature = "cli")]
mod read;
#[cfg(feature = "cli")]
mod refusal;

#[cfg(feature = "cli")]
pub use found::{Deployment, Found, LeftOut, There, Why, is_configuration};
#[cfg(feature = "cli")]
pub use limits::{LARGEST_FILE, MOST_BYTES, MOST_ENTRIES};
#[cfg(feature = "cli")]
pub use named::named;
#[cfg(feature = "cli")]
pub use read::Reader;
#[cfg(feature = "cli")]
pub use refusal::Refusal;
