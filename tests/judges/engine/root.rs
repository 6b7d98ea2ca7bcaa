//! What the script does while it is root, and how it stops being that.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Command;

use berth_testing::judge::Judge;

use super::host::{Host, Shell, TOKEN, until};
use crate::suite::Suite;

/// `BusyBox`'s shell takes its own tools, whatever else there is: no stand-in can be put in their place.
fn by_dash(suite: &mut Suite, sentence: &str, test: fn(&mut Host)) {
    suite.with_both(Judge::Node, Judge::Dash, sentence, move |node, _| {
        test(&mut Host::new(Shell::Dash, node));
    });
}

/// Root is asked for once, to become a user; a stand-in says which.
fn as_root(host: &mut Host) {
    host.root = true;
    host.tool("id", "[ -e \"$STATE/became-user\" ] && echo 1001 || echo 0");
    host.tool(
        "setpriv",
        r#"[ "$1 $2 $3" = "--reuid=1001 --regid=1001 --clear-groups" ] || exit 2
shift 3
[ "$1" = true ] || touch "$STATE/became-user"
# Whoever is user 1001 of this machine keeps his own.
export HOME="$STATE/home"
exec "$@""#,
    );
    host.tool("chown", "echo \"$@\" >>\"$STATE/chown\"");
    host.tool("true", "exit 0");
}

pub fn tests(suite: &mut Suite) {
    by_dash(suite, "root gives a new volume to the engine's user, and becomes that user", |host| {
        as_root(host);
        assert_eq!(host.run(&["sh", "-c", "id"]), "1001\n");
        assert_eq!(host.read("chown"), format!("1001:1001 {}\n", host.path("work").display()));
    });

    by_dash(suite, "a folder in use stays its owner's", |host| {
        as_root(host);
        host.folder.write("work/.tamma/cost-data.json", "{}");
        host.tool("stat", "echo 1234");
        host.run(&["true"]);
        assert!(!host.exists("chown"));
    });

    by_dash(suite, "root adds bash to an image without it, and says why it can't", |host| {
        as_root(host);
        host.without_tool("bash");
        host.tool("apk", "echo 'ERROR: unable to select packages' >&2; exit 1");
        let said = host.refusal();
        assert!(
            said.contains("by bash, which this image lacks") && said.contains("ERROR: unable to select"),
            "{said}"
        );
        host.tool(
            "apk",
            "echo \"$@\" >\"$STATE/apk\"; printf '#!/bin/sh\\n' >\"$PATH/bash\"; chmod +x \"$PATH/bash\"",
        );
        host.run(&["true"]);
        assert_eq!(host.read("apk"), "add --no-cache bash\n");
    });

    for (shell, judge) in [("dash", Judge::Dash), ("ash", Judge::Busybox)] {
        let sentence = format!("G30: the engine is not root and hears signals, by {shell}");
        suite.as_root_with([Judge::Node, judge], &sentence, move |[node, program]| {
            let shell = if judge == Judge::Dash { Shell::Dash } else { Shell::Busybox(program) };
            becomes_user(Host::new(shell, node), node, judge == Judge::Busybox);
        });
    }
}

fn becomes_user(mut host: Host, node: &Path, by_node: bool) {
    host.root = true;
    for folder in ["", "app", "tools"] {
        fs::set_permissions(host.path(folder), fs::Permissions::from_mode(0o755)).unwrap();
    }
    for folder in ["home", "tmp"] {
        chown(host.path(folder), Some(1001), Some(1001)).unwrap();
    }
    // The engine's user need not reach the machine's programs; and who is user 1001 of this machine keeps his home.
    let home = "export HOME=\"$STATE/home\"; exec";
    fs::copy(node.canonicalize().unwrap(), host.path("tools/copy")).unwrap();
    host.tool("node", &format!("{home} copy \"$@\""));
    host.tool("setpriv", &format!("{home} /usr/bin/setpriv \"$@\""));
    let script = "id -u; id -g; id -G; echo \"$GITHUB_TOKEN\"; echo $$; trap 'exit 5' TERM; while :; do sleep 0.1; done";
    let mut run = host.start(&["sh", "-c", script]);
    until("it has begun", || run.words().lines().count() > 4 || run.ended());
    if by_node && !can_become(node) {
        assert!(run.words().contains("execve"), "{}", run.words());
        return;
    }
    assert_eq!(run.words(), format!("1001\n1001\n1001\n{TOKEN}\n{}\n", run.id()));
    assert_eq!(run.stop().code(), Some(5));
    assert_eq!(fs::metadata(host.path("work/.git")).unwrap().uid(), 1001);
}

/// Node has it since 22.15.
fn can_become(node: &Path) -> bool {
    let asks = ["-e", "process.exit(process.execve ? 0 : 1)"];
    Command::new(node).args(asks).status().expect("node runs").success()
}
