//! Is a judge here? Looks at files only, so that it takes no time; only Compose is asked for its version.

use super::system;
use super::table::{Find, From, Judge};
use crate::{paths, run, toolchain};
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn find(judge: &Judge) -> Option<PathBuf> {
    match &judge.find {
        Find::Program(names) => names.iter().find_map(|name| program(name)),
        Find::Unpacked { package, program } => unpacked(package, program),
        Find::NodeFile(file) => Some(toolchain::node::package(file)).filter(|path| path.is_file()),
        Find::File(paths) => paths.iter().map(PathBuf::from).find(|path| path.is_file()),
        Find::Compose => compose(),
        Find::Rabbitmq => rabbitmq(),
        Find::Postgres(major) => postgres(major),
        Find::System => match &judge.from {
            From::System { packages, .. } => Some(system::archive(packages)).filter(|path| path.is_file()),
            _ => None,
        },
    }
}

/// The cache folder's own first, as it is known to work.
fn program(name: &str) -> Option<PathBuf> {
    let ours = ["python/bin", "cargo/bin"].map(|folder| paths::cache().join(folder).join(name));
    ours.into_iter().find(|path| path.is_file()).or_else(|| paths::program(name))
}

fn unpacked(package: &str, program: &str) -> Option<PathBuf> {
    let ours = paths::cache().join(package).join("usr/bin").join(program);
    if ours.is_file() { Some(ours) } else { paths::program(program) }
}

fn rabbitmq() -> Option<PathBuf> {
    let unpacked = paths::cache().join("rabbitmq-server");
    [unpacked.as_path(), Path::new("/")]
        .map(|root| root.join("usr/lib/rabbitmq/bin/rabbitmq-server"))
        .into_iter()
        .find(|path| path.is_file())
}

fn compose() -> Option<PathBuf> {
    const PLUGIN: &str = "cli-plugins/docker-compose";
    let unpacked = paths::cache().join("docker-compose/usr/libexec/docker").join(PLUGIN);
    [paths::home().join(".docker").join(PLUGIN), unpacked]
        .into_iter()
        .chain(
            ["/usr/local/lib/docker", "/usr/local/libexec/docker", "/usr/lib/docker", "/usr/libexec/docker"]
                .map(|folder| Path::new(folder).join(PLUGIN)),
        )
        .chain(paths::program("docker-compose"))
        .find(|path| path.is_file() && is_version_2(path))
}

fn is_version_2(compose: &Path) -> bool {
    let version = run::output(Command::new(compose).args(["version", "--short"])).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next();
    major.and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major >= 2)
}

fn postgres(major: &str) -> Option<PathBuf> {
    [format!("/usr/lib/postgresql/{major}/bin"), format!("/usr/pgsql-{major}/bin")]
        .into_iter()
        .chain([format!("/opt/homebrew/opt/postgresql@{major}/bin")])
        .map(PathBuf::from)
        .find(|folder| folder.join("initdb").is_file() && folder.join("psql").is_file())
}
