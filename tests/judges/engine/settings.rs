//! The engine's settings: variables that must be there, the file, and the home folder.

use berth_testing::judge::Judge;

use super::both;
use super::host::Host;
use crate::suite::Suite;

/// The file that the command is told to read.
fn configuration(host: &Host) -> serde_json::Value {
    let words = host.run(&["sh", "-c", "[ \"$1\" = --config ] && cat \"$2\"", "sh"]);
    serde_json::from_str(&words).unwrap_or_else(|error| panic!("{error}: {words}"))
}

pub fn tests(suite: &mut Suite) {
    both(suite, "G30: the way to merge stands where the engine reads it", |host| {
        host.set("TAMMA_MERGE_STRATEGY", "rebase");
        assert_eq!(configuration(host), serde_json::json!({"engine": {"mergeStrategy": "rebase"}}));
    });

    both(suite, "a person's own settings stay, with the way to merge laid over them", |host| {
        host.set("TAMMA_MERGE_STRATEGY", "merge");
        host.folder.write(
            "app/tamma.config.json",
            r#"{"agent": {"allowedTools": ["Read", "😀 \" $HOME"]}, "engine": {"ciPollIntervalMs": 1, "mergeStrategy": "squash"}}"#,
        );
        let expected = serde_json::json!({
            "agent": {"allowedTools": ["Read", "😀 \" $HOME"]},
            "engine": {"ciPollIntervalMs": 1, "mergeStrategy": "merge"}
        });
        assert_eq!(configuration(host), expected);
        // A second start finds the merged file there.
        assert_eq!(configuration(host), expected);
    });

    both(suite, "without a way to merge the command stays as it is", |host| {
        assert_eq!(host.run(&["sh", "-c", "echo $#", "sh", "one word"]), "1\n");
    });

    both(suite, "settings that are no JSON are named, and none of their words", |host| {
        host.set("TAMMA_MERGE_STRATEGY", "merge");
        for text in ["{\"token\": hunter2}", "", "[]", "{\"engine\": 1}", "null"] {
            host.folder.write("app/tamma.config.json", text);
            let mut run = host.start(&["true"]);
            assert_eq!(run.end().code(), Some(1), "{text}");
            let words = run.words();
            assert_eq!(words.lines().count(), 1, "{words}");
            assert!(words.contains("tamma.config.json") && !words.contains("hunter"), "{words}");
        }
    });

    both(suite, "G30: what the engine can't be without is asked for at once", |host| {
        for (name, value, part) in [
            ("TAMMA_GITHUB_OWNER", "", "TAMMA_GITHUB_OWNER or TAMMA_GITHUB_REPO is empty"),
            ("TAMMA_GITHUB_REPO", "", "TAMMA_GITHUB_OWNER or TAMMA_GITHUB_REPO is empty"),
            ("TAMMA_GITHUB_REPO", "acme/app", "`acme/acme/app` is no repository"),
            ("TAMMA_GITHUB_REPO", "a b", "`acme/a b` is no repository"),
            ("GITHUB_TOKEN", "", "GITHUB_TOKEN is empty"),
        ] {
            let before = if name == "GITHUB_TOKEN" {
                super::host::TOKEN
            } else if name == "TAMMA_GITHUB_OWNER" {
                "acme"
            } else {
                "app"
            };
            host.set(name, value);
            let mut run = host.start(&["true"]);
            assert_eq!(run.end().code(), Some(1));
            let words = run.words();
            assert!(words.contains(part) && words.lines().count() == 1, "{words}");
            host.set(name, before);
        }
        host.unset("GITHUB_TOKEN");
        host.set("TAMMA_GITHUB_TOKEN", super::host::TOKEN);
        host.run(&["true"]);
    });

    both(suite, "the keys come from files, and reach the agent as variables", |host| {
        host.unset("GITHUB_TOKEN");
        for (name, value) in [("GITHUB_TOKEN", super::host::TOKEN), ("ANTHROPIC_API_KEY", "sk-ant-x")] {
            host.folder.write(name, &format!("{value}\n"));
            let path = host.path(name);
            host.set(&format!("{name}_FILE"), path.to_str().unwrap());
        }
        host.tool("claude", "echo \"$GITHUB_TOKEN $ANTHROPIC_API_KEY ${GITHUB_TOKEN_FILE-none}\"");
        assert_eq!(host.run(&["claude"]), format!("{} sk-ant-x none\n", super::host::TOKEN));
    });

    suite.alone_with(
        Judge::Node,
        "G30: the engine has a home to write to, and no word of an earlier run that it is healthy",
        |node| {
            let said =
                std::process::Command::new("mount").args(["-t", "tmpfs", "none", "/tmp"]).output().unwrap();
            assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
            let mut host = Host::new(super::Shell::Dash, node);
            std::fs::write("/tmp/tamma-engine-healthy", "").unwrap();
            host.set("HOME", "/no/such");
            let script =
                "[ ! -e /tmp/tamma-engine-healthy ] && touch \"$HOME/written\" && git config user.name";
            assert_eq!(host.run(&["sh", "-c", script]), "octo-bot\n");
        },
    );
}
