//! The copy of the project that holds the fourth stack, and the programs that were built of it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The stack as it stands beside these tests.
pub const MANIFEST: &str = include_str!("hello/stack.yaml");

pub struct Project {
    pub tree: PathBuf,
}

impl Project {
    pub fn find() -> Result<Self, String> {
        let tree = env::var_os("BERTH_FOURTH")
            .ok_or("the project with a fourth stack is missing: BERTH_FOURTH names none")?;
        Ok(Self { tree: tree.into() })
    }

    /// A program in the copy, which is built where the copy says.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.tree).env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET_DIR");
        command
    }

    /// Its `berth`, with an empty environment.
    pub fn berth(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(self.tree.with_file_name("build").join("debug/berth"));
        command.env_clear().args(arguments).output().expect("berth runs")
    }

    /// `berth init hello`, into a folder.
    #[track_caller]
    pub fn init(&self, folder: &Path, more: &[&str]) {
        let folder = folder.to_str().expect("a name in UTF-8");
        said(&self.berth(&[&["init", "hello", "--yes", "--dir", folder], more].concat()));
    }

    /// The program that Cargo runs before it builds the copy.
    pub fn build_script(&self) -> PathBuf {
        let mut cargo = self.command("cargo");
        let out = cargo.args(["build", "--features", "cli", "--bin", "berth", "--message-format", "json"]);
        let lines = said(&out.output().expect("cargo runs"));
        let messages = lines.lines().map(|line| serde_json::from_str(line).expect("JSON, line by line"));
        let is_script = |message: &Value| {
            let target = &message["target"];
            // The core has one too.
            target["kind"][0] == "custom-build"
                && target["src_path"].as_str().is_some_and(|path| Path::new(path).ends_with("tree/build.rs"))
        };
        let script = messages.into_iter().find(is_script).expect("Cargo names it");
        PathBuf::from(script["filenames"][0].as_str().expect("a path"))
    }
}

/// What it printed, when all went well.
#[track_caller]
pub fn said(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
