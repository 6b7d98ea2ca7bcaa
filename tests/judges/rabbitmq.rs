//! A broker of our own, started from nothing by the file that users get. For a test that is alone in its namespaces:
//! the broker's ports are its own there, and it ends with them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use berth::stack::SecretMode;
use berth::values::Secret;
use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use crate::bundle;
use crate::suite::Suite;

const NODE: &str = "berth@localhost";
const USER: &str = "keeper";
/// `/proc` tells of the machine's processes, not of those in our namespace.
const CONF: &str = "vm_memory_calculation_strategy = erlang\n";
const PASSWORD: &str = "a \"b\" \\ # $x 'y' ü {}<<>>";

pub fn tests(suite: &mut Suite) {
    suite.alone_with(
        Judge::Rabbitmq,
        "G14: the broker makes its account from the file that it is given",
        |program| {
            let bundle = bundle::dev_with(|answers| {
                answers.secrets = SecretMode::Files;
                answers.set("RABBITMQ_USER", USER);
                answers.set_secret("RABBITMQ_PASSWORD", Secret::new(PASSWORD));
            });
            let broker = Broker::start(program, bundle::text(&bundle, "secrets/rabbitmq.config"));
            assert_eq!(broker.control(&["authenticate_user", USER, PASSWORD]), Ok(()));
            for (user, password) in [(USER, "another"), ("guest", "guest")] {
                let refusal = broker.control(&["authenticate_user", user, password]).unwrap_err();
                assert!(refusal.contains("failed to authenticate"), "{user}: {refusal}");
            }
        },
    );
}

/// Where Erlang is only unpacked, its own starter looks for it in the wrong place: this folder has one that does not.
pub struct Erlang(Folder, PathBuf);

impl Erlang {
    /// The one beside the broker, as Debian has it.
    pub fn beside(broker: &Path) -> Self {
        let root = broker.parent().expect("a folder").join("../../erlang").canonicalize().expect("Erlang");
        let is_runtime = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with("erts-");
        let runtime = fs::read_dir(&root).unwrap().flatten().find(is_runtime).expect("its runtime").path();
        let (root, bin) = (root.display(), runtime.join("bin"));
        let starter = format!(
            "#!/bin/sh\nexport ROOTDIR='{root}' BINDIR='{}' EMU=beam PROGNAME=erl\nexec \"$BINDIR/erlexec\" \"$@\"\n",
            bin.display()
        );
        let folder = Folder::with(&[("bin/erl", &starter)]);
        fs::set_permissions(folder.path().join("bin/erl"), fs::Permissions::from_mode(0o755)).unwrap();
        Self(folder, bin)
    }

    pub fn write(&self, name: &str, text: &str) {
        self.0.write(name, text);
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    pub fn command(&self, program: &Path) -> Command {
        let home = self.0.path();
        let mut command = Command::new(program);
        command
            .current_dir(home)
            .env_clear()
            .env("PATH", format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", home.join("bin").display()))
            .env("HOME", home)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }
}

struct Broker {
    erlang: Erlang,
    program: PathBuf,
    children: Vec<Child>,
}

impl Broker {
    fn start(program: &Path, advanced: &str) -> Self {
        let erlang = Erlang::beside(program);
        for (path, text) in [("advanced.config", advanced), ("rabbitmq.conf", CONF), ("plugins", "[].\n")] {
            erlang.0.write(path, text);
        }
        // The name server of Erlang's nodes.
        let names = erlang.command(&erlang.1.join("epmd")).args(["-address", "127.0.0.1"]).spawn().unwrap();
        let mut broker = Self { erlang, program: program.to_owned(), children: vec![names] };
        let mut server = broker.command("rabbitmq-server").stdout(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(server.stdout.take().expect("a pipe")).lines();
        broker.children.push(server);
        let mut said = String::new();
        loop {
            let Some(Ok(line)) = log.next() else { panic!("the broker ended before it was ready:\n{said}") };
            if line.contains("Server startup complete") {
                break;
            }
            said += &(line + "\n");
        }
        // A full pipe would stop the server.
        thread::spawn(move || log.for_each(drop));
        broker
    }

    fn control(&self, arguments: &[&str]) -> Result<(), String> {
        let said = self.command("rabbitmqctl").args(arguments).output().expect("rabbitmqctl runs");
        let words = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
        if said.status.success() { Ok(()) } else { Err(words) }
    }

    fn command(&self, name: &str) -> Command {
        let mut command = self.erlang.command(&self.program.with_file_name(name));
        let home = self.erlang.0.path();
        command.env("RABBITMQ_NODENAME", NODE).env("RABBITMQ_LOGS", "-");
        for (variable, path) in [
            ("ADVANCED_CONFIG_FILE", "advanced.config"),
            ("CONFIG_FILE", "rabbitmq.conf"),
            ("CONF_ENV_FILE", "none"),
            ("ENABLED_PLUGINS_FILE", "plugins"),
            ("GENERATED_CONFIG_DIR", "generated"),
            ("LOG_BASE", "log"),
            ("MNESIA_BASE", "data"),
            ("PID_FILE", "pid"),
        ] {
            command.env(format!("RABBITMQ_{variable}"), home.join(path));
        }
        command
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        // The child is the script that started the broker, whose own number is in its file.
        let number = fs::read_to_string(self.erlang.0.path().join("pid")).unwrap_or_default();
        let _ = Command::new("kill").args(["-KILL", number.trim()]).status();
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
