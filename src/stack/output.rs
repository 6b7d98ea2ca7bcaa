//! What a bundle consists of, and what a person does with it.

use super::{Condition, Text};

#[derive(Debug)]
pub struct File {
    /// Its path in the bundle.
    pub path: &'static str,
    /// Its template's name.
    pub template: &'static str,
    pub mode: u32,
    /// What it is, for its reader.
    pub about: &'static str,
    pub when: Condition,
}

/// Decides how values are written into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Yaml,
    Dotenv,
    Nginx,
    Sql,
    Shell,
    Dockerfile,
    Toml,
    Json,
    Markdown,
    /// Nothing in it is ever a value.
    Plain,
}

impl FileKind {
    pub fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit('.').next().unwrap_or(name);
        match (name, ending) {
            (_, "yml" | "yaml") => Self::Yaml,
            (_, "sql") => Self::Sql,
            (_, "sh") => Self::Shell,
            (_, "toml") => Self::Toml,
            (_, "json") => Self::Json,
            (_, "md") => Self::Markdown,
            _ if name.starts_with(".env") => Self::Dotenv,
            _ if name.starts_with("Dockerfile") => Self::Dockerfile,
            _ if name.starts_with("nginx") && ending == "conf" => Self::Nginx,
            _ => Self::Plain,
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Dotenv => "dotenv",
            Self::Nginx => "nginx",
            Self::Sql => "sql",
            Self::Shell => "shell",
            Self::Dockerfile => "dockerfile",
            Self::Toml => "toml",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Plain => "plain",
        }
    }
}

/// One of the "next steps".
#[derive(Debug)]
pub struct Step {
    pub say: Text,
    /// To be pasted into a terminal. Empty: nothing to run.
    pub run: Text,
    pub when: Condition,
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_kind_is_told_by_the_path() {
        for (path, kind) in [
            ("docker/docker-compose.yml", FileKind::Yaml),
            (".env", FileKind::Dotenv),
            ("docker/.env.example", FileKind::Dotenv),
            ("nginx-dashboard.conf", FileKind::Nginx),
            ("init-db.sql", FileKind::Sql),
            ("tamma-update.sh", FileKind::Shell),
            ("docker/Dockerfile.ts", FileKind::Dockerfile),
            ("README.md", FileKind::Markdown),
            (".gitignore", FileKind::Plain),
        ] {
            assert_eq!(FileKind::of(path), kind, "{path}");
        }
    }
}
