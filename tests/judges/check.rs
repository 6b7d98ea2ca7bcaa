//! What `berth check` says of a bundle, and of bundles with one thing broken on purpose.

use berth::deployment::check::check;
use berth::deployment::{Deployment, Found};
use berth::values::Secret;
use berth::words;

use crate::bundle::{self, Bundle};
use crate::suite::Suite;

const BASE: &str = "docker-compose.yml";
const OVERLAY: &str = "docker-compose.override.yml";

pub fn tests(suite: &mut Suite) {
    suite.ours("berth finds nothing in what it writes", || {
        let hostile = Secret::new("it's; a \"$wild\" #one\\");
        for bundle in [
            bundle::dev(),
            bundle::lite(),
            bundle::dev_with(|answers| answers.set_secret("POSTGRES_PASSWORD", hostile)),
        ] {
            assert_eq!(said(&deployment(&bundle)), [""; 0]);
        }
    });

    values(suite);
    services(suite);
    files(suite);
}

fn values(suite: &mut Suite) {
    broken(suite, "G3: an emptied secret", |bundle| {
        bundle.edit(".env", &bundle.line(".env", "RABBITMQ_PASSWORD="), "RABBITMQ_PASSWORD=");
        bundle.expects("error", BASE, "RABBITMQ_DEFAULT_PASS", "RABBITMQ_PASSWORD is required and not set");
    });
    broken(suite, "G3: a secret that is not there", |bundle| {
        bundle.edit(".env", &bundle.line(".env", "FRONT_DOOR_PASSWORD="), "");
        bundle.expects("error", BASE, "FRONT_DOOR_PASSWORD:", "FRONT_DOOR_PASSWORD is required and not set");
    });
    broken(suite, "G3: a secret with a default", |bundle| {
        bundle.edit(BASE, "${RABBITMQ_PASSWORD:?write it into .env}", "${RABBITMQ_PASSWORD:-guest}");
        bundle.expects("error", BASE, "RABBITMQ_DEFAULT_PASS", "built-in default");
    });
    broken(suite, "G2: a password that was changed without its other form", |bundle| {
        let quoted = "POSTGRES_PASSWORD_NPGSQL=\"'it was; another'\"\n";
        bundle.edit(".env", "\nRABBITMQ_PASSWORD=", &format!("\n{quoted}RABBITMQ_PASSWORD="));
        bundle.expects(
            "error",
            ".env",
            "POSTGRES_PASSWORD_NPGSQL",
            "is not the encoded form of POSTGRES_PASSWORD",
        );
    });
    broken(suite, "a line of `.env` that Compose refuses", |bundle| {
        bundle.edit(".env", "GITHUB_OWNER=octo-org", "GITHUB OWNER=octo-org");
        bundle.expects("error", ".env", "GITHUB OWNER=", "expected `NAME=value`");
        bundle.expects("error", BASE, "TAMMA_GITHUB_OWNER", "GITHUB_OWNER is required and not set");
    });
    broken(suite, "a variable that nothing sets", |bundle| {
        bundle.edit(BASE, "TAMMA_WORKING_DIRECTORY: /tmp", "TAMMA_WORKING_DIRECTORY: $NOBODY");
        bundle.expects("warning", BASE, "$NOBODY", "NOBODY is not set");
    });
}

