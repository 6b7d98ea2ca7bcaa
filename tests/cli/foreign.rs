//! The truth about projects that Berth did not make. Each is the smallest that shows its matter.

use super::berth::{Berth, berth};

/// One service of this, in a project with a name.
fn service(lines: &str) -> String {
    format!("name: x\nservices:\n  a:\n    image: a:1\n{lines}")
}

fn compose(text: impl AsRef<str>) -> Berth {
    berth("check compose.yaml").file("compose.yaml", text.as_ref())
}

#[track_caller]
fn nothing(berth: Berth) {
    berth.runs().says("nothing to mend");
}

#[test]
fn what_lies_deep_beside_one_compose_file_is_there() {
    let text = service(
        "    env_file: env/a.env\n    volumes: ['./conf/nginx/a.conf:/a.conf', './src/deep:/src']\n    secrets: [s]\nsecrets: {s: {file: ./keys/s.txt}}\n",
    );
    let there = |berth: Berth| {
        berth
            .file("conf/nginx/a.conf", "")
            .file("src/deep/x", "")
            .file("keys/s.txt", "s")
            .file("env/a.env", "A=1\n")
    };
    nothing(there(compose(&text)));
    nothing(
        there(berth("check some/where/stack.yml").file("some/where/stack.yml", &text))
            .file("some/where/env/a.env", "")
            .file("some/where/conf/nginx/a.conf", "")
            .file("some/where/keys/s.txt", ""),
    );
    let ran = compose(&text).refused();
    let ran = ran.complains("`env/a.env` is named as a file of variables and not there");
    let ran = ran.complains("`conf/nginx/a.conf` is mounted and not there");
    ran.complains("`keys/s.txt` holds a secret and is not there").says("3 errors, 0 warnings");
}

#[test]
fn a_folder_for_data_need_not_be_there() {
    nothing(compose(service("    volumes: ['./data:/var/lib/data', './pg.d:/x', './.cache:/y']\n")));
    let ran = compose(service("    volumes: ['./conf.d:/etc/x:ro']\n")).runs();
    ran.complains("warning: compose.yaml:5: `conf.d` is mounted to be read and not there");
    compose(service("    volumes: ['./settings:/etc/a.toml']\n"))
        .refused()
        .complains("`settings` is mounted");
}

#[test]
fn what_lies_above_or_elsewhere_is_not_looked_for() {
    nothing(compose(service(
        "    env_file: ['../a.env', /opt/a.env, '~/a.env']\n    volumes: ['../a.conf:/a.conf', '/etc/gone.conf:/b.conf']\n",
    )));
}

#[test]
fn an_image_that_is_built_needs_no_tag() {
    nothing(compose("name: x\nservices: {a: {image: me/a, build: .}}\n"));
    compose("name: x\nservices: {a: {image: me/a}}\n").runs().complains("`me/a` has no tag");
    let overlay = "services: {a: {build: .}}\n";
    let base = berth("check .").file("compose.yaml", "name: x\nservices: {a: {image: me/a}}\n");
    nothing(base.file("compose.override.yaml", overlay));
}

#[test]
fn what_is_included_and_extended_belongs_to_it() {
    let text = "name: x\ninclude: [parts/db.yaml, {path: [more.yaml]}]\nservices:\n  a:\n    extends: {file: common/base.yaml, service: base}\n    depends_on:\n      db: {condition: service_healthy}\n";
    let all = |berth: Berth| {
        let db = "services:\n  db:\n    image: db:${DB_TAG}\n    healthcheck: {test: [CMD, 'true']}\n    volumes: ['./db.sql:/db.sql', v:/v]\nvolumes: {v: }\n";
        let berth = berth.file("parts/db.yaml", db).file("parts/db.sql", "").file("parts/.env", "DB_TAG=1\n");
        berth
            .file("common/base.yaml", "services: {base: {image: 'b:1'}}\n")
            .file("more.yaml", "services: {}\n")
    };
    nothing(all(compose(text)));
    nothing(all(berth("check .").file("compose.yaml", text)));
    // Whoever starts it may set that, and nothing is wrong with the image then.
    let ran = all(compose(text)).file("parts/.env", "").runs();
    ran.complains("warning: parts/db.yaml:3: DB_TAG is not set").says("0 errors, 1 warning");
    compose(text)
        .refused()
        .complains("error: compose.yaml:2: `more.yaml` is named as a Compose file and not there");
}

