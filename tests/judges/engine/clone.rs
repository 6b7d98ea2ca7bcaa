//! The clone: made, found again, taken up, or refused; and the way to push.

use std::fs;

use super::host::{TOKEN, git, until};
use super::{both, contents};
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    made(suite);
    left_alone(suite);
    taken_up(suite);
    refused(suite);
}

fn made(suite: &mut Suite) {
    both(suite, "G30: the engine's folder becomes a clone in which its agent can commit and push", |host| {
        fs::create_dir(host.path("work/.tamma")).unwrap();
        host.folder.write("work/.tamma/cost-data.json", "{}");
        let script = "cd ../work && git checkout -q -b new && touch new && git add -A && git commit -q -m new && git push -q origin new";
        assert_eq!(host.run(&["sh", "-c", script]), "");
        assert_eq!(
            host.git(&["log", "-1", "--format=%an <%ae>"]),
            "octo-bot <octo-bot@users.noreply.github.com>"
        );
        assert_eq!(host.git(&["ls-tree", "--name-only", "HEAD"]), "README.md\nnew");
        assert_eq!(host.git(&["symbolic-ref", "refs/remotes/origin/HEAD"]), "refs/remotes/origin/trunk");
        assert_eq!(host.git(&["rev-parse", "trunk@{upstream}"]), host.git(&["rev-parse", "trunk"]));
        let pushed = git(&host.path("github/acme/app.git"), &["rev-parse", "refs/heads/new"]);
        assert_eq!(pushed, host.git(&["rev-parse", "HEAD"]));
        assert_eq!(host.read("work/.tamma/cost-data.json"), "{}");
    });

    both(suite, "the token is in no URL, no argument and no configuration file", |host| {
        fs::write(host.path("github/hang"), "").unwrap();
        let mut run = host.start(&["true"]);
        until("git waits for an answer", || host.read("github/asked").contains("POST"));
        let mut seen = 0;
        for entry in fs::read_dir("/proc").unwrap() {
            let Ok(words) = fs::read(entry.unwrap().path().join("cmdline")) else { continue };
            let words = String::from_utf8_lossy(&words).into_owned();
            seen += usize::from(words.contains("work/.tamma/clone"));
            assert!(!words.contains(TOKEN), "{words}");
        }
        assert_ne!(seen, 0);
        fs::remove_file(host.path("github/hang")).unwrap();
        run.kill();
        host.run(&["true"]);
        assert!(host.read("github/asked").contains("git-receive-pack token"));
        for folder in ["work", "home", "tmp"] {
            for (path, content) in contents(&host.path(folder)) {
                assert!(!String::from_utf8_lossy(&content).contains(TOKEN), "{path}");
            }
        }
        assert!(!host.read("github/asked").contains(TOKEN));
    });
}

fn left_alone(suite: &mut Suite) {
    both(suite, "a clone that is there stays as it is, its branch and its changes too", |host| {
        host.run(&["true"]);
        host.git(&["checkout", "-q", "-b", "feature"]);
        host.folder.write("work/README.md", "changed");
        host.folder.write("work/untracked", "new");
        let before = host.git(&["status", "--porcelain", "--branch"]);
        host.set("TAMMA_BOT_USERNAME", "other-bot");
        assert_eq!(host.run(&["true"]), "");
        assert_eq!(host.git(&["status", "--porcelain", "--branch"]), before);
        assert_eq!(host.read("work/README.md"), "changed");
        assert_eq!(host.git(&["config", "user.name"]), "other-bot");
        assert_eq!(host.git(&["config", "--get-all", "safe.directory"]).lines().count(), 1);
        let exclude = host.read("work/.git/info/exclude");
        assert_eq!(exclude.lines().filter(|line| *line == ".tamma/").count(), 1, "{exclude}");
    });

    both(suite, "a clone by another spelling of its URL is the same, and a token in that URL goes", |host| {
        host.run(&["true"]);
        let plain = format!("{}/acme/app", host.github());
        for url in [format!("{}/ACME/App.git/", host.github()), plain.replace("//", "//x:good-token@")] {
            host.git(&["remote", "set-url", "origin", &url]);
            assert_eq!(host.run(&["true"]), "");
        }
        assert_eq!(host.git(&["remote", "get-url", "origin"]), plain);
    });

    both(suite, "a folder that holds something else is never touched", |host| {
        host.folder.write("work/thesis.txt", "years of work");
        host.folder.write("work/.tamma/clone/mine", "");
        let before = contents(&host.path("work"));
        let said = host.refusal();
        assert!(
            said.contains("holds files, and is no clone of") && said.contains("an empty folder"),
            "{said}"
        );
        assert_eq!(contents(&host.path("work")), before);
    });

    both(suite, "a clone of another repository is never touched", |host| {
        host.run(&["true"]);
        host.repository("acme/other", true);
        host.set("TAMMA_GITHUB_REPO", "other");
        let before = contents(&host.path("work"));
        let said = host.refusal();
        assert!(said.contains("/acme/app, not of ") && said.contains("/acme/other"), "{said}");
        assert_eq!(contents(&host.path("work")), before);
        host.git(&["remote", "remove", "origin"]);
        assert!(host.refusal().contains("is a clone of nothing"));
    });
}

