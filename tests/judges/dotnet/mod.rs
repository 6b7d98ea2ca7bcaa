//! .NET's own reader of connection strings, in Mono: `System.Data.Common.DbConnectionStringBuilder`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use crate::suite::Suite;
use crate::talk::talk;

/// By key, in small letters.
pub type Pairs = BTreeMap<String, String>;

/// What .NET makes of each; or what it has against it.
pub fn read(mcs: &Path, texts: &[String]) -> Vec<Result<Pairs, String>> {
    let folder = Folder::with(&[("read.cs", include_str!("read.cs"))]);
    let made = Command::new(mcs)
        .args(["-warnaserror", "-r:System.Data.dll", "read.cs"])
        .current_dir(folder.path())
        .output()
        .expect("mcs runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let said = talk(
        Command::new(mcs.with_file_name("mono")).arg("read.exe").current_dir(folder.path()),
        &texts.iter().flat_map(|text| [text, "\0"]).collect::<String>(),
    );
    let read: Vec<_> = said.split_terminator('\0').map(pairs).collect();
    assert_eq!(read.len(), texts.len());
    read
}

fn pairs(said: &str) -> Result<Pairs, String> {
    let mut words = said.split('\u{1}');
    let refusal = words.next().filter(|before| !before.is_empty());
    if let Some(refusal) = refusal {
        return Err(refusal.to_owned());
    }
    let words: Vec<&str> = words.collect();
    Ok(words.chunks(2).map(|pair| (pair[0].to_lowercase(), pair[1].to_owned())).collect())
}

pub fn tests(suite: &mut Suite) {
    suite.with(
        Judge::Mono,
        "G2: .NET's reader of connection strings is asked, and says what it can't read",
        |mcs| {
            let asked =
                [";; A = b c ;B='x;''y';", "a='open", "a=x'y;B=\"'\"\"\"", "", "a"].map(str::to_owned);
            let read = read(mcs, &asked);
            let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
            assert_eq!(read[0], Ok(Pairs::from([pair("a", "b c"), pair("b", "x;'y")])));
            assert_eq!(read[2], Ok(Pairs::from([pair("a", "x'y"), pair("b", "'\"")])));
            assert_eq!(read[3], Ok(Pairs::new()));
            assert!(read[1].is_err() && read[4].is_err(), "{read:?}");
        },
    );
}
