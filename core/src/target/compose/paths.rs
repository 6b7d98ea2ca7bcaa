//! Where things lie beside the Compose files, and what they are called there.

use super::private_variables;
use crate::plan::Service;
use crate::stack::Stack;

/// A service's own file of variables, as the Compose files name it, if it has one.
pub fn own_variables(stack: &Stack, service: &Service) -> Option<String> {
    let has_one = !service.secrets.environment.is_empty();
    has_one.then(|| beside(&private_variables(stack, service.id).alone))
}

/// As a Compose file names what lies beside it.
pub fn beside(path: &str) -> String {
    format!("./{path}")
}

/// What Docker calls a secret.
pub fn secret_name(key: &str) -> String {
    key.to_ascii_lowercase()
}

/// The last part.
pub fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// All but the last part. Empty: it lies at the top.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
