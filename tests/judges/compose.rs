//! Docker Compose, on a folder that holds a bundle. It needs no engine for what is asked here.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::{Value, json};

use crate::suite::Suite;

pub struct Compose<'a> {
    program: &'a Path,
    folder: PathBuf,
    files: &'a [&'a str],
    variables: &'a [(&'a str, &'a str)],
    may_warn: bool,
    filled: bool,
}

/// Compose as a user of the bundle in `folder` runs it.
pub fn compose<'a>(program: &'a Path, folder: &'a Folder) -> Compose<'a> {
    Compose {
        program,
        folder: folder.path().to_owned(),
        files: &[],
        variables: &[],
        may_warn: false,
        filled: true,
    }
}

impl<'a> Compose<'a> {
    /// With these files, whatever `.env` names.
    pub fn with_files(self, files: &'a [&'a str]) -> Self {
        Self { files, ..self }
    }

    /// From a shell with these variables.
    pub fn told(self, variables: &'a [(&'a str, &'a str)]) -> Self {
        Self { variables, ..self }
    }

    /// In a folder below.
    pub fn below(self, home: &str) -> Self {
        Self { folder: self.folder.join(home), ..self }
    }

    /// A warning is as bad as an error otherwise: an unset variable is no more than that to Compose.
    pub fn may_warn(self) -> Self {
        Self { may_warn: true, ..self }
    }

    /// Without the values of variables.
    pub fn not_filled(self) -> Self {
        Self { filled: false, ..self }
    }

    /// What Compose says where it refuses.
    pub fn refusal(&self) -> String {
        self.config_q().expect_err("Compose refuses")
    }

    /// Compose accepts the files, without a word.
    pub fn config_q(&self) -> Result<(), String> {
        self.config(&["--quiet"]).map(drop)
    }

    /// The merged files. Compose writes a `$` of a value as `$$` here.
    pub fn config_json(&self) -> Result<Value, String> {
        json(&self.config_text()?)
    }

    /// The same as text.
    pub fn config_text(&self) -> Result<String, String> {
        self.config(&["--format", "json"])
    }

    /// What interpolation makes of these variables, as they are. Asked by a file of our own beside the user's `.env`,
    /// because `config --environment` is younger than many an installed Compose.
    pub fn environment(&self, names: &[&str]) -> Result<BTreeMap<String, String>, String> {
        let asked: BTreeMap<_, _> = names.iter().map(|name| (*name, format!("${{{name}?}}"))).collect();
        let question =
            json!({ "name": "question", "services": { "one": { "image": "i", "environment": asked } } });
        let answer = json(&self.run(&["--file", "-", "config", "--format", "json"], &question.to_string())?)?;
        let answers = answer["services"]["one"]["environment"].as_object().ok_or("no environment")?;
        let text = |value: &Value| value.as_str().unwrap_or_default().replace("$$", "$");
        Ok(answers.iter().map(|(name, value)| (name.clone(), text(value))).collect())
    }

    fn config(&self, arguments: &[&str]) -> Result<String, String> {
        let files = self.files.iter().flat_map(|file| ["--file", file]);
        let how = if self.filled { &["config"][..] } else { &["config", "--no-interpolate"] };
        self.run(&files.chain(how.iter().chain(arguments).copied()).collect::<Vec<_>>(), "")
    }

    fn run(&self, arguments: &[&str], input: &str) -> Result<String, String> {
        let mut child = Command::new(self.program)
            .args(arguments)
            .current_dir(&self.folder)
            .env_clear()
            .env("HOME", &self.folder)
            .envs(self.variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("compose does not run: {error}"))?;
        // Compose may end without having read it.
        let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
        let said = child.wait_with_output().map_err(|error| error.to_string())?;
        let complaints = String::from_utf8_lossy(&said.stderr).trim().to_owned();
        if said.status.success() && (self.may_warn || complaints.is_empty()) {
            Ok(String::from_utf8_lossy(&said.stdout).into_owned())
        } else {
            Err(complaints)
        }
    }
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Compose, "compose merges what `.env` names and reads its values as they are", |program| {
        let folder = Folder::with(&[
            (".env", "COMPOSE_FILE=a.yml,b.yml\nCOMPOSE_PATH_SEPARATOR=,\nGREETING=\"a \\\\ \\\" \\$ # 'ä'\"\n"),
            ("a.yml", "name: t\nservices:\n  one:\n    image: i:1\n    environment:\n      GREETING: ${GREETING}\n"),
            ("b.yml", "services:\n  one:\n    ports: ['127.0.0.1:8080:80']\n"),
        ]);
        let compose = compose(program, &folder);
        assert_eq!(compose.config_q(), Ok(()));
        let merged = compose.config_json().unwrap();
        assert_eq!(merged["services"]["one"]["ports"][0]["published"], "8080");
        assert_eq!(merged["services"]["one"]["environment"]["GREETING"], "a \\ \" $$ # 'ä'");
        assert_eq!(compose.environment(&["GREETING"]).unwrap()["GREETING"], "a \\ \" $ # 'ä'");
        assert!(compose.environment(&["ABSENT"]).unwrap_err().contains("ABSENT"));
    });

    suite.with(Judge::Compose, "compose's warning about an unset variable is a failure", |program| {
        let folder = Folder::with(&[("compose.yml", "services:\n  one:\n    image: i:${NOBODY_SET_THIS}\n")]);
        let complaint = compose(program, &folder).config_q().unwrap_err();
        assert!(complaint.contains("NOBODY_SET_THIS"), "{complaint}");
    });
}
