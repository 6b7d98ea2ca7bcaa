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

#[cfg(feature = "read")]
pub mod archive;
#[cfg(feature = "read")]
pub mod check;
#[cfg(feature = "read")]
mod compose;
pub mod dotenv;
#[cfg(feature = "read")]
mod found;
pub mod interpolation;
#[cfg(feature = "read")]
mod limits;
#[cfg(feature = "read")]
mod named;
#[cfg(feature = "read")]
mod path;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "read")]
mod refusal;

#[cfg(feature = "read")]
pub use found::{Deployment, Found, LeftOut, There, Why, is_configuration};
#[cfg(feature = "read")]
pub use limits::{LARGEST_FILE, MOST_BYTES, MOST_ENTRIES};
#[cfg(feature = "read")]
pub use named::named;
#[cfg(feature = "read")]
pub use read::Reader;
#[cfg(feature = "read")]
pub use refusal::Refusal;
