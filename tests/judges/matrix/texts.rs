//! The distinct texts of one sort of file, on disk for a judge that reads many at a time.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use berth::bundle::File;
use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use super::cases;
use crate::parallel;
use crate::suite::Suite;

/// A command line of every file would be too long for some machines.
const AT_ONCE: usize = 200;

pub struct Texts {
    folder: Folder,
    /// The path below the folder, its text, and the first bundle that has it.
    files: Vec<(String, String, &'static str)>,
}

impl Texts {
    pub fn whole(wanted: impl Fn(&File) -> bool) -> Self {
        Self::cut(|file| if wanted(file) { vec![(file.path.clone(), file.text.clone())] } else { Vec::new() })
    }

    /// What a file holds: each piece with a path to tell it by.
    pub fn cut(pieces: impl Fn(&File) -> Vec<(String, String)>) -> Self {
        let mut first: BTreeMap<(String, String), &'static str> = BTreeMap::new();
        for case in cases::all() {
            for piece in case.bundle.files.iter().flat_map(&pieces) {
                first.entry(piece).or_insert(&case.name);
            }
        }
        let folder = Folder::with(&[]);
        let mut files = Vec::new();
        for (at, ((path, text), name)) in first.into_iter().enumerate() {
            // A number of its own tells whose it is, wherever a judge names it.
            let path = format!("{at:05}/{path}");
            folder.write(&path, &text);
            files.push((path, text, name));
        }
        Self { folder, files }
    }

    /// Each with the first bundle that has it.
    pub fn each(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(_, text, name)| (*name, text.as_str()))
    }

    pub fn counted(&self) {
        eprintln!("     bundles: {}, distinct texts: {}", cases::all().len(), self.files.len());
    }

    /// What the command says of them where it does not end well, with the bundle's name for each number.
    fn judged_by(&self, command: impl Fn() -> Command + Sync) -> Result<(), String> {
        let chunks: Vec<_> = self.files.chunks(AT_ONCE).collect();
        let said = parallel::each(&chunks, |files| {
            let paths = files.iter().map(|(path, ..)| path);
            let said =
                command().args(paths).current_dir(self.folder.path()).output().expect("the judge runs");
            let words = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
            if said.status.success() { String::new() } else { words }
        });
        let words = said.concat();
        if words.is_empty() { Ok(()) } else { Err(self.named(words)) }
    }

    fn named(&self, mut words: String) -> String {
        for (path, _, name) in &self.files {
            words = words.replace(&path[..6], &format!("{name}: "));
        }
        words
    }
}

/// Adds a test of every text that is wanted, by a program that takes their paths.
pub fn judged(
    suite: &mut Suite,
    judge: Judge,
    sentence: &str,
    wanted: fn(&File) -> bool,
    arguments: &'static [&'static str],
) {
    suite.with(judge, sentence, move |program: &Path| judge_all(program, arguments, &Texts::whole(wanted)));
}

pub fn judge_all(program: &Path, arguments: &[&str], texts: &Texts) {
    let command = || {
        let mut command = Command::new(program);
        command.args(arguments);
        command
    };
    texts.judged_by(command).unwrap_or_else(|words| panic!("{words}"));
    texts.counted();
}
