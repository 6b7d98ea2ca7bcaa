//! The operator's scripts, run by the shells that their users have, against a real Postgres and a stand-in for Docker.

mod backup;
mod backup_loop;
mod host;
mod restore;
mod texts;
mod update;

use std::sync::{Arc, OnceLock};

use berth::stack::Shape;
use berth_testing::judge::Judge;

use self::host::{Host, Shell};
use crate::bundle;
use crate::postgres::Cluster;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    let cluster = Arc::new(OnceLock::new());
    let mut tests = Tests { suite, cluster: &cluster };
    backup::tests(&mut tests);
    restore::tests(&mut tests);
    update::tests(&mut tests);
    backup_loop::tests(&mut tests);
    texts::tests(suite);
}

/// A script as its user has it.
fn script(name: &str) -> String {
    rendered(name, "deploy")
}

fn rendered(name: &str, shape: &str) -> String {
    let bundle = bundle::dev_with(|answers| {
        answers.shape = if shape == "repository" { Shape::Repository } else { Shape::Deploy };
        answers.addons = vec!["backup".to_owned()];
    });
    let path = if shape == "repository" { format!("docker/{name}") } else { name.to_owned() };
    bundle::text(&bundle, &path).to_owned()
}

struct Tests<'a> {
    suite: &'a mut Suite,
    cluster: &'a Arc<OnceLock<Cluster>>,
}

impl Tests<'_> {
    /// The sentence, under each shell.
    fn each(&mut self, sentence: &str, test: impl Fn(&Host) + Copy + Send + 'static) {
        self.under_each(sentence, move |cluster, shell| test(&Host::new(cluster, shell)));
    }

    fn under_each(&mut self, sentence: &str, test: impl Fn(&Cluster, Shell) + Copy + Send + 'static) {
        for judge in [Judge::Dash, Judge::Busybox] {
            let cluster = Arc::clone(self.cluster);
            let sentence = format!("{sentence}, under {judge}");
            self.suite.with_both(Judge::Postgres, judge, &sentence, move |bin, shell| {
                let shell = if judge == Judge::Dash { Shell::Dash(shell) } else { Shell::Busybox(shell) };
                test(cluster.get_or_init(|| Cluster::start(bin)), shell);
            });
        }
    }
}
