//! How much is read, at most. Counted while it is read: what a header says of a size is a claim.

use std::io::{self, Read};

use super::Refusal;

/// Files and folders together.
pub const MOST_ENTRIES: usize = 2_000;

/// Of all files together, unpacked.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Larger files are no deployment's configuration; they are known by name only.
pub const LARGEST_FILE: u64 = 1024 * 1024;

/// What is left of the limits.
#[derive(Debug)]
pub struct Meter {
    entries: usize,
    bytes: u64,
}

impl Default for Meter {
    fn default() -> Self {
        Self { entries: MOST_ENTRIES, bytes: MOST_BYTES }
    }
}

impl Meter {
    pub fn entry(&mut self) -> Result<(), Refusal> {
        self.entries = self.entries.checked_sub(1).ok_or(Refusal::TooManyEntries)?;
        Ok(())
    }

    /// All that there is to read, kept up to the size of the largest file: None where there is more than that.
    pub fn drain(&mut self, path: &str, from: &mut dyn Read) -> Result<Option<Vec<u8>>, Refusal> {
        let (mut kept, mut read) = (Vec::new(), 0);
        let mut piece = [0; 16 * 1024];
        loop {
            let length = match from.read(&mut piece) {
                Ok(0) => break,
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Refusal::unreadable(path, &error)),
            };
            self.bytes = self.bytes.checked_sub(length as u64).ok_or(Refusal::TooManyBytes)?;
            read += length as u64;
            if read <= LARGEST_FILE {
                kept.extend_from_slice(&piece[..length]);
            }
        }
        Ok((read <= LARGEST_FILE).then_some(kept))
    }
}