fn taken_up(suite: &mut Suite) {
    both(suite, "a clone that was broken off is taken up again", |host| {
        fs::write(host.path("github/hang"), "").unwrap();
        let mut run = host.start(&["true"]);
        until("git waits for an answer", || host.read("github/asked").contains("POST"));
        run.kill();
        assert!(host.exists("work/.tamma/clone"));
        fs::remove_file(host.path("github/hang")).unwrap();
        host.run(&["true"]);
        assert_eq!(host.git(&["status", "--porcelain"]), "");
        assert!(!host.exists("work/.tamma/clone"));
    });

    both(suite, "files that were half checked out are checked out", |host| {
        host.run(&["true"]);
        fs::remove_file(host.path("work/README.md")).unwrap();
        fs::remove_file(host.path("work/.git/index")).unwrap();
        host.folder.write("work/.git/index.lock", "");
        host.folder.write("work/.git/tamma-checkout", "");
        host.run(&["true"]);
        assert!(host.exists("work/README.md") && !host.exists("work/.git/tamma-checkout"));
        assert_eq!(host.git(&["status", "--porcelain"]), "");
    });
}

fn refused(suite: &mut Suite) {
    both(suite, "one line says why there is no clone, and what to do", |host| {
        host.set("GITHUB_TOKEN", "wrong-token");
        let said = host.refusal();
        assert!(said.contains("can't clone") && said.contains("does not accept the token"), "{said}");
        assert!(
            said.contains("Git: fatal: Authentication failed") && !said.contains("wrong-token"),
            "{said}"
        );

        host.set("GITHUB_TOKEN", TOKEN);
        host.set("TAMMA_GITHUB_REPO", "none");
        let said = host.refusal();
        assert!(said.contains("no such repository, or one that the token may not see"), "{said}");

        host.repository("acme/empty", false);
        host.set("TAMMA_GITHUB_REPO", "empty");
        assert!(host.refusal().contains("has no commit yet: push a first one"));

        host.set("ENGINE_GITHUB_URL", "http://127.0.0.1:9");
        assert!(host.refusal().contains("GitHub can't be reached from here"));
        assert_eq!(contents(&host.path("work")), []);
    });

    both(suite, "a token that may read and not push is refused at once", |host| {
        host.set("GITHUB_TOKEN", "reader");
        let said = host.refusal();
        assert!(said.contains("can't push") && said.contains("contents, to read and write"), "{said}");
        // Everybody may fetch it, so that nobody asks for the token.
        host.repository("public/app", true);
        host.set("TAMMA_GITHUB_OWNER", "public");
        host.set("GITHUB_TOKEN", "wrong");
        fs::remove_dir_all(host.path("work")).unwrap();
        fs::create_dir(host.path("work")).unwrap();
        let said = host.refusal();
        assert!(said.contains("can't push") && said.contains("does not accept the token"), "{said}");
        let branches = git(&host.path("github/public/app.git"), &["branch", "--format=%(refname:short)"]);
        assert_eq!(branches, "another\ntrunk");
    });

    both(suite, "the engine starts by itself when what was missing is there", |host| {
        host.set("TAMMA_GITHUB_REPO", "later");
        let mut run = host.start(&["true"]);
        until("it says so", || run.words().contains("no such repository"));
        host.repository("acme/later", true);
        assert!(run.end().success(), "{}", run.words());
    });

    both(suite, "a signal to end is obeyed in the middle of a clone, and of a pause", |host| {
        fs::write(host.path("github/hang"), "").unwrap();
        let mut run = host.start(&["true"]);
        until("git waits for an answer", || host.read("github/asked").contains("POST"));
        assert_eq!(run.stop().code(), Some(143));
        // The rest of Git ends with the container.
        run.kill_rest();
        host.set("TAMMA_GITHUB_REPO", "none");
        host.set("ENGINE_RETRY_SECONDS", "1000");
        let mut run = host.start(&["true"]);
        until("it pauses", || run.words().contains("Tried again in 1000 s"));
        assert_eq!(run.stop().code(), Some(143));
        until("the pause ends too", || run.left() == 0);
    });
}
