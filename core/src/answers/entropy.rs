//! Where randomness comes from. The core has none of its own: a shell passes in the system's, a test a fixed one.

pub trait Entropy {
    fn fill(&mut self, bytes: &mut [u8]);
}

/// Counts up from zero: the same secrets every time. For tests only.
#[derive(Default)]
pub struct Counting(u8);

impl Entropy for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0;
            self.0 = self.0.wrapping_add(1);
        }
    }
}
