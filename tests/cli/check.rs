use serde_json::json;

use super::berth::{berth, berth_in};

#[test]
fn finds_nothing_in_what_berth_wrote() {
    let ran = berth("init --yes --dir out").owned().runs();
    berth_in(ran.folder(), "check out").runs().says("out: nothing to mend");
    let ran = berth("init --yes --zip out.zip").owned().runs();
    berth_in(ran.folder(), "check out.zip").runs().says("nothing to mend");
    let ran = berth("init --yes").owned().runs();
    berth_in(ran.folder(), "check docker-compose.yml").runs().says("nothing to mend");
}

#[test]
fn says_what_is_still_to_be_written() {
    let ran = berth("init --yes").runs();
    berth_in(ran.folder(), "check .").refused().complains("GITHUB_TOKEN is required and not set");
}

#[test]
fn judges_a_compose_file_of_any_name() {
    let compose = "version: '3'\nservices:\n  web:\n    image: nginx\n    ports: ['80:80', '80:8080']\n    volumes: ['./gone.conf:/x']\n";
    berth("check stack.yml")
        .file("stack.yml", compose)
        .refused()
        .complains("warning: stack.yml:1: `version:` is obsolete")
        .complains("warning: stack.yml:4: `nginx` has no tag")
        .complains("error: stack.yml:5: host port 80 is already published by `web`")
        .complains("error: stack.yml:6: `gone.conf` is mounted and not there")
        .says("stack.yml: 2 errors, 3 warnings");
}

#[test]
fn tells_a_script() {
    let findings = berth("check c.yml --json").file("c.yml", "services: [").refused().json();
    assert_eq!(findings["findings"][0]["place"]["file"], "c.yml");
    assert_eq!(findings["findings"][0]["kind"], "not-yaml");

    let compose = "version: '3'\nname: x\nservices:\n  web:\n    image: nginx\n";
    let told = berth("check c.yml --json").file("c.yml", compose).runs().json();
    let [version, image] = [&told["findings"][0], &told["findings"][1]];
    let expected = json!({
        "severity": "warning",
        "place": { "file": "c.yml", "line": 1 },
        "kind": "obsolete-version",
        "facts": {},
        "message": "`version:` is obsolete, and Compose warns about it",
        "advice": "take the line out",
        "mend": null,
    });
    assert_eq!(*version, expected);
    assert_eq!((&image["kind"], &image["facts"]), (&json!("untagged"), &json!({ "image": "nginx" })));
}

#[test]
fn tells_a_script_nothing_of_a_secret() {
    let token = "ghp_wrong and long enough to be seen";
    let refused = berth("init --json").env("GITHUB_TOKEN", token).refused().never_shows("wrong").json();
    let finding = refused["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["place"]["field"] == "GITHUB_TOKEN");
    assert_eq!(finding.unwrap()["kind"], "secret-characters");
    assert_eq!(finding.unwrap()["facts"], json!({}));
}

#[test]
fn says_what_it_cannot_read() {
    berth("check gone").misused().complains("can't read gone");
    berth("check .").refused().complains("expected a Compose file");
    berth("check bad.zip").file("bad.zip", "PK\u{3}\u{4}nonsense").misused().complains("can't read bad.zip");
}

#[test]
fn keeps_the_lines_of_env_when_one_file_is_asked_for() {
    berth("check other.yml")
        .file(".env", "COMPOSE_FILE=gone.yml\nPORT=80\nnot a line\n")
        .file("other.yml", "name: x\nservices: {}\n")
        .refused()
        .complains("error: .env:3: expected `NAME=value`");
}

#[test]
fn takes_no_file_of_another_name_for_a_deployment() {
    berth("check .").file("ci.yml", "version: '3'\n").refused().complains("expected a Compose file");
}
