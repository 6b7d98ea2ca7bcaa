//! Every sentence that a person reads and that no manifest holds, made at the very end: nobody but the shells asks here. A
//! folder for each language; a translation replaces it and the manifests, and touches nothing else. What stands within the
//! files of a bundle is the one exception: whatever writes them asks for [`en::bundle`] and [`en::script`].

pub mod en;

pub use en::amounts::{count, cpus, gigabytes, memory};
#[cfg(all(feature = "bundle", feature = "read"))]
pub use en::deployment::{left_out, refusal, why};
pub use en::link::notice;
pub use en::page;
pub use en::plan::needs;
#[cfg(feature = "bundle")]
pub use en::refused::{not_rendered, script_refused};
pub use en::stack::{made_for, stage};
#[cfg(feature = "read")]
pub use en::stack_folder::stack_problem;
#[cfg(feature = "read")]
pub use en::terminal;
pub use en::values::wrong;
pub use en::{advice, bundle::as_in, finding, message};