#[test]
fn a_file_that_includes_itself_is_read_once() {
    nothing(
        compose("name: x\ninclude: [compose.yaml, b.yaml]\nservices: {}\n")
            .file("b.yaml", "include: [compose.yaml]\n"),
    );
}

#[test]
fn a_port_is_published_once_for_each_address_protocol_and_profile() {
    nothing(compose(service(
        "    ports: ['127.0.0.1:80:80', '127.0.0.2:80:80', '53:53', '53:53/udp', {target: 1, published: 54, protocol: udp}, '54:1', '${NONE:-}:9', '${NONE:-}:8']\n",
    )));
    let pair = |one: &str, other: &str| {
        format!(
            "name: x\nservices:\n  a: {{image: 'a:1', ports: ['80:80']{one}}}\n  b: {{image: 'a:1', ports: ['0.0.0.0:80:1']{other}}}\n"
        )
    };
    nothing(compose(pair(", profiles: [cpu]", ", profiles: [gpu]")));
    let clash = "host port 80 is already published by `a`";
    compose(pair("", "")).refused().complains(clash);
    compose(pair("", ", profiles: [gpu]")).refused().complains(clash);
    compose(pair(", profiles: [cpu]", ", profiles: [gpu]"))
        .file(".env", "COMPOSE_PROFILES=cpu,gpu\n")
        .refused()
        .complains(clash);
    let base = berth("check .").file("compose.yaml", service("    ports: ['80:80']\n"));
    nothing(base.file("compose.override.yaml", "services: {a: {ports: !override ['80:80']}}\n"));
}

#[test]
fn a_file_that_is_laid_over_another_is_not_judged_by_its_own_folder() {
    let overlay = "services:\n  a:\n    env_file: gone.env\n    depends_on: [elsewhere]\n    environment: {A: $UNKNOWN}\n    volumes: ['./gone.conf:/x.conf', gone:/y]\n";
    let ran =
        compose(overlay).runs().complains("warning: compose.yaml:2: `a` has neither `image:` nor `build:`");
    ran.says("0 errors, 1 warning");
    // In a project of its own it is an error.
    let ran =
        berth("check .").file("compose.yaml", "name: x\nservices: {a: {environment: {A: b}}}\n").refused();
    ran.complains("error: compose.yaml:2: expected `image:` or `build:` in `a`; found neither");
    // It waits for what another file has.
    let part = "services: {a: {image: 'a:$TAG', depends_on: [db], volumes: ['./gone.conf:/x.conf'], networks: [back]}}\n";
    let ran = compose(part).refused().complains("`a` waits for `db`, which is not there");
    ran.complains("the network `back` is not declared under `networks:`").says("2 errors, 0 warnings");
}

#[test]
fn what_is_given_is_declared() {
    let text = service(
        "    networks: {default: , n: }\n    secrets: [s]\n    configs: [{source: c}]\n    volumes: [v:/v]\n",
    );
    let ran = compose(&text).refused().says("4 errors");
    let ran = ran.complains("the network `n`").complains("the secret `s`").complains("the config `c`");
    ran.complains("the volume `v` is not declared under `volumes:`");
    nothing(compose(
        text + "networks: {n: }\nvolumes: {v: }\nsecrets: {s: {environment: S}, unused: {file: gone}}\nconfigs: {c: {content: x}}\n",
    ));
}

#[test]
fn what_need_not_be_there_may_be_missing() {
    nothing(compose(service(
        "    env_file: [{path: gone.env, required: false}]\n    depends_on: {gone: {condition: service_started, required: false}}\n",
    )));
}

#[test]
fn what_a_profile_lacks_stops_that_profile() {
    let text = service("    profiles: [p]\n    env_file: gone.env\n");
    compose(&text)
        .runs()
        .complains("warning: compose.yaml:6: `gone.env` is named")
        .complains("`a` can't start in");
    compose(&text).file(".env", "COMPOSE_PROFILES=p\n").refused().complains("not there: nothing starts");
}

#[test]
fn a_dependency_is_filled_in_a_list() {
    nothing(compose(service("    depends_on: ['${DB:-db}']\n  db: {image: 'd:1'}\n")));
}

