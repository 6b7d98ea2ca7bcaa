//! What a bundle consists of, and what a person does with it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Condition, Shape, Text, short};
use crate::packed;
use crate::packed::{Packed, Reader};

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// In the deployment's folder.
    pub path: String,
    /// Its template's name.
    pub template: String,
    #[serde(default)]
    pub mode: Mode,
    /// What it is, for its reader.
    pub about: String,
    /// At the top of the repository, not in the deployment's folder.
    #[serde(default)]
    pub root: bool,
    /// The fields whose values a program reads in it.
    #[serde(default)]
    pub holds: Vec<String>,
    /// For a template that all share: services by the parts that they play in it. It is told of those that run.
    #[serde(default, deserialize_with = "short::pairs", serialize_with = "short::mapping")]
    pub uses: Vec<(String, Upstream)>,
    /// For a template that all share: services by the paths below which they are reached, and which they don't see.
    #[serde(default, deserialize_with = "short::pairs", serialize_with = "short::mapping")]
    pub routes: Vec<(String, Upstream)>,
    /// Of a script that stops services: those that it leaves running.
    #[serde(default)]
    pub spares: Vec<String>,
    #[serde(default)]
    pub when: Condition,
}

packed!(File { path, template, mode, about, root, holds, uses, routes, spares, when });

/// A service and the port on which it listens in the stack's networks: `tamma-api:3100`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Upstream {
    pub service: String,
    pub port: u16,
}

impl TryFrom<String> for Upstream {
    type Error = String;

    fn try_from(raw: String) -> Result<Self, String> {
        raw.parse()
    }
}

impl FromStr for Upstream {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let parts = raw.split_once(':').and_then(|(service, port)| Some((service, port.parse().ok()?)));
        let (service, port) = parts
            .ok_or_else(|| format!("expected a service and its port, such as api:3000; found `{raw}`"))?;
        Ok(Self { service: service.to_owned(), port })
    }
}

/// As it is written.
impl Packed for Upstream {
    fn unpack(from: &mut Reader) -> Self {
        let nothing = Self { service: String::new(), port: 0 };
        from.parsed(nothing)
    }
}

impl From<Upstream> for String {
    fn from(upstream: Upstream) -> Self {
        format!("{}:{}", upstream.service, upstream.port)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    #[default]
    Shared,
    Private,
    Executable,
}

packed!(Mode [Shared, Private, Executable]);

impl Mode {
    /// As Unix writes it.
    pub fn bits(self) -> u32 {
        match self {
            Self::Shared => 0o644,
            Self::Private => 0o600,
            Self::Executable => 0o755,
        }
    }
}

/// Where a file is, by the shape of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// In a folder of its own. Compose files name it so in both shapes: they lie beside it.
    pub alone: String,
    /// In the stack's repository.
    pub in_repository: String,
}

impl Paths {
    /// Of what lies at this path of a folder, which the repository has where it says.
    pub fn below(folder: &str, alone: &str) -> Self {
        let in_repository = if folder.is_empty() { alone.to_owned() } else { format!("{folder}/{alone}") };
        Self { alone: alone.to_owned(), in_repository }
    }

    pub fn in_shape(&self, shape: Shape) -> &str {
        match shape {
            Shape::Deploy => &self.alone,
            Shape::Repository => &self.in_repository,
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
    pub fn by_name(path: &str) -> Self {
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
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub say: Text,
    /// To be pasted into a terminal, if there is something to run.
    pub run: Option<Text>,
    #[serde(default)]
    pub when: Condition,
}

packed!(Step { say, run, when });

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
            assert_eq!(FileKind::by_name(path), kind, "{path}");
        }
    }
}
