//! Many bundles in one call of Compose: the lines of each one's `.env`, under names of its own, beside the texts of the
//! Compose file. Those are the same in every bundle, whatever the answers are; a test of G3 holds that.

use std::fmt::Write as _;
use std::path::Path;

use berth::plan::Plan;
use berth::target::compose::{File, files, write};
use berth::yaml;
use berth_testing::folder::Folder;
use serde_json::{Map, Value, json};

use crate::bundle::{self, Bundle};
use crate::compose::compose;
use crate::parallel;

/// What Compose needs for a file grows with the square of it.
const AT_ONCE: usize = 300;

/// One variable of one service.
pub type Entry<'a> = (&'a str, &'a str);

/// For each plan, what Compose makes of each entry.
pub fn read(program: &Path, plans: &[Plan], entries: &[Entry]) -> Vec<Vec<String>> {
    let first = bundle::rendered(&plans[0]);
    let sources: Vec<Source> = entries.iter().map(|entry| Source::found_in(&first, *entry)).collect();
    plans.chunks(AT_ONCE).flat_map(|plans| read_chunk(program, plans, &sources)).collect()
}

fn read_chunk(program: &Path, plans: &[Plan], sources: &[Source]) -> Vec<Vec<String>> {
    let numbered: Vec<(usize, &Plan)> = plans.iter().enumerate().collect();
    let mut asked = Map::new();
    let (mut env, mut private) = (String::new(), String::new());
    for (at, lines) in
        parallel::each(&numbered, |(_, plan)| Lines::written_for(plan, sources)).iter().enumerate()
    {
        // What is in a file of its own refers to answers that are the same in all of these.
        if at == 0 {
            env += &lines.env.concat();
        }
        for line in &lines.env {
            let _ = write!(env, "V{at}_{line}");
        }
        for (number, source) in sources.iter().enumerate() {
            let name = format!("V{at}_{number}");
            match source {
                Source::Compose(text) => {
                    asked.insert(name, text.replace("${", &format!("${{V{at}_")).into());
                }
                Source::Private { .. } => {
                    let _ = writeln!(private, "{name}={}", lines.private[number]);
                }
            }
        }
    }
    let service = json!({ "image": "i", "environment": asked, "env_file": ["private.env"] });
    let file = json!({ "name": "many", "services": { "one": service } }).to_string();
    let folder = Folder::with(&[(".env", &env), ("private.env", &private), ("many.yml", &file)]);
    let merged = compose(program, &folder).with_files(&["many.yml"]).config_json().unwrap();
    let found = crate::values::environment(&merged, "one");
    (0..plans.len())
        .map(|at| (0..sources.len()).map(|number| found(&format!("V{at}_{number}"))).collect())
        .collect()
}

/// Where an entry's text stands.
enum Source {
    Compose(String),
    Private { path: String, name: String },
}

impl Source {
    fn found_in(bundle: &Bundle, (service, name): Entry) -> Self {
        let compose = bundle.files.iter().filter(|file| file.path.contains("docker-compose."));
        let mut texts = compose.filter_map(|file| {
            let tree: Value = yaml::parse(&file.text).expect("YAML");
            Some(tree["services"][service]["environment"][name].as_str()?.to_owned())
        });
        // The base comes first; where an overlay says something else, that stands in a file that comes later.
        if let Some(text) = texts.next() {
            return Self::Compose(texts.next_back().unwrap_or(text));
        }
        let line = format!("{name}=");
        let files = bundle.files.iter().filter(|file| file.path.ends_with(&format!("secrets/{service}.env")));
        let mut homes = files.filter(|file| file.text.lines().any(|found| found.starts_with(&line)));
        let path = homes.next().unwrap_or_else(|| panic!("{service} has no {name}")).path.clone();
        Self::Private { path, name: name.to_owned() }
    }
}

struct Lines {
    /// With their line ends.
    env: Vec<String>,
    /// For each source; empty for one in the Compose file.
    private: Vec<String>,
}

impl Lines {
    fn written_for(plan: &Plan, sources: &[Source]) -> Self {
        let private = |path: &str| {
            sources.iter().any(|source| matches!(source, Source::Private { path: own, .. } if own == path))
        };
        let wanted = |path: &str| path.rsplit('/').next() == Some(".env") || private(path);
        let bundle = only(plan, |file| wanted(&file.path));
        let env = bundle.files.iter().find(|file| !private(&file.path)).expect("a .env");
        let sets = |line: &&str| !line.is_empty() && !line.starts_with('#') && !line.starts_with("COMPOSE_");
        Self {
            env: env.text.lines().filter(sets).map(|line| format!("{line}\n")).collect(),
            private: sources.iter().map(|source| source.private_line(&bundle)).collect(),
        }
    }
}

impl Source {
    fn private_line(&self, bundle: &Bundle) -> String {
        let Self::Private { path, name } = self else { return String::new() };
        let mut lines = bundle::text(bundle, path).lines();
        let value = lines.find_map(|line| line.strip_prefix(name.as_str())?.strip_prefix('='));
        value.expect("its line").to_owned()
    }
}

/// The bundle of this plan without any file but these.
pub fn only(plan: &Plan, wanted: impl Fn(&File) -> bool) -> Bundle {
    let files: Vec<File> = files(plan).into_iter().filter(wanted).collect();
    write(plan, &files).expect("it renders")
}
