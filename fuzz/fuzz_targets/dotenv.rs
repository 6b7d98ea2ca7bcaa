//! Any `.env`: each line that is read is there and is read the same from anywhere else, and references in any text are
//! filled or refused.

#![no_main]

use std::collections::BTreeMap;

use berth::deployment::dotenv::{self, Line};
use berth::deployment::interpolation::{fill, references, substitute};
use berth::render::escape;
use berth_fuzz::fuzz_text;

fuzz_text!(check);

fn check(text: &str) {
    let (lines, broken) = dotenv::read(text);
    assert_places(text, &lines, &broken);
    assert_written_again(&lines);
    assert_same_below(text, &lines, &broken);
    if !text.contains('\r') {
        assert!(
            dotenv::read(&text.replace('\n', "\r\n")) == (lines.clone(), broken),
            "line ends make a difference"
        );
    }
    let values: BTreeMap<String, String> = lines.into_iter().map(|line| (line.name, line.value)).collect();
    assert_references(text, &values);
}

fn assert_places(text: &str, lines: &[Line], broken: &[usize]) {
    let last = text.matches('\n').count() + 1;
    let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
    for numbers in [&numbers[..], broken] {
        assert!(numbers.is_sorted(), "{numbers:?}");
        assert!(numbers.iter().all(|number| (1..=last).contains(number)), "{numbers:?} of {last}");
    }
    for line in lines {
        assert!(
            !line.name.is_empty() && !line.name.contains(['=', ':', '$', '"', '\'', ' ', '\n']),
            "{line:?}"
        );
        assert!(text.contains(&line.name), "{line:?}");
    }
}

/// As Berth writes it, it is read as what it was.
fn assert_written_again(lines: &[Line]) {
    // A line end is one, whichever it was.
    let lines: Vec<&Line> = lines.iter().filter(|line| !line.value.contains("\r\n")).collect();
    let written: String =
        lines.iter().map(|line| format!("{}={}\n", line.name, escape::dotenv(&line.value))).collect();
    let (again, broken) = dotenv::read(&written);
    assert_eq!(broken, [0; 0], "{written}");
    assert_eq!(again.len(), lines.len(), "{written}");
    for (line, again) in lines.iter().zip(&again) {
        assert_eq!((&line.name, &line.value), (&again.name, &again.value));
    }
}

/// A line above moves everything down, and changes nothing.
fn assert_same_below(text: &str, lines: &[Line], broken: &[usize]) {
    const ABOVE: &str = "ABOVE_ALL";
    if text.contains(ABOVE) || text.starts_with('\u{feff}') {
        return;
    }
    let (below, broken_below) = dotenv::read(&format!("{ABOVE}=1\n{text}"));
    assert_eq!(below[0].name, ABOVE);
    let moved: Vec<Line> =
        lines.iter().map(|line| Line { number: line.number + 1, ..line.clone() }).collect();
    assert!(below[1..] == moved, "{below:?}");
    assert_eq!(broken_below, broken.iter().map(|number| number + 1).collect::<Vec<_>>());
}

fn assert_references(text: &str, values: &BTreeMap<String, String>) {
    let filled = fill(text, values);
    if let Some(substituted) = substitute(text, values) {
        assert!(filled == substituted, "filled in two ways");
    }
    for reference in references(text) {
        let starts_well = reference.name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        assert!(starts_well, "{reference:?}");
        assert!(text.contains(reference.name) && text.contains(reference.argument), "{reference:?}");
    }
    assert!(substitute(&text.replace('$', "$$"), values).as_deref() == Some(text), "`$$` is no `$`");
}
