//! The operator's scripts, run by the shells that their users have, against a real Postgres and a stand-in for Docker.

mod backup;
mod backup_loop;
mod host;
mod restore;
mod texts;
mod update;

use std::sync::{Arc, OnceLock};

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, context};

use self::host::{Host, Shell};
use crate::judge::Judge;
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
    let source = match name {
        "backup-loop.sh" => include_str!("../../templates/tamma/backup-loop.sh.j2"),
        "tamma-backup.sh" => include_str!("../../templates/tamma/tamma-backup.sh.j2"),
        "tamma-restore.sh" => include_str!("../../templates/tamma/tamma-restore.sh.j2"),
        "tamma-update.sh" => include_str!("../../templates/tamma/tamma-update.sh.j2"),
        _ => panic!("no script `{name}`"),
    };
    let mut engine = Environment::empty();
    let syntax =
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    engine.set_syntax(syntax.unwrap());
    engine.render_str(source, context! { shape }).unwrap_or_else(|error| panic!("{name}: {error}"))
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
