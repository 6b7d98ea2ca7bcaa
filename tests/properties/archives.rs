//! A zip of anybody's.

use std::io::Cursor;

use berth::deployment::{Refusal, archive};

#[test]
fn g27_a_zip_whose_names_share_their_bytes_is_not_read_into_more_than_fits() {
    let text = vec![b'x'; 1024 * 1024];
    let read = archive::read(Cursor::new(overlapping(64, &text))).expect("a zip, as odd as it is");
    assert_eq!((read.paths.len(), read.files.len()), (64, 64));
    assert_eq!(archive::read(Cursor::new(overlapping(65, &text))).unwrap_err(), Refusal::TooManyBytes);
}

/// One stored file, which every name leads to. The format's own fields, as its specification has them.
fn overlapping(names: usize, text: &[u8]) -> Vec<u8> {
    let [count, size] = [names, text.len()].map(|number| u32::try_from(number).expect("small"));
    let name = |at: usize| format!("{at:04}.yml");
    let sum = crc32(text);
    let described = |out: &mut Vec<u8>| {
        for field in [10_u16, 0, 0, 0, 33] {
            out.extend(field.to_le_bytes());
        }
        for field in [sum, size, size] {
            out.extend(field.to_le_bytes());
        }
        out.extend(8_u16.to_le_bytes());
        out.extend(0_u16.to_le_bytes());
    };
    let mut out = b"PK\x03\x04".to_vec();
    described(&mut out);
    out.extend(name(0).bytes().chain(text.iter().copied()));
    let start = u32::try_from(out.len()).expect("small");
    for at in 0..names {
        out.extend(b"PK\x01\x02\x1e\x03");
        described(&mut out);
        out.extend([0; 6]);
        out.extend(0x81a4_0000_u32.to_le_bytes());
        out.extend([0; 4]);
        out.extend(name(at).bytes());
    }
    let length = u32::try_from(out.len()).expect("small") - start;
    out.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(count).expect("small");
    out.extend(count.to_le_bytes().repeat(2));
    out.extend([length, start].map(u32::to_le_bytes).concat());
    out.extend([0; 2]);
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}
