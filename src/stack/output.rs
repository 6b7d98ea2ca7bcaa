//! What a bundle consists of, and what a person does with it.

use super::{Condition, Shape, Text};

#[derive(Debug)]
pub struct File {
    pub path: Paths,
    /// Its template's name.
    pub template: &'static str,
    pub mode: u32,
    /// What it is, for its reader.
    pub about: &'static str,
    /// What this profile adds to the base stands in it. Empty: it is no such file.
    pub overlay: &'static str,
    /// The fields whose values a program reads in it.
    pub holds: &'static [&'static str],
    pub when: Condition,
}

/// Where a file is, by the shape of the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paths {
    /// In a folder of its own. Compose files name it so in both shapes: they lie beside it.
    pub alone: &'static str,
    /// In the stack's repository.
    pub in_repository: &'static str,
}

impl Paths {
    pub fn of(&self, shape: Shape) -> &'static str {
        match shape {
            Shape::Deploy => self.alone,
            Shape::Repository => self.in_repository,
        }
    }
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
    /// One secret and nothing else.
    Secret,
    Erlang,
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
            (_, "config") => Self::Erlang,
            (_, "dockerignore") => Self::Plain,
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
            Self::Secret => "secret",
            Self::Erlang => "erlang",
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
            ("secrets/rabbitmq.config", FileKind::Erlang),
            ("tamma.config.json", FileKind::Json),
            ("docker/Dockerfile.ts.dockerignore", FileKind::Plain),
            (".gitignore", FileKind::Plain),
        ] {
            assert_eq!(FileKind::of(path), kind, "{path}");
        }
    }
}
