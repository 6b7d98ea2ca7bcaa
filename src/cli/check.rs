//! `berth check`

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde_json::json;

use super::{Stop, folder, json as output, print};
use crate::check::Finding;
use crate::deployment::check::check;
use crate::deployment::{Deployment, Refusal, Why, archive};
use crate::words;
use crate::words::terminal as say;

pub fn run(target: &Path, json: bool) -> Result<(), Stop> {
    let deployment = read(target)?.at_home();
    let findings = check(&deployment);
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    if json {
        let left_out: Vec<_> = deployment
            .left_out
            .iter()
            .map(|left| json!({ "path": left.path, "why": words::why(left.why) }))
            .collect();
        output::print(&json!({ "findings": output::findings(&findings), "left_out": left_out }))?;
    } else {
        print::findings(&findings)?;
        print::warnings(left_out(&deployment).into_iter())?;
        print::line(&say::checked(&target.display().to_string(), errors, findings.len() - errors))?;
    }
    if findings.iter().any(Finding::is_error) { Err(Stop::Refused(String::new())) } else { Ok(()) }
}

fn read(target: &Path) -> Result<Deployment, Stop> {
    let unreadable = |error: &dyn std::fmt::Display| Stop::Usage(say::unreadable(target, error));
    let refused = |refusal: Refusal| unreadable(&words::refusal(&refusal));
    let about = fs::metadata(target).map_err(|error| unreadable(&error))?;
    if about.is_dir() {
        return folder::whole(target).map_err(refused);
    }
    let mut start = [0; 4];
    let length =
        File::open(target).and_then(|mut file| file.read(&mut start)).map_err(|error| unreadable(&error))?;
    if start[..length].starts_with(b"PK") {
        let archive = File::open(target).map_err(|error| unreadable(&error))?;
        return archive::read(archive).map_err(refused);
    }
    folder::one_file(target).map_err(refused)
}

/// A line for each reason.
fn left_out(deployment: &Deployment) -> Vec<String> {
    let mut by_reason: BTreeMap<Why, Vec<&str>> = BTreeMap::new();
    for left in &deployment.left_out {
        by_reason.entry(left.why).or_default().push(&left.path);
    }
    by_reason.into_iter().map(|(reason, paths)| words::left_out(&paths, reason)).collect()
}
