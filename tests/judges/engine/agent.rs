//! The agent's program: installed where it is missing, and understood by the engine.

use super::both;
use super::host::{Host, until};
use crate::bundle;
use crate::suite::Suite;

/// What npm leaves, and what it is called with.
const NPM: &str = r#"echo "$@" >>"$STATE/npm"
[ ! -e "$STATE/npm-fails" ] || { echo 'npm error code ENOTFOUND
npm error network request by '"$GITHUB_TOKEN"' failed, reason: getaddrinfo ENOTFOUND
npm error A complete log of this run can be found elsewhere' >&2; exit 1; }
[ "$2" = --prefix ] || [ "$1 $2" = "install --prefix" ] || exit 2
mkdir -p "$3/node_modules/.bin" "$3/cache"
printf '#!/bin/sh\necho installed "$@"\n' >"$3/node_modules/.bin/claude"
[ ! -e "$STATE/npm-hangs" ] || { touch "$STATE/npm-is-at-it"; exec sleep 1000; }
chmod +x "$3/node_modules/.bin/claude""#;

fn without_claude(host: &Host) {
    host.without_tool("claude");
    host.tool("npm", NPM);
}

pub fn tests(suite: &mut Suite) {
    both(suite, "the agent's program of the image is the one that is used", |host| {
        assert_eq!(host.run(&["claude", "--version"]), "the image has it\n");
        assert!(!host.exists("npm"));
    });

    both(suite, "G30: the agent's program is installed once where the image lacks it", |host| {
        without_claude(host);
        assert_eq!(host.run(&["claude", "a b"]), "installed a b\n");
        assert_eq!(host.run(&["claude", "--version"]), "installed --version\n");
        let called = host.read("npm");
        assert_eq!(called.lines().count(), 1, "{called}");
        let script = bundle::text(&bundle::dev(), "engine.sh").to_owned();
        let version = script.lines().find_map(|line| line.strip_prefix("AGENT_VERSION=")).unwrap();
        assert!(called.ends_with(&format!(" @anthropic-ai/claude-code@{version}\n")), "{called}");
        assert!(!host.exists(&format!("work/.tamma/agent-{version}/cache")));
        assert_eq!(host.git(&["status", "--porcelain"]), "");
    });

    both(suite, "another version of the agent's program goes when its own is there", |host| {
        without_claude(host);
        host.folder.write("work/.tamma/agent-0.0.1/node_modules/.bin/claude", "");
        host.run(&["claude"]);
        assert!(!host.exists("work/.tamma/agent-0.0.1"));
    });

    both(suite, "an installation that was broken off is done again", |host| {
        without_claude(host);
        host.folder.write("npm-hangs", "");
        let mut run = host.start(&["claude"]);
        until("npm is at it", || host.exists("npm-is-at-it"));
        run.kill();
        std::fs::remove_file(host.path("npm-hangs")).unwrap();
        assert_eq!(host.run(&["claude"]), "installed\n");
    });

    both(suite, "a failed installation is said with npm's reason, and tried again", |host| {
        without_claude(host);
        host.folder.write("npm-fails", "");
        let said = host.refusal();
        assert!(said.contains("npm can't install the agent's program, @anthropic-ai/claude-code@"), "{said}");
        assert!(said.contains("npm error network request by *** failed"), "{said}");
        let mut run = host.start(&["claude"]);
        until("it says so", || run.words().contains("Tried again"));
        std::fs::remove_file(host.path("npm-fails")).unwrap();
        assert!(run.end().success(), "{}", run.words());
        assert!(run.words().ends_with("\ninstalled\n"), "{}", run.words());
    });

    both(suite, "an image without bash is said to lack it, for the agent works by no other shell", |host| {
        host.without_tool("bash");
        assert!(host.refusal().contains("by bash, which this image lacks: start the container as root"));
    });

    both(suite, "G30: the engine reads the plan and the price where it looks for them", |host| {
        host.tool(
            "claude",
            r#"printf '%s\n' '{"type":"assistant","n":1}' 'no JSON' '{"type":"result","subtype":"success","result":"Done.","structured_output":{"issueNumber":7},"total_cost_usd":0.5}'"#,
        );
        let said = host.run(&["claude", "-p", "plan"]);
        let lines: Vec<_> = said.lines().collect();
        assert_eq!(lines[..2], [r#"{"type":"assistant","n":1}"#, "no JSON"]);
        let result: serde_json::Value = serde_json::from_str(lines[2]).unwrap();
        assert_eq!(result["result"], r#"{"issueNumber":7}"#);
        assert_eq!(result["cost_usd"], 0.5);
    });

    both(suite, "an answer without a plan stays the agent's words", |host| {
        host.tool("claude", r#"printf '%s' '{"type":"result","subtype":"success","result":"Done."}'"#);
        let result: serde_json::Value = serde_json::from_str(&host.run(&["claude"])).unwrap();
        assert_eq!(result["result"], "Done.");
    });

    both(suite, "an error of the agent is no answer", |host| {
        host.tool(
            "claude",
            r#"echo '{"type":"result","subtype":"success","is_error":true,"result":"API Error: 401"}'; exit 3"#,
        );
        let mut run = host.start(&["claude"]);
        assert_eq!(run.end().code(), Some(3));
        let words = run.words();
        let (result, rest): (Vec<_>, Vec<_>) = words.lines().partition(|line| line.starts_with('{'));
        let result: serde_json::Value = serde_json::from_str(result[0]).unwrap();
        assert_eq!(result.get("result"), None);
        assert_eq!(rest, ["API Error: 401"]);
    });
}
