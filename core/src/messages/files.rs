//! What a file is that no manifest names, for its reader.

pub const BASE: &str = "What runs";
pub const ANSWERS: &str = "Your answers; keep it to yourself";
pub const ANSWERS_AND_SECRETS: &str = "Your answers and secrets; keep it to yourself";
pub const EXAMPLE: &str = "The same without answers";
pub const IGNORED: &str = "Keeps secrets out of version control";
pub const LINE_ENDS: &str = "Keeps Unix line ends";
pub const SECRETS_OF_A_SERVICE: &str = "Secrets of a program that reads no secret files";