fn services(suite: &mut Suite) {
    broken(suite, "G7: a host port for two services", |bundle| {
        bundle.edit(".env", "RABBITMQ_PORT=5672", "RABBITMQ_PORT=5432");
        bundle.expects(
            "error",
            OVERLAY,
            "${RABBITMQ_PORT",
            "host port 5432 is already published by `postgres`",
        );
    });
    broken(suite, "G6: a port list in the base and the overlay", |bundle| {
        let port = bundle.line(OVERLAY, "${DASHBOARD_PORT");
        let probe =
            "    healthcheck:\n      test: [CMD, wget, \"-q\", \"--spider\", http://127.0.0.1:80/healthz]";
        bundle.edit(BASE, probe, &format!("    ports:\n{port}\n{probe}"));
        bundle.expects(
            "error",
            OVERLAY,
            "${DASHBOARD_PORT",
            "host port 3001 is already published by `tamma-dashboard`",
        );
    });
    broken(suite, "G4: a port list that is empty", |bundle| {
        bundle.edit(BASE, "    hostname: rabbitmq\n", "    hostname: rabbitmq\n    ports: []\n");
        bundle.expects("warning", BASE, "ports: []", "clears nothing");
    });
    broken(suite, "G5: replicas in the base that share the overlay's port", |bundle| {
        bundle.edit(
            BASE,
            "    hostname: rabbitmq\n",
            "    hostname: rabbitmq\n    deploy:\n      replicas: 2\n",
        );
        bundle.expects("error", OVERLAY, "${RABBITMQ_PORT", "`rabbitmq` has more than one replica");
        bundle.expects("error", OVERLAY, "${RABBITMQ_MGMT_PORT", "`rabbitmq` has more than one replica");
    });
    broken(suite, "G8: a probe of PostgreSQL's socket", |bundle| {
        bundle.edit(BASE, "\"-h\", \"127.0.0.1\", \"-U\"", "\"-U\"");
        bundle.expects("warning", BASE, "pg_isready", "asks the socket");
    });
    broken(suite, "G9: a probe of localhost", |bundle| {
        bundle.edit(BASE, "http://127.0.0.1:3100/api/health", "http://localhost:3100/api/health");
        bundle.expects("warning", BASE, "localhost:3100", "names `localhost`");
    });
    broken(suite, "G12: a wait for a service that is not there", |bundle| {
        bundle.edit(BASE, "      rabbitmq:\n        condition:", "      hare:\n        condition:");
        bundle.expects("error", BASE, "hare:", "`elsa-server` waits for `hare`");
    });
    broken(suite, "G12: a volume that nobody declares", |bundle| {
        bundle.edit(BASE, "\n  tamma-rmq-data:\n", "\n");
        bundle.expects("error", BASE, "- tamma-rmq-data:/", "`tamma-rmq-data` is not declared");
    });
    broken(suite, "an image without a tag", |bundle| {
        bundle.edit(BASE, "image: postgres:15-alpine", "image: postgres");
        bundle.expects("warning", BASE, "image: postgres", "`postgres` has no tag");
    });
    broken(suite, "an image that can't be", |bundle| {
        bundle.edit(".env", "TAMMA_VERSION=latest", "TAMMA_VERSION=\"la test\"");
        bundle.expects("error", BASE, "/tamma-elsa:$", "la test");
        for image in ["api-dotnet", "api", "engine", "dashboard"] {
            bundle.expects("error", BASE, &format!("/tamma-{image}:$"), "la test");
        }
    });
}

