//! What is wrong with a deployment that is already there, and why one is not read.

use crate::check::OfDeployment;
use crate::deployment::{MOST_BYTES, MOST_ENTRIES, Refusal, Why};

/// Why something was not looked into.
pub fn why(why: Why) -> &'static str {
    match why {
        Why::Tools => "of the project's tools",
        Why::Link => "a link, which is not followed",
        Why::Large => "larger than 1 MB",
        Why::Deep => "too deep in the folder",
        Why::Closed => "it can't be opened",
    }
}

/// Some of them by name.
pub fn left_out(paths: &[&str], reason: Why) -> String {
    const NAMED: usize = 5;
    let named = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
    let more = match paths.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("not looked into: {named}{more}: {}", why(reason))
}

pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::TooManyEntries => format!(
            "expected at most {MOST_ENTRIES} files and folders; found more: check the Compose file itself, by its name, \
             or without what is no part of the deployment"
        ),
        Refusal::TooManyBytes => format!(
            "expected at most {} MB, unpacked; found more: check the Compose file itself, by its name, or without \
             what is no part of the deployment",
            MOST_BYTES / 1024 / 1024
        ),
        Refusal::SameBesidesCase(one, other) => format!(
            "expected names that differ by more than capitals; found `{one}` and `{other}`, which are one file on \
             macOS and Windows: rename one of them"
        ),
        Refusal::Twice => "expected each name once; found a name twice: pack it anew".to_owned(),
        Refusal::Outside(name) => format!(
            "expected a path inside the zip, `folder/file`; found {name:?}, which leads elsewhere: pack it anew, from \
             inside its folder"
        ),
        Refusal::Link(path) => {
            format!(
                "expected files and folders; found `{path}`, a link or a device: pack what it leads to instead"
            )
        }
        Refusal::Encrypted(path) => {
            format!("expected a zip without a password; found `{path}` encrypted: pack it anew without one")
        }
        Refusal::Method(path, method) => format!(
            "expected entries that are stored or deflated; found `{path}` packed by {method}: pack it anew, by \
             `zip -r`"
        ),
        Refusal::NoZip(why) => format!("expected a zip; {why}"),
        Refusal::Unreadable(path, why) => {
            format!("expected a file that can be read; found `{path}`: {why}")
        }
    }
}

