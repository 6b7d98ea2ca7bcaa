//! What can be said of the files themselves, whatever is in them (G18, G19).

use super::scripts::Own;
use super::variables::holds_secrets;
use crate::check::{Finding, OfDeployment as Problem, Place};
use crate::deployment::compose::Project;
use crate::deployment::{Deployment, Found, There, dotenv};

pub fn check(deployment: &Deployment, project: &Project, env: &[dotenv::Line]) -> Vec<Finding> {
    let (is_secret, own) = (holds_secrets(env), Own::named_by(deployment, project));
    let mut findings: Vec<Finding> =
        deployment.files.iter().flat_map(|file| of_file(deployment, &own, file, is_secret)).collect();
    let ignores = |file: &Found| {
        file.text.lines().any(|line| {
            let pattern = line.trim().trim_start_matches("**/").trim_start_matches('/');
            matches!(pattern, ".env" | "*.env" | ".env*" | ".*" | "*")
        })
    };
    // Beside one Compose file lies the list of the whole repository, or it lies further up.
    let is_whole = deployment.asked.is_none() || deployment.there(Some(".git")) == There::Yes;
    let is_ignored = deployment.file(".gitignore").map_or(!is_whole, ignores);
    if is_secret && !is_ignored {
        findings.push(Finding::warning(place(".gitignore", None), Problem::EnvNotIgnored));
    }
    findings
}

fn of_file(deployment: &Deployment, own: &Own, file: &Found, env_is_secret: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_env = file.path == ".env";
    let is_read_by_line = is_env || file.path.ends_with(".sh") || file.path.ends_with(".sql");
    if file.text.contains('\r') && is_read_by_line && own.holds(file) {
        let line = file.text.split('\n').position(|line| line.contains('\r')).map(|at| at + 1);
        findings.push(Finding::error(place(&file.path, line), Problem::CarriageReturns));
    }
    let readable_by_others = file.mode.is_some_and(is_open_to_others);
    let folder = file.path.rsplit_once('/').and_then(|(folder, _)| deployment.folder_modes.get(folder));
    let kept_in = folder.is_some_and(|mode| !is_open_to_others(*mode));
    let is_secret = (is_env && env_is_secret) || file.path.starts_with("secrets/");
    if readable_by_others && !kept_in && is_secret {
        let (path, mode) = if is_env { (&*file.path, "600") } else { ("secrets", "700") };
        let problem = Problem::ReadableByAll { path: path.to_owned(), mode: mode.to_owned() };
        findings.push(Finding::warning(place(&file.path, None), problem));
    }
    if own.needs_run_bit(file) {
        let problem = Problem::NotExecutable { path: file.path.clone() };
        findings.push(Finding::warning(place(&file.path, None), problem));
    }
    if is_env {
        let broken = dotenv::read(&file.text).1;
        let finding = |line| Finding::error(place(".env", Some(line)), Problem::NotADotenvLine);
        findings.extend(broken.into_iter().map(finding));
    }
    findings
}

fn is_open_to_others(mode: u32) -> bool {
    const OTHERS: u32 = 0o077;
    mode & OTHERS != 0
}

fn place(path: &str, line: Option<usize>) -> Place {
    Place::File { path: path.to_owned(), line }
}
