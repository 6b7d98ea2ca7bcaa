//! Whether the texts are what they are said to be: a letter that is never drawn proves nothing.

use std::collections::BTreeSet;

use berth_testing::hostile;

use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    suite.ours("G1: every printable letter is first, in the middle and last in some hostile text", || {
        for letter in (' '..='~').chain(['\t']) {
            let at = |place: fn(&str, char) -> bool| hostile::all().iter().any(|text| place(text, letter));
            assert!(at(|text, letter| text == letter.to_string()), "{letter:?} alone");
            assert!(at(|text, letter| text.len() > 1 && text.starts_with(letter)), "{letter:?} first");
            assert!(at(|text, letter| text.len() > 1 && text.ends_with(letter)), "{letter:?} last");
            let inside = |text: &str, letter: char| {
                text.find(letter).is_some_and(|at| at > 0) && !text.ends_with(letter)
            };
            assert!(at(inside), "{letter:?} in the middle");
        }
    });

    suite.ours("G1: every two specials stand side by side, and at both ends, in some hostile text", || {
        let all: BTreeSet<&str> = hostile::all().iter().map(String::as_str).collect();
        let specials = || (' '..='~').filter(|letter| !letter.is_ascii_alphanumeric());
        for (one, other) in specials().flat_map(|one| specials().map(move |other| (one, other))) {
            assert!(all.contains(format!("{one}{other}").as_str()), "{one}{other}");
            assert!(
                all.iter().any(|value| value.len() > 2 && value.starts_with(one) && value.ends_with(other))
            );
        }
    });

    suite.ours("G1: hostile texts are many, no two the same, some of 4 KB, and none with a line end", || {
        let all = hostile::all();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        let without = |letter: char| all.iter().filter(|text| !text.contains(letter)).count();
        assert!(without('$') >= 10_000 && without('\'') >= 10_000, "{}", without('$'));
        assert!(all.iter().filter(|text| (4000..=4096).contains(&text.len())).count() > 90);
        assert!(all.iter().all(|text| text.len() <= 4096));
        assert!(!all.iter().any(|text| text.contains(|letter: char| letter.is_control() && letter != '\t')));
        for part in [
            "\u{301}",
            "\u{202e}",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{feff}",
            "\u{a0}",
            "\u{2028}",
            "\u{fffd}",
        ] {
            assert!(
                all.iter().any(|text| text.starts_with(part)) && all.iter().any(|text| text.ends_with(part))
            );
        }
        eprintln!("     values: {}", all.len());
    });

    suite.ours("G1: a sample of hostile texts is of all sorts, and the same each time", || {
        let sample = hostile::sample(500);
        assert_eq!(sample, hostile::sample(500));
        assert_eq!(sample.iter().collect::<BTreeSet<_>>().len(), 500);
        for letter in ' '..='~' {
            assert!(sample.iter().any(|text| text.contains(letter)), "{letter:?}");
        }
        assert!(sample.iter().any(|text| text.len() > 4000));
        assert!(sample.iter().filter(|text| !text.is_ascii()).count() > 50);
        assert_eq!(hostile::sample(usize::MAX).len(), hostile::all().len());
    });
}
