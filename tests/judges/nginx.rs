//! nginx with one configuration file, as the official image runs it: the file is included, byte for byte, in the `http`
//! block, and the pages are in `/usr/share/nginx/html`. For a test that is alone in its namespaces.

use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::front_door::Door;

/// One process, so that ending the child ends it all; its user is the only one that the namespace may have.
const MAIN: &str = r"
user root root;
daemon off;
master_process off;
pid nginx.pid;
error_log stderr notice;
events {}
http {
  types {
    text/html html;
    text/css css;
    application/javascript js;
    image/svg+xml svg;
  }
  default_type application/octet-stream;
  access_log access.log;
  client_body_temp_path client;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  include default.conf;
}
";

pub struct Nginx {
    prefix: TempDir,
    server: Child,
}

impl Nginx {
    /// What `nginx -t` has against the file.
    pub fn check(program: &Path, conf: &str) -> Result<(), String> {
        let prefix = prefix(conf);
        let said =
            command(program, conf, prefix.path(), &Door::open()).arg("-t").output().expect("nginx runs");
        let words = String::from_utf8_lossy(&said.stderr).into_owned();
        if said.status.success() && !words.contains("[warn]") { Ok(()) } else { Err(words) }
    }

    /// Serves these pages, each a path and its content.
    pub fn start(program: &Path, conf: &str, pages: &[(&str, &str)]) -> Self {
        place(pages);
        Self::at("127.0.0.1", program, conf)
    }

    /// Listens at this address alone, so that another nginx may have the port at another one.
    pub fn at(address: &str, program: &Path, conf: &str) -> Self {
        Self::behind(&Door::open(), address, program, conf)
    }

    /// The same, where it has a front door: what the door's script decides holds.
    pub fn behind(door: &Door, address: &str, program: &Path, conf: &str) -> Self {
        assert!(conf.contains("listen 80;"), "{conf}");
        let prefix = prefix(&conf.replace("listen 80;", &format!("listen {address}:80;")));
        let log = fs::File::create(prefix.path().join("error.log")).unwrap();
        let server = command(program, conf, prefix.path(), door).stderr(log).spawn().expect("nginx runs");
        let mut nginx = Self { prefix, server };
        nginx.wait_until_ready(address);
        nginx
    }

    /// The lines of the access log.
    pub fn accesses(&self) -> String {
        fs::read_to_string(self.prefix.path().join("access.log")).unwrap()
    }

    /// Everything that it has said of itself.
    pub fn complaints(&self) -> String {
        fs::read_to_string(self.prefix.path().join("error.log")).unwrap()
    }

    /// A file of its process's folder in `/proc`.
    pub fn process(&self, file: &str) -> Vec<u8> {
        // What is mounted there knows processes by their numbers outside.
        let mounted =
            Command::new("mount").args(["-t", "proc", "proc", "/proc"]).status().expect("`mount` runs");
        assert!(mounted.success(), "no /proc of these namespaces");
        fs::read(format!("/proc/{}/{file}", self.server.id())).unwrap()
    }

    fn wait_until_ready(&mut self, address: &str) {
        let begin = Instant::now();
        while TcpStream::connect((address, 80)).is_err() {
            let ended = self.server.try_wait().unwrap().is_some();
            assert!(
                !ended && begin.elapsed() < Duration::from_secs(60),
                "nginx does not serve:\n{}",
                fs::read_to_string(self.prefix.path().join("error.log")).unwrap()
            );
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// By way of the front door's script, where the file asks for what that decides.
fn command(program: &Path, conf: &str, prefix: &Path, door: &Door) -> Command {
    let mut command = if conf.contains("front-door/door.conf") {
        let mut script = door.script(prefix);
        script.arg(program);
        script
    } else {
        Command::new(program)
    };
    command.arg("-p").arg(prefix).args(["-e", "stderr", "-c", "nginx.conf"]);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn prefix(conf: &str) -> TempDir {
    let prefix = tempfile::Builder::new().prefix("berth-nginx-").tempdir().expect("a temporary folder");
    fs::write(prefix.path().join("nginx.conf"), MAIN).unwrap();
    fs::write(prefix.path().join("resolver.conf"), "resolver 127.0.0.11 valid=10s ipv6=off;\n").unwrap();
    let conf = conf.replace("/tmp/resolver.conf", "resolver.conf");
    fs::write(prefix.path().join("default.conf"), Door::installed(&conf, prefix.path())).unwrap();
    prefix
}

/// The machine may have no such folder, or one with other pages: the test's lies above it, for the test alone.
pub fn place(pages: &[(&str, &str)]) {
    let mounted =
        Command::new("mount").args(["-t", "tmpfs", "pages", "/usr/share"]).status().expect("`mount` runs");
    assert!(mounted.success(), "no folder for the pages");
    for (path, content) in pages {
        let file = Path::new("/usr/share/nginx/html").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
}