#[test]
fn what_every_shell_sets_is_set_and_a_comment_asks_for_nothing() {
    nothing(compose(service(
        "    environment: {A: \"$HOME $PWD ${COMPOSE_PROJECT_NAME}\"} # not $THIS\n    labels: {$NOT_A_KEY: a}\n",
    )));
    compose(service("    environment: {A: $HOMES}\n")).runs().complains("HOMES is not set");
    let block = service("    command: |\n      # $IN_A_TEXT\n");
    compose(block).runs().complains("IN_A_TEXT is not set");
}

#[test]
fn a_path_a_switch_and_a_public_key_are_no_secrets() {
    nothing(compose(service(
        "    environment: {A: '${TLS_KEY:-/etc/a.key}', B: '${VAPID_PUBLIC_KEY:-abc}', C: '${USE_TOKEN:-false}'}\n",
    )));
    compose(service("    environment: {A: '${API_KEY:-abc}'}\n")).refused().complains("API_KEY is a secret");
}

#[test]
fn a_script_that_is_handed_to_a_shell_needs_no_run_bit() {
    let with = |line: &str| {
        let text =
            format!("name: x\nservices:\n  a:\n    image: a:1\n    volumes: [./run.sh:/run.sh]\n{line}");
        berth("check .").file("compose.yaml", text).file("run.sh", "#!/bin/sh\n")
    };
    with("").runs().complains("warning: run.sh: it is a script, and it can't be run");
    with("    command: [/run.sh]\n").runs().complains("chmod +x run.sh");
    nothing(with("    command: [sh, /run.sh]\n"));
    nothing(with("    entrypoint:\n      - /bin/bash\n      - -e\n      - /run.sh\n"));
    nothing(with("").file("all.sh", ". ./run.sh\n"));
    nothing(with("").file("Dockerfile", "COPY run.sh /\nRUN chmod +x /run.sh\n"));
    nothing(with("").file("README.md", "Run `bash run.sh`.\n"));
    nothing(with("").file("run.sh", "helper() { :; }\n"));
    let database = service("    volumes: [./init:/docker-entrypoint-initdb.d:ro]\n");
    nothing(berth("check .").file("compose.yaml", database).file("init/a.sh", "#!/bin/sh\n"));
}

#[test]
fn the_scripts_of_the_project_itself_are_not_its_deployments() {
    let project = |folder: &str| {
        berth("check .").file("compose.yaml", service("")).file(&format!("{folder}/x.sh"), "#!/bin/sh\r\n")
    };
    for folder in ["tools", "node_modules/a", ".github", "app/vendor/b"] {
        nothing(project(folder));
    }
    project(".").refused().complains("x.sh:1: expected Unix line ends");
}

#[test]
fn variables_without_a_secret_may_be_in_git() {
    let with = |env: &str| berth("check .").file("compose.yaml", service("")).file(".env", env);
    nothing(with("PORT=80\nA_PASSWORD=\n"));
    with("A_PASSWORD=x\n").runs().complains("Git does not ignore it").complains("other users");
    with("URL=postgres://a:b@c/d\n").runs().complains("Git does not ignore it");
    // Further up there may be a list of what Git ignores.
    let ran = compose(service("")).file(".env", "A_PASSWORD=x\n").runs();
    assert!(!ran.stderr().contains("Git"), "{}", ran.stderr());
}

#[test]
fn the_clients_of_mysql_mean_the_socket_by_localhost() {
    nothing(compose(service("    healthcheck: {test: [CMD, mysqladmin, ping, -h, localhost]}\n")));
    compose(service("    healthcheck: {test: curl http://localhost}\n"))
        .runs()
        .complains("names `localhost`");
}

#[test]
fn the_project_may_be_named_in_env() {
    nothing(compose("services: {a: {image: 'a:1'}}\n").file(".env", "COMPOSE_PROJECT_NAME=x\n"));
}

#[test]
fn what_is_no_text_is_no_compose_file() {
    berth("check a.yaml")
        .file("a.yaml", [0xff, 0xfe, 0])
        .refused()
        .complains("error: a.yaml:1: expected YAML; found bytes");
}

#[test]
fn json_says_what_was_left_out() {
    let ran = berth("check . --json").file("compose.yaml", service("")).file("node_modules/x", "").runs();
    let said = &ran.json()["left_out"];
    assert_eq!(said[0]["path"], "node_modules");
    assert_eq!(said[0]["why"], "of the project's tools");
}
