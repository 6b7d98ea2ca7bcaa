//! An image, and what must be known about it so that the stack boots (G10, G23).

use serde::{Deserialize, Serialize};

use super::Text;

#[derive(Debug, Serialize, Deserialize)]
pub struct Image {
    pub id: String,
    pub reference: Text,
    /// Programs that a health probe may call: nothing else is known to be inside.
    pub tools: Vec<String>,
    pub architectures: Vec<String>,
    /// When its maintainers stop mending it, as they say it. Empty: not announced.
    pub end_of_life: String,
    /// What an operator should know.
    pub note: String,
}
