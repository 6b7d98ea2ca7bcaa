//! Reads the judges, `table.yaml`.

use serde::Deserialize;
use serde_yaml_ng::with::singleton_map;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Judge {
    pub name: String,
    /// Completes "…, which".
    pub job: String,
    /// Where it is looked for: a program by its name, or a file, in the cache folder by `$CACHE/`, at home by `$HOME/`. A whole
    /// system is looked for by its packages.
    pub find: Vec<String>,
    /// What the folder holds, if it is one that is looked for.
    #[serde(default)]
    pub holding: Vec<String>,
    /// It is asked for its version, which begins with this number or a higher one.
    #[serde(default)]
    pub oldest_major: Option<u32>,
    #[serde(with = "singleton_map")]
    pub from: From,
    pub by_hand: String,
    /// Found and installed where it is named, and not with all others.
    #[serde(default)]
    pub only_by_name: bool,
}

/// Where a judge comes from.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    Apt(Vec<String>),
    /// Debian packages of one suite, unpacked into a folder of the cache by the first one's name: nothing is installed,
    /// and nothing of theirs is started.
    Unpacked {
        suite: String,
        packages: Vec<String>,
    },
    Pip(String),
    Npm(String),
    /// A program of a crate, built into the cache folder.
    Cargo(String),
    /// Debian packages of one suite and all that they need, unpacked into one archive.
    System {
        suite: String,
        packages: Vec<String>,
    },
}

pub static JUDGES: LazyLock<Vec<Judge>> = LazyLock::new(|| {
    serde_yaml_ng::from_str(include_str!("table.yaml"))
        .expect("table.yaml holds judges, as a test has read them")
});

impl Judge {
    pub fn variable(&self) -> String {
        format!("BERTH_JUDGE_{}", self.name.to_uppercase().replace('-', "_"))
    }
}

#[cfg(test)]
mod tests {
    use super::JUDGES;
    use std::collections::BTreeSet;

    /// Two of one name would be told to the tests by one variable, and asked for as two packages.
    #[test]
    fn each_judge_stands_here_once() {
        let names: BTreeSet<_> = JUDGES.iter().map(|judge| &judge.name).collect();
        assert_eq!(names.len(), JUDGES.len());
    }
}
