//! The programs that run by a bundle's files: nginx and PostgreSQL.

use berth::stack::FileKind;
use berth_testing::judge::Judge;

use super::texts::Texts;
use crate::nginx::Nginx;
use crate::postgres::Cluster;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    suite.alone_with(
        Judge::Nginx,
        "G11: nginx accepts every file of its own where no backend exists",
        |nginx| {
            let texts = Texts::whole(|file| file.kind == FileKind::Nginx);
            for (name, conf) in texts.each() {
                assert_eq!(Nginx::check(nginx, conf), Ok(()), "{name}");
            }
            texts.counted();
        },
    );

    suite.with_both(
        Judge::Postgres,
        Judge::Postgis,
        "G13: every bundle's database is made twice, and the second run changes nothing",
        |bin, _| {
            let texts = Texts::whole(|file| file.kind == FileKind::Sql);
            let cluster = Cluster::start(bin);
            for (at, (name, script)) in texts.each().enumerate() {
                // The official images' user may do everything; only an extension asks for that.
                let database = if script.contains("CREATE EXTENSION") {
                    // A database's name is shorter than that of a row of choices may be.
                    cluster.make(&format!("bundle {at}"), "berth extender")
                } else {
                    cluster.database("berth ops")
                };
                database.sql(script).unwrap_or_else(|error| panic!("{name}: {error}"));
                let before = database.dump();
                database.sql(script).unwrap_or_else(|error| panic!("{name}, again: {error}"));
                assert_eq!(database.dump(), before, "{name}");
            }
            texts.counted();
        },
    );
}
