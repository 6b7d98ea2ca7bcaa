//! What a bundle's texts promise: builds, images, scripts and guides.

use std::collections::BTreeSet;

use berth::stack::{FileKind, Kind, Part, Shape};
use berth::values::ImageRef;
use serde_json::Value;

use super::cases::ROOT;
use super::{Complaints, every, every_merged};
use crate::deployment::services;
use crate::suite::Suite;

/// What a bundler puts into a page when it is built; set later, they do nothing.
const BUILT_IN: [&str; 4] = ["VITE_", "NEXT_PUBLIC_", "REACT_APP_", "NG_APP_"];
/// Told in an option, where a server listens.
const LISTENS: [&str; 3] = ["--host", "--bind", "--listen"];

pub fn tests(suite: &mut Suite) {
    names(suite);
    builds(suite);
    servers(suite);
    scripts(suite);
}

fn names(suite: &mut Suite) {
    every_merged(
        suite,
        "G14: a host whose data hangs on its name has it for good, and no program gets a file that it can't read",
        |case, merged| {
            let mut complaints = Vec::new();
            for (name, service) in services(merged) {
                let stack = case.plan.stack;
                let planned = stack.service(name).expect("of the stack");
                let image = stack.image(&planned.image).expect("an image");
                if service["hostname"].as_str() != planned.hostname.as_deref() {
                    complaints.push(format!("`{name}` is called {}", service["hostname"]));
                }
                if service["image"].as_str().is_some_and(|image| image.starts_with("rabbitmq:"))
                    && planned.hostname.is_none()
                {
                    complaints.push(format!("`{name}` has no name for good"));
                }
                for (variable, value) in service["environment"].as_object().into_iter().flatten() {
                    let named = value.as_str().is_some_and(|value| value.starts_with("/run/secrets/"));
                    if named && image.file_suffix.as_ref().is_none_or(|suffix| !variable.ends_with(suffix)) {
                        complaints.push(format!("`{name}` can't read {variable}"));
                    }
                }
            }
            complaints
        },
    );
}

/// Dockerfiles that the stack's own repository brings.
const OF_THE_REPOSITORY: [&str; 2] =
    ["/apps/tamma-elsa/src/Tamma.ElsaServer/Dockerfile", "/apps/tamma-elsa/src/Tamma.Api/Dockerfile"];

fn builds(suite: &mut Suite) {
    every_merged(
        suite,
        "G20: every build of every bundle has a context that reaches its Dockerfile, within the repository",
        |case, merged| {
            let mut complaints = Vec::new();
            for (name, service) in
                services(merged).into_iter().filter(|(_, service)| !service["build"].is_null())
            {
                let context = service["build"]["context"].as_str().unwrap_or_default();
                let Some(context) = context.strip_prefix(ROOT) else {
                    complaints.push(format!("`{name}` is built from {context}"));
                    continue;
                };
                let dockerfile = service["build"]["dockerfile"].as_str().unwrap_or_default();
                let path = format!("{context}/{dockerfile}");
                let file = case.bundle.file(path.trim_start_matches('/'));
                if file.is_none() && !OF_THE_REPOSITORY.contains(&path.as_str()) {
                    complaints.push(format!("`{name}` is built by {path}, which nobody has"));
                }
                let target = service["build"]["target"].as_str();
                let absent = |target: &&str| file.is_some_and(|file| !stages(&file.text).contains(*target));
                complaints
                    .extend(target.filter(absent).map(|target| format!("{path} has no stage `{target}`")));
                let args = service["build"]["args"].as_object().into_iter().flatten();
                let unread = args
                    .filter(|(arg, _)| file.is_some_and(|file| !file.text.contains(&format!("ARG {arg}"))));
                complaints.extend(unread.map(|(arg, _)| format!("{path} takes no {arg}")));
                if case.plan.shape == Shape::Deploy {
                    complaints.push(format!("`{name}` is built where there is no source"));
                }
            }
            complaints
        },
    );

    every_merged(
        suite,
        "G21: no built image of any bundle is told at run time what is fixed when it is built",
        |case, merged| {
            let told = services(merged).into_iter().flat_map(|(name, service)| {
                let told = service["environment"].as_object().cloned().unwrap_or_default();
                told.into_iter().map(move |(variable, _)| (name, variable))
            });
            let built_in =
                told.filter(|(_, variable)| BUILT_IN.iter().any(|start| variable.starts_with(start)));
            // In development a server reads it whenever it starts.
            let fixed = built_in.filter(|_| case.plan.profile.id != "dev");
            fixed.map(|(name, variable)| format!("`{name}` is told {variable}")).collect()
        },
    );

    every(suite, "G21: every answer that is built in is said to be", |case| {
        let built_in = case.plan.services.iter().flat_map(|service| &service.build_args);
        let keys = built_in.flat_map(|(_, value)| value.fields()).map(|(key, _)| key);
        let fields = keys.filter_map(|key| case.plan.stack.field(key));
        fields
            .filter(|field| !field.help.contains("buil"))
            .map(|field| format!("{} does not say so", field.key))
            .collect()
    });
}

