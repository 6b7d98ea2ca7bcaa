//! An image, and what must be known about it so that the stack boots (G10, G23).

use super::Text;

#[derive(Debug)]
pub struct Image {
    pub id: &'static str,
    pub reference: Text,
    /// Programs that a health probe may call: nothing else is known to be inside.
    pub tools: &'static [&'static str],
    pub architectures: &'static [&'static str],
    /// When its maintainers stop mending it, as they say it. Empty: not announced.
    pub end_of_life: &'static str,
    /// What an operator should know.
    pub note: &'static str,
}
