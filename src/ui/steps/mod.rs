//! One file a step. The steps that ask for the fields of one stage and nothing else share [`Fields`].

mod fields;
mod profile;
mod secrets;
mod stack;

pub use fields::Fields;
pub use profile::ProfileStep;
pub use secrets::SecretsStep;
pub use stack::StackStep;
