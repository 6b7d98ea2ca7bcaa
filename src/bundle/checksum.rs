//! The checksum that a zip has of each file: IEEE 802.3's reflected polynomial.

const POLYNOMIAL: u32 = 0xedb8_8320;
/// So many bytes are taken at once.
const STRIDE: usize = 8;

/// The checksum of each byte alone, and with one, two and more zeros behind it. Made when it is needed: it would be 8 KB of
/// the page, and is made in less time than it saves with one file.
pub struct Checksums([[u32; 256]; STRIDE]);

impl Checksums {
    pub fn new() -> Self {
        let mut tables = [[0; 256]; STRIDE];
        for (byte, first) in (0..).zip(0..256) {
            tables[0][first] =
                (0..8).fold(byte, |crc: u32, _| crc >> 1 ^ if crc & 1 == 1 { POLYNOMIAL } else { 0 });
        }
        for behind in 1..STRIDE {
            for byte in 0..256 {
                let crc = tables[behind - 1][byte];
                tables[behind][byte] = crc >> 8 ^ tables[0][low(crc)];
            }
        }
        Self(tables)
    }

    pub fn of(&self, bytes: &[u8]) -> u32 {
        let (strides, rest) = bytes.as_chunks::<STRIDE>();
        let mut crc = u32::MAX;
        for stride in strides {
            let word = u64::from_le_bytes(*stride) ^ u64::from(crc);
            let each = word.to_le_bytes().into_iter().zip(self.0.iter().rev());
            crc = each.fold(0, |crc, (byte, table)| crc ^ table[usize::from(byte)]);
        }
        !rest.iter().fold(crc, |crc, byte| crc >> 8 ^ self.0[0][low(crc ^ u32::from(*byte))])
    }
}

/// The lowest byte, as a place in a table.
fn low(crc: u32) -> usize {
    usize::from(crc.to_le_bytes()[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn it_is_the_one_of_the_standard() {
        assert_eq!(Checksums::new().of(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn whole_strides_and_what_is_left_come_to_what_bit_by_bit_comes_to() {
        let bytes: Vec<u8> = (0..=255).chain((0..44).map(|at| at * 5)).collect();
        let bit_by_bit = |bytes: &[u8]| {
            let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
                (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                    crc >> 1 ^ if crc & 1 == 1 { POLYNOMIAL } else { 0 }
                })
            });
            !crc
        };
        for length in 0..bytes.len() {
            assert_eq!(Checksums::new().of(&bytes[..length]), bit_by_bit(&bytes[..length]), "{length}");
        }
    }
}
