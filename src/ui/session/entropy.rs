//! The browser's random bytes, for the core.

use crate::answers::Entropy;
use crate::browser::entropy;

/// Remembers the first refusal, since the core takes none.
#[derive(Default)]
struct Csprng(Option<String>);

impl Entropy for Csprng {
    fn fill(&mut self, bytes: &mut [u8]) {
        if let Err(why) = entropy::fill(bytes) {
            self.0.get_or_insert(why);
        }
    }
}

/// Runs `make` if the browser gives random bytes, else says why it does not. A browser gives them always or never, so
/// it is asked before anything is made of them.
pub fn with<T>(make: impl FnOnce(&mut dyn Entropy) -> T) -> Result<T, String> {
    let mut csprng = Csprng::default();
    csprng.fill(&mut [0; 16]);
    match csprng.0.take() {
        Some(why) => Err(why),
        None => Ok(make(&mut csprng)),
    }
}