fn files(suite: &mut Suite) {
    broken(suite, "G16: a version", |bundle| {
        bundle.edit(OVERLAY, "\nservices:\n", "\nversion: '3.8'\n\nservices:\n");
        bundle.expects("warning", OVERLAY, "version:", "obsolete");
    });
    broken(suite, "G15: a project without a name", |bundle| {
        bundle.edit(BASE, "\nname: tamma\n", "\n");
        bundle.expects("warning", BASE, "", "no fixed name");
    });
    broken(suite, "G15: a project that is named twice", |bundle| {
        bundle.edit(OVERLAY, "\nservices:\n", "\nname: other\nservices:\n");
        bundle.expects("warning", OVERLAY, "name: other", "named a second time");
    });
    broken(suite, "G17: a mounted file that is not there", |bundle| {
        bundle.0.files.retain(|file| file.path != "init-db.sql");
        bundle.0.paths.remove("init-db.sql");
        bundle.expects(
            "error",
            BASE,
            "./init-db.sql",
            "`init-db.sql` is mounted and not there: nothing starts",
        );
    });
    broken(suite, "a mounted file that is not there, and that Docker makes a folder of", |bundle| {
        let long = "bind: {create_host_path: false}";
        bundle.edit(BASE, long, "bind: {create_host_path: true}");
        bundle.0.files.retain(|file| file.path != "init-db.sql");
        bundle.0.paths.remove("init-db.sql");
        bundle.expects("error", BASE, "./init-db.sql", "Docker makes a folder of that name in its place");
    });
    broken(suite, "an overlay that is not there", |bundle| {
        bundle.0.files.retain(|file| file.path != OVERLAY);
        bundle.0.paths.remove(OVERLAY);
        bundle.expects("error", ".env", "", "COMPOSE_FILE names `docker-compose.override.yml`");
    });
    broken(suite, "a Compose file that is no YAML", |bundle| {
        bundle.edit(OVERLAY, "  rabbitmq:\n", " rabbitmq:\n");
        bundle.expects("error", OVERLAY, " rabbitmq:", "expected YAML");
    });
    broken(suite, "G18: a carriage return in `.env`", |bundle| {
        bundle.edit(".env", "GITHUB_REPO=hello-world\n", "GITHUB_REPO=hello-world\r\n");
        bundle.expects("error", ".env", "GITHUB_REPO=", "carriage returns");
    });
    broken(suite, "G18: an `.env` for everybody to read", |bundle| {
        bundle.found(".env").mode = Some(0o644);
        bundle.expects("warning", ".env", "", "other users of this machine can read it");
    });
    broken(suite, "G18: a script that can't be run", |bundle| {
        let text = "#!/bin/sh\n".to_owned();
        bundle.0.files.push(Found { path: "backup.sh".into(), mode: Some(0o644), text });
        bundle.expects("warning", "backup.sh", "", "can't be run");
    });
    broken(suite, "G19: an `.env` that Git takes", |bundle| {
        bundle.edit(".gitignore", "\n.env\n", "\n");
        bundle.expects("warning", ".gitignore", "", "Git does not ignore it");
    });
}

/// Adds a test that breaks one thing and expects it to be all that is found.
fn broken(suite: &mut Suite, what: &str, test: fn(&mut Broken)) {
    let (promise, what) =
        what.split_once(": ").map_or((String::new(), what), |(g, what)| (format!("{g}: "), what));
    suite.ours(&format!("{promise}berth check finds {what}"), move || {
        let mut broken = Broken(deployment(&bundle::dev()), Vec::new());
        test(&mut broken);
        let said = said(&broken.0);
        assert_eq!(said.len(), broken.1.len(), "{said:#?}");
        for (place, message) in &broken.1 {
            assert!(
                said.iter().any(|finding| finding.starts_with(place) && finding.contains(message)),
                "{place} {said:#?}"
            );
        }
    });
}

struct Broken(Deployment, Vec<(String, String)>);

impl Broken {
    fn found(&mut self, path: &str) -> &mut Found {
        self.0.files.iter_mut().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"))
    }

    fn text(&self, path: &str) -> &str {
        &self.0.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}")).text
    }

    /// The first line with this in it.
    fn line(&self, path: &str, part: &str) -> String {
        let line = self.text(path).lines().find(|line| line.contains(part));
        line.unwrap_or_else(|| panic!("no {part} in {path}")).to_owned()
    }

    fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "no {from} in {path}:\n{text}");
        self.found(path).text = text.replacen(from, to, 1);
    }

    /// On the first line with this in it. Empty: about the file as a whole.
    fn expects(&mut self, severity: &str, path: &str, part: &str, message: &str) {
        let line =
            self.text_or_nothing(path).lines().position(|line| line.contains(part)).map_or(0, |at| at + 1);
        let place = if part.is_empty() { format!("{path}: ") } else { format!("{path}:{line}: ") };
        self.1.push((format!("{severity}: {place}"), message.to_owned()));
    }

    fn text_or_nothing(&self, path: &str) -> &str {
        self.0.files.iter().find(|file| file.path == path).map_or("", |file| &file.text)
    }
}

fn said(deployment: &Deployment) -> Vec<String> {
    check(deployment).iter().map(words::finding).collect()
}

/// Where it is unpacked there is what the repository has.
pub fn deployment(bundle: &Bundle) -> Deployment {
    let mut deployment = Deployment::from(bundle).at_home();
    let stack = berth::catalogue::find(&bundle.name).expect("it ships");
    deployment.paths.extend(stack.sources.iter().map(std::borrow::ToOwned::to_owned));
    deployment
}
