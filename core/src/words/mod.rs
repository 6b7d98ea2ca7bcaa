//! The sentences of problems, made of their facts at the very end: nobody but the shells asks here. A folder for each
//! language; a translation replaces it, `messages` and the manifests, and touches nothing else.

mod en;

#[cfg(all(feature = "compose", feature = "read"))]
pub use en::deployment::{left_out, refusal, why};
pub use en::plan::needs;
#[cfg(feature = "compose")]
pub use en::script_refused;
#[cfg(feature = "read")]
pub use en::stack::stack_problem;
pub use en::values::wrong;
pub use en::{advice, finding, message};
