//! AWS Secrets Manager, by a stand-in for its command line: what is put there, what may be read, what is fetched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use berth_testing::folder::Folder;
use serde_json::Value;

use super::{prod, prod_with, script};
use crate::suite::Suite;

/// Keeps each secret as a file, and refuses those that it is told to.
const AWS: &str = r#"#!/bin/sh
set -eu
[ "$1" = secretsmanager ]
command=$2 name='' value='' text=''
shift 2
while [ $# -gt 0 ]; do
  case $1 in
    --secret-id | --name) name=$2 ;;
    --secret-string) value=$2 ;;
    --output) text=$2 ;;
    --query) [ "$2" = SecretString ] ;;
  esac
  shift 2
done
case $name in */"${REFUSED-none}") echo "AccessDeniedException" >&2; exit 254 ;; esac
home=$STORE/$(printf %s "$name" | tr / +)
echo "$command $name" >>"$STORE/asked"
case $command in
  describe-secret) [ -e "$home" ] ;;
  create-secret) [ ! -e "$home" ]; cp "${value#file://}" "$home" ;;
  put-secret-value) [ -e "$home" ]; cp "${value#file://}" "$home" ;;
  get-secret-value) [ "$text" = text ]; cat "$home"; echo ;;
  *) exit 2 ;;
esac
"#;

pub fn tests(suite: &mut Suite) {
    suite.ours("Campaign's policy for AWS lets its secrets be read, and nothing else be done", || {
        let policy: Value = serde_json::from_str(&script("deploy/aws/secrets-policy.json")).unwrap();
        let statements = policy["Statement"].as_array().unwrap();
        assert_eq!(
            (statements.len(), &statements[0]["Action"]),
            (1, &"secretsmanager:GetSecretValue".into())
        );
        let resources: Vec<&str> = statements[0]["Resource"]
            .as_array()
            .unwrap()
            .iter()
            .map(|resource| resource.as_str().unwrap())
            .collect();
        let expected: Vec<String> = secrets()
            .keys()
            .map(|name| format!("arn:aws:secretsmanager:*:*:secret:campaign/production/{name}-??????"))
            .collect();
        // The policy has them in the order in which they are asked.
        assert_eq!(
            resources.into_iter().collect::<BTreeSet<_>>(),
            expected.iter().map(String::as_str).collect()
        );
    });

    suite.ours(
        "Campaign's secrets go to AWS and come back byte for byte, by the commands of the guide",
        || {
            let hostile = r#"it's; a "pass" $word \ # é漢"#;
            let bundle = prod_with(|answers| {
                answers.set_secret("POSTGRES_PASSWORD", berth::values::Secret::new(hostile));
            });
            let machine = Machine::with(Folder::holding(&bundle));
            machine.run("create-secrets.sh", &[]).done();
            machine.run("create-secrets.sh", &[]).done();
            let asked = machine.asked();
            for command in [
                "create-secret campaign/production/jwt_secret",
                "put-secret-value campaign/production/jwt_secret",
            ] {
                assert_eq!(asked.matches(command).count(), 1, "{asked}");
            }
            let before = machine.secrets();
            assert_eq!(before["postgres_password"], hostile);
            fs::remove_dir_all(machine.folder.path().join("secrets")).unwrap();
            machine.run("fetch-secrets.sh", &[]).done();
            assert_eq!(machine.secrets(), before);
            assert!(machine.asked().ends_with("docker compose up -d --wait\n"));
            let mode = |path: &str| {
                fs::metadata(machine.folder.path().join(path)).unwrap().permissions().mode() & 0o777
            };
            assert_eq!((mode("secrets"), mode("secrets/jwt_secret")), (0o700, 0o644));
        },
    );

    suite.ours(
        "what AWS refuses to hand over leaves Campaign's secrets as they were, and starts nothing",
        || {
            let machine = Machine::with(Folder::holding(&prod()));
            machine.run("create-secrets.sh", &[]).done();
            machine.folder.write("secrets/jwt_secret", "of the last start");
            let before = machine.secrets();
            let said = machine.run("fetch-secrets.sh", &[("REFUSED", "s3_secret_key")]);
            assert!(said.failed().contains("s3_secret_key could not be read; nothing was changed"));
            assert_eq!(machine.secrets(), before);
            assert!(!machine.asked().contains("docker"));
        },
    );

    suite.ours("a secret that is still to be written is not put into AWS", || {
        let machine = Machine::with(Folder::holding(&prod()));
        machine.folder.write("secrets/jwt_secret", "");
        assert!(
            machine
                .run("create-secrets.sh", &[])
                .failed()
                .contains("expected a secret in secrets/jwt_secret")
        );
    });
}

fn secrets() -> BTreeMap<String, String> {
    let files = prod().files.into_iter();
    files.filter_map(|file| Some((file.path.strip_prefix("secrets/")?.to_owned(), file.text))).collect()
}

struct Machine {
    folder: Folder,
}

impl Machine {
    fn with(folder: Folder) -> Self {
        let docker = "#!/bin/sh\necho \"docker $*\" >>\"$STORE/asked\"\n";
        for (path, text) in [("tools/aws", AWS), ("tools/docker", docker), ("store/asked", "")] {
            folder.write(path, text);
            fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self { folder }
    }

    /// From somewhere else: a script finds its own way.
    fn run(&self, name: &str, variables: &[(&str, &str)]) -> Said {
        let root = self.folder.path();
        let path = format!("{}:/usr/bin:/bin", root.join("tools").display());
        let output = Command::new("sh")
            .arg(root.join("deploy/aws").join(name))
            .current_dir("/")
            .env_clear()
            .env("PATH", path)
            .env("STORE", root.join("store"))
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        Said(output)
    }

    fn asked(&self) -> String {
        fs::read_to_string(self.folder.path().join("store/asked")).unwrap()
    }

    fn secrets(&self) -> BTreeMap<String, String> {
        let entries = fs::read_dir(self.folder.path().join("secrets")).unwrap().map(Result::unwrap);
        let text = |entry: &fs::DirEntry| fs::read_to_string(entry.path()).unwrap();
        entries.map(|entry| (entry.file_name().into_string().unwrap(), text(&entry))).collect()
    }
}

struct Said(Output);

impl Said {
    fn done(self) {
        assert!(self.0.status.success(), "{}", String::from_utf8_lossy(&self.0.stderr));
    }

    fn failed(self) -> String {
        assert!(!self.0.status.success());
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}