#[expect(clippy::too_many_lines, reason = "a table with a row for each kind")]
pub fn message(problem: &OfDeployment) -> String {
    match problem {
        OfDeployment::NoComposeFile { names } => {
            format!("expected a Compose file, one of `{}`; found none", names.join("`, `"))
        }
        OfDeployment::ComposeFileMissing { path } => {
            format!("COMPOSE_FILE names `{path}`, which is not there")
        }
        OfDeployment::NamedComposeFileMissing { path } => {
            format!("`{path}` is named as a Compose file and not there: nothing starts")
        }
        OfDeployment::ComposeFileLeftOut { why: reason } => {
            format!(
                "expected a Compose file that can be read; found one that is not looked into: {}",
                why(*reason)
            )
        }
        OfDeployment::NotYaml { why } => format!("expected YAML; {why}"),
        OfDeployment::NotText => "expected YAML; found bytes that are no text".to_owned(),
        OfDeployment::NotADotenvLine => {
            "expected `NAME=value`; found something else, or a quote that is not closed".to_owned()
        }
        OfDeployment::EnvNotIgnored => ".env holds secrets and Git does not ignore it".to_owned(),
        OfDeployment::CarriageReturns => {
            "expected Unix line ends; found carriage returns, which end up inside values and break scripts"
                .to_owned()
        }
        OfDeployment::ReadableByAll { .. } => {
            "it holds secrets, and other users of this machine can read it".to_owned()
        }
        OfDeployment::NotExecutable { .. } => "it is a script, and it can't be run".to_owned(),
        OfDeployment::EnvFileMissing { path } => {
            format!("`{path}` is named as a file of variables and not there: nothing starts")
        }
        OfDeployment::EnvFileMissingInProfile { path, service } => format!(
            "`{path}` is named as a file of variables and not there: `{service}` can't start in its profile"
        ),
        OfDeployment::StillToBeFilledIn { variable } => {
            format!("{variable} is still to be filled in: nothing starts")
        }
        OfDeployment::SecretFileMissing { path } => {
            format!("`{path}` holds a secret and is not there: nothing starts")
        }
        OfDeployment::ConfigFileMissing { path } => {
            format!("`{path}` is named as a config and not there: nothing starts")
        }
        OfDeployment::RequiredIsEmpty { variable } => {
            format!("{variable} is required and not set in .env: nothing starts")
        }
        OfDeployment::VariableNotSet { variable } => {
            format!("{variable} is not set in .env: it becomes empty text")
        }
        OfDeployment::WeakDefault { variable } => {
            format!("{variable} is a secret with a built-in default, which everybody knows")
        }
        OfDeployment::TwinDiffers { variable, base } => {
            format!("{variable} is not the encoded form of {base}: one of them was changed alone")
        }
        OfDeployment::ObsoleteVersion => "`version:` is obsolete, and Compose warns about it".to_owned(),
        OfDeployment::NoProjectName => {
            "the project has no fixed name: renaming its folder loses sight of its volumes".to_owned()
        }
        OfDeployment::SecondProjectName => {
            "the project is named a second time: with and without this file there are two projects".to_owned()
        }
        OfDeployment::PortPublishedTwice { port, by } => {
            format!("host port {port} is already published by `{by}`")
        }
        OfDeployment::ReplicasShareAPort { service, port } => {
            format!("`{service}` has more than one replica, and only one of them can hold host port {port}")
        }
        OfDeployment::EmptyPorts => "`ports: []` clears nothing: lists are added together".to_owned(),
        OfDeployment::Untagged { image } => {
            format!("`{image}` has no tag: what is pulled changes with time")
        }
        OfDeployment::NoSuchService { service, other } => {
            format!("`{service}` waits for `{other}`, which is not there")
        }
        OfDeployment::NoHealthToWaitFor { service, other } => format!(
            "`{service}` waits until `{other}` is healthy, and no health check is written for it here"
        ),
        OfDeployment::IsAnOverlay { service } => format!(
            "`{service}` has neither `image:` nor `build:`: this file is laid over another, and was checked alone"
        ),
        OfDeployment::NeitherImageNorBuild { service } => {
            format!("expected `image:` or `build:` in `{service}`; found neither: nothing starts")
        }
        OfDeployment::BindSourceMissing { path, made } => {
            let then =
                if *made { "Docker makes a folder of that name in its place" } else { "nothing starts" };
            format!("`{path}` is mounted and not there: {then}")
        }
        OfDeployment::BindFolderMissing { path } => {
            format!("`{path}` is mounted to be read and not there: Docker makes an empty folder of that name")
        }
        OfDeployment::NotDeclared { section, name } => {
            format!("the {} `{name}` is not declared under `{section}:`", section.trim_end_matches('s'))
        }
        OfDeployment::ProbesLocalhost => {
            "the probe names `localhost`, which is ::1 in some images while the service listens on 127.0.0.1"
                .to_owned()
        }
        OfDeployment::ProbesTheSocket => {
            "pg_isready asks the socket, which answers while the database is still being set up".to_owned()
        }
    }
}

pub fn advice(problem: &OfDeployment) -> Option<String> {
    let advice = match problem {
        OfDeployment::ReadableByAll { path, mode } => return Some(format!("chmod {mode} {path}")),
        OfDeployment::NotExecutable { path } => return Some(format!("chmod +x {path}")),
        OfDeployment::SecretFileMissing { path } => {
            return Some(format!("write the secret into {path}, without a line break behind it"));
        }
        OfDeployment::RequiredIsEmpty { variable } | OfDeployment::VariableNotSet { variable } => {
            return Some(format!("write `{variable}=…` into .env"));
        }
        OfDeployment::WeakDefault { variable } => {
            return Some(format!("use `${{{variable}:?write it into .env}}`"));
        }
        OfDeployment::TwinDiffers { base, .. } => {
            return Some(format!(
                "take this line out if {base} is letters and digits only, else encode it anew"
            ));
        }
        OfDeployment::ComposeFileLeftOut { .. } => "name the file itself: `berth check FILE`",
        OfDeployment::EnvNotIgnored => "write `.env` into .gitignore",
        OfDeployment::CarriageReturns => {
            "convert it, and keep it so by `* text=auto eol=lf` in .gitattributes"
        }
        OfDeployment::ObsoleteVersion | OfDeployment::SecondProjectName => "take the line out",
        OfDeployment::NoProjectName => "write `name: …` at the top",
        OfDeployment::EmptyPorts => "publish ports only in the file that wants them",
        OfDeployment::IsAnOverlay { .. } => "name both in COMPOSE_FILE in .env, and check the folder",
        OfDeployment::ProbesLocalhost => "write 127.0.0.1",
        OfDeployment::ProbesTheSocket => "add `-h 127.0.0.1`",
        _ => return None,
    };
    Some(advice.to_owned())
}
