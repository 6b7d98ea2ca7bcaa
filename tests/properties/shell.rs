//! Values in a script, as the system's own `sh` reads them.

use std::process::Command;

use berth::render::escape;
use berth_testing::hostile;

#[test]
fn g1_a_shell_reads_each_word_back() {
    let mut texts = hostile::texts(500);
    texts.extend(
        ["over\nlines", "\n", "a\r\nb", "\u{1b}[31m", "-n", "--", "*", "~", "a\\\nb"].map(str::to_owned),
    );
    let words: Vec<String> =
        texts.iter().map(|text| escape::value("shell", text).expect("a shell takes all")).collect();
    // As an argument, as what is assigned, and behind something.
    let script: String = words
        .iter()
        .map(|word| format!("printf '%s\\0' {word}; value={word}; printf '%s\\0' \"$value\" x{word}\n"))
        .collect();
    let said = Command::new("sh").args(["-eu", "-c", &script]).output().expect("sh runs");
    assert!(said.status.success() && said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr));
    let read = String::from_utf8(said.stdout).unwrap();
    let read: Vec<&str> = read.split_terminator('\0').collect();
    assert_eq!(read.len(), texts.len() * 3);
    for (text, read) in texts.iter().zip(read.chunks(3)) {
        assert_eq!(read, [text, text, &format!("x{text}")]);
    }
}