fn servers(suite: &mut Suite) {
    every_merged(
        suite,
        "G22: every server of every bundle that is told where to listen listens to other containers",
        |_, merged| {
            let mut complaints = Vec::new();
            for (name, service) in services(merged) {
                let environment = service["environment"].as_object().into_iter().flatten();
                let told = environment.filter(|(key, _)| ["HOST", "HOSTNAME"].contains(&key.as_str()));
                let mut places: Vec<String> =
                    told.filter_map(|(_, value)| Some(value.as_str()?.to_owned())).collect();
                let words: Vec<&str> =
                    service["command"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                let options = words.windows(2).filter(|pair| LISTENS.contains(&pair[0]));
                places.extend(options.map(|pair| pair[1].to_owned()));
                let joined = words
                    .iter()
                    .filter(|word| word.contains("listen"))
                    .filter_map(|word| word.split_once('='));
                places.extend(joined.map(|(_, place)| place.to_owned()));
                let alone = places.into_iter().filter(|place| !place.starts_with("0.0.0.0"));
                complaints.extend(alone.map(|place| format!("`{name}` listens at {place}")));
            }
            complaints
        },
    );

    every_merged(
        suite,
        "G23: every image of every bundle has a tag, by its manifest or by an answer, and known architectures",
        |case, merged| {
            let mut complaints = Vec::new();
            for (name, service) in services(merged) {
                let reference = service["image"].as_str().unwrap_or_default();
                let stack = case.plan.stack;
                let image =
                    stack.service(name).and_then(|service| stack.image(&service.image)).expect("an image");
                let by_answer = image.reference.0.iter().any(|part| match part {
                    Part::Field { key, .. } => {
                        stack.field(key).is_some_and(|field| matches!(field.kind(), Kind::Tag))
                    }
                    Part::Literal(_) => false,
                });
                match ImageRef::try_from(reference) {
                    Ok(ImageRef { tag: Some(tag), .. }) if tag != "latest" || by_answer => {}
                    Ok(ImageRef { digest: Some(_), .. }) => {}
                    found => complaints.push(format!("`{name}` runs {reference}: {found:?}")),
                }
                if image.architectures.is_empty() {
                    complaints.push(format!("`{name}`: nobody knows where {reference} runs"));
                }
            }
            complaints
        },
    );
}

fn scripts(suite: &mut Suite) {
    every(
        suite,
        "G24: every bundle with a backup has an update that makes one first, and no script of its deletes data",
        |case| {
            let mut complaints = Vec::new();
            let scripts = || case.bundle.files.iter().filter(|file| file.kind == FileKind::Shell);
            let by_end = |end: &str| scripts().find(|file| file.path.ends_with(end));
            match (by_end("-backup.sh"), by_end("-update.sh")) {
                (Some(_), Some(update)) => complaints.extend(updates_first(&update.text)),
                (None, None) => {}
                _ => complaints.push("one is there without the other".to_owned()),
            }
            for file in scripts() {
                for words in
                    ["down -v", "down --volumes", "volume rm", "volume prune", "system prune", "DROP SCHEMA"]
                {
                    let deletes = file.text.contains(words).then(|| format!("{}: `{words}`", file.path));
                    complaints.extend(deletes);
                }
            }
            complaints
        },
    );

    every(
        suite,
        "G28: no file of any bundle, and no next step, recommends what may recreate containers",
        |case| {
            let files = case.bundle.files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
            let steps = case.plan.steps.iter().filter_map(|step| Some(("a next step", step.run.as_deref()?)));
            let recommends = |text: &str| text.contains("--dry-run") && text.contains("docker compose");
            files.chain(steps).filter(|(_, text)| recommends(text)).map(|(path, _)| path.to_owned()).collect()
        },
    );

    every(suite, "G13: no SQL of any bundle names a role", |case| {
        let mut complaints = Vec::new();
        for file in case.bundle.files.iter().filter(|file| file.kind == FileKind::Sql) {
            for line in file.text.lines().filter(|line| !line.trim_start().starts_with("--")) {
                let named = [" OWNER TO ", "GRANT ", "CREATE ROLE", "CREATE USER"]
                    .iter()
                    .any(|words| line.contains(words));
                complaints.extend(named.then(|| format!("{}: `{line}`", file.path)));
            }
        }
        complaints
    });
}

fn stages(dockerfile: &str) -> BTreeSet<&str> {
    let froms = dockerfile.lines().filter(|line| line.starts_with("FROM "));
    froms
        .filter_map(|line| line.split(' ').skip_while(|word| !word.eq_ignore_ascii_case("as")).nth(1))
        .collect()
}

/// What changes something hears nothing, so that it is told from what is only said.
fn updates_first(update: &str) -> Complaints {
    let first = |is_it: &dyn Fn(&str) -> bool| update.lines().position(is_it);
    let backup = first(&|line| line.contains("-backup.sh || fail"));
    let changes = first(&|line| {
        let begins = ["build", "pull", "up"]
            .iter()
            .any(|command| line.starts_with(&format!("docker compose {command} ")));
        begins && line.contains("</dev/null")
    });
    let well = matches!((backup, changes), (Some(backup), Some(changes)) if backup < changes);
    let wrong = format!("the update backs up in line {backup:?} and changes something in line {changes:?}");
    (!well).then_some(wrong).into_iter().collect()
}
