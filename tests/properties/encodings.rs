//! What a consumer's own parser makes of an encoded value (G2).

use berth::stack::Encoding;
use berth_testing::hostile;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn g2_a_url_gives_its_part_back(text in hostile::text()) {
        let part = Encoding::Percent.apply(&text);
        // RFC 3986, 2.3: these and no others need no escape, in any part of a URL.
        let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~%".contains(&b);
        prop_assert!(part.bytes().all(unreserved), "{}", part);
        prop_assert_eq!(percent_decoded(&part), Some(text));
    }

    #[test]
    fn g2_letters_and_digits_stay_as_they_are(text in "[A-Za-z0-9]{1,40}") {
        for encoding in [Encoding::Plain, Encoding::Npgsql, Encoding::Percent] {
            prop_assert_eq!(&encoding.apply(&text), &text);
        }
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first == b'%' {
            let digits = rest.get(..2)?;
            bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}
