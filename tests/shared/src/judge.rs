//! The judges, and where each is found: the variable that `cargo xtask test` sets, then the search path, then the place
//! where Debian puts it.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

const COMPOSE_PLUGINS: &[&str] =
    &["/usr/libexec/docker/cli-plugins", "/usr/lib/docker/cli-plugins", "/usr/local/lib/docker/cli-plugins"];

/// A program of somebody else's that decides whether a file is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    Compose,
    Postgres,
    Postgis,
    Redis,
    Node,
    Vite,
    Nginx,
    Rabbitmq,
    Shellcheck,
    Yamllint,
    CheckJsonschema,
    Hadolint,
    Shfmt,
    Dash,
    Bash,
    Zizmor,
    Buildah,
    Busybox,
    Promtool,
    Caddy,
    Python,
    Unzip,
    /// The compiler of C#; what runs its programs is beside it.
    Mono,
    PgConnectionString,
    RedisClient,
    Ioredis,
}

impl Judge {
    /// Its name, its program, and folders that hold the program without being on the search path.
    fn about(self) -> (&'static str, &'static str, &'static [&'static str]) {
        match self {
            Self::Compose => ("compose", "docker-compose", COMPOSE_PLUGINS),
            Self::Postgres => ("postgres", "initdb", &["/usr/lib/postgresql/15/bin"]),
            Self::Postgis => ("postgis", "postgis.control", &["/usr/share/postgresql/15/extension"]),
            Self::Redis => ("redis", "redis-check-rdb", &[]),
            Self::Node => ("node", "node", &[]),
            Self::Vite => ("vite", "vite.js", &[]),
            Self::Nginx => ("nginx", "nginx", &["/usr/sbin"]),
            Self::Rabbitmq => ("rabbitmq", "rabbitmq-server", &["/usr/lib/rabbitmq/bin"]),
            Self::Shellcheck => ("shellcheck", "shellcheck", &[]),
            Self::Yamllint => ("yamllint", "yamllint", &[]),
            Self::Hadolint => ("hadolint", "hadolint", &[]),
            Self::Shfmt => ("shfmt", "shfmt", &[]),
            Self::Dash => ("dash", "dash", &[]),
            Self::Bash => ("bash", "bash", &[]),
            Self::Zizmor => ("zizmor", "zizmor", &[]),
            Self::Buildah => ("buildah", "buildah", &[]),
            Self::Busybox => ("busybox", "busybox", &[]),
            Self::Promtool => ("promtool", "promtool", &[]),
            Self::Caddy => ("caddy", "caddy", &[]),
            Self::Python => ("python", "python3", &[]),
            Self::Unzip => ("unzip", "unzip", &[]),
            Self::Mono => ("mono", "mcs", &[]),
            Self::PgConnectionString => ("pg-connection-string", "pg-connection-string/index.js", &[]),
            Self::RedisClient => ("redis-client", "redis/dist/index.js", &[]),
            Self::Ioredis => ("ioredis", "ioredis/built/index.js", &[]),
            Self::CheckJsonschema => ("check-jsonschema", "check-jsonschema", &[]),
        }
    }

    fn variable(self) -> String {
        format!("BERTH_JUDGE_{}", self.to_string().to_uppercase().replace('-', "_"))
    }

    /// The program, or for Postgres the folder of its programs; or why there is none.
    pub fn find(self) -> Result<PathBuf, String> {
        let (_, program, folders) = self.about();
        let variable = self.variable();
        if let Some(named) = env::var_os(&variable).filter(|named| !named.is_empty()).map(PathBuf::from) {
            let absent =
                format!("{self} is missing: {variable} names `{}`, which does not exist", named.display());
            return if named.exists() { Ok(named) } else { Err(absent) };
        }
        let path = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&path)
            .chain(folders.iter().map(PathBuf::from))
            .map(|folder| folder.join(program))
            .find(|program| program.is_file() && self.accepts(program))
            .and_then(|program| if self == Self::Postgres { folder_of(&program) } else { Some(program) })
            .ok_or_else(|| format!("{self} is missing: set {variable} or put `{program}` on PATH"))
    }

    /// Debian 12's `docker-compose` is version 1, whose judgement misleads; on its search path is a `rabbitmq-server`
    /// that works for the machine's own broker.
    fn accepts(self, program: &Path) -> bool {
        match self {
            Self::Compose => Command::new(program)
                .args(["version", "--short"])
                .output()
                .is_ok_and(|said| said.status.success() && !said.stdout.starts_with(b"1.")),
            Self::Rabbitmq => program.with_file_name("../../erlang").is_dir(),
            _ => true,
        }
    }
}

/// On the search path may be no more than a link to one of the programs.
fn folder_of(program: &Path) -> Option<PathBuf> {
    Some(program.canonicalize().ok()?.parent()?.to_owned())
}

impl fmt::Display for Judge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.about().0)
    }
}
