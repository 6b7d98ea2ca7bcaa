//! Tamma's database, made by a real Postgres from the file that users get.

mod expected;
mod older;
mod program;

use std::sync::{Arc, OnceLock};

use berth_testing::judge::Judge;

use crate::bundle::{self, Bundle};
use crate::postgres::{Cluster, Database};
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    let cluster = Arc::new(OnceLock::new());
    running(&mut Tests { suite, cluster: &cluster });
    contents(&mut Tests { suite, cluster: &cluster });
    triggers(&mut Tests { suite, cluster: &cluster });
    views(&mut Tests { suite, cluster: &cluster });
    program::tests(&mut Tests { suite, cluster: &cluster });
    older::tests(&mut Tests { suite, cluster: &cluster });
}

fn running(tests: &mut Tests) {
    tests.empty("G13: a second run leaves the rows of a database in use alone", |db| {
        db.sql(&script(&bundle::dev())).unwrap();
        db.sql(
            "UPDATE junior_developers SET name = 'Changed' WHERE id = 'sample-junior-1';
             UPDATE mentorship_sessions SET status = 'failed', current_state = 'X';",
        )
        .unwrap();
        let before = db.dump();
        db.sql(&script(&bundle::dev())).unwrap();
        assert_eq!(db.dump(), before);
    });

    tests.add("G13: everything belongs to whoever runs the file, whatever they are called", |cluster| {
        // A role named after a schema looks there first; a role named oddly breaks a file that names it.
        for role in ["berth ops", "o'neil \"x\"", "tamma", "elsa", "public_user"] {
            let db = cluster.database(role);
            db.sql(&script(&bundle::dev())).unwrap();
            db.sql(&script(&bundle::dev())).unwrap();
            let homes = "SELECT DISTINCT schemaname, tableowner = current_user FROM pg_tables
                         WHERE schemaname NOT IN ('pg_catalog', 'information_schema')";
            assert_eq!(db.sql(homes).unwrap(), "public|t", "{role}");
            let schemas = "SELECT nspname FROM pg_namespace WHERE nspname IN ('elsa', 'tamma')
                           AND pg_get_userbyid(nspowner) = current_user ORDER BY 1";
            assert_eq!(db.sql(schemas).unwrap(), "elsa\ntamma", "{role}");
        }
    });

    tests.empty("G13: a run that fails leaves nothing behind", |db| {
        let failing = script(&bundle::dev()).replace("\nCOMMIT;", "\nSELECT 1 / 0;\nCOMMIT;");
        let error = db.sql(&failing).unwrap_err();
        assert!(error.contains("division by zero"), "{error}");
        assert_eq!(db.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").unwrap(), "0");
    });

    tests.empty("G13: sample rows are for development only", |db| {
        db.sql(bundle::text(&bundle::dev(), "init-db.sql")).unwrap();
        assert_eq!(rows(db), "0|0|0", "where nobody asks for them");
        db.sql(&script(&bundle::prod())).unwrap();
        assert_eq!(rows(db), "0|0|0");
        db.sql(&script(&bundle::dev())).unwrap();
        assert_eq!(rows(db), "2|2|2");
    });
}

fn contents(tests: &mut Tests) {
    tests.made("the tables have the columns that the platform reads and writes", |db| {
        let found = db
            .sql(
                "SELECT table_name || ': ' || string_agg(column_name, ' ' ORDER BY ordinal_position)
                 FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                 WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY table_name ORDER BY table_name",
            )
            .unwrap();
        assert_eq!(found.lines().collect::<Vec<_>>(), expected::TABLES);
    });

    tests.made("a value outside of its range is refused", |db| {
        for broken in [
            "UPDATE junior_developers SET skill_level = 6",
            "UPDATE stories SET priority = 0",
            "UPDATE stories SET complexity = 6",
            "UPDATE mentorship_sessions SET status = 'done'",
            "INSERT INTO blocker_history (session_id, blocker_type, assistance_level) SELECT id, 'x', 0 FROM mentorship_sessions",
            "INSERT INTO code_review_records (session_id, review_status) SELECT id, 'fine' FROM mentorship_sessions",
        ] {
            let error = db.sql(broken).unwrap_err();
            assert!(error.contains("violates check constraint"), "{broken}: {error}");
        }
    });

    tests.made("a row needs no more than the platform gives it", |db| {
        let defaults = "SELECT s.current_state, s.status, s.context, s.variables, length(s.row_version), j.skill_level,
                               j.preferences, j.learning_patterns, t.priority, t.complexity, t.acceptance_criteria, t.tags
                        FROM mentorship_sessions s JOIN junior_developers j ON j.id = junior_id JOIN stories t ON t.id = story_id";
        assert_eq!(db.sql(defaults).unwrap(), "INIT_STORY_PROCESSING|Active|{}|{}|8|1|{}|[]|3|3|[]|{}");
    });

    tests.made("every foreign key has an index, and so has all that is searched by", |db| {
        let bare = "SELECT conrelid::regclass, conkey FROM pg_constraint c WHERE contype = 'f' AND NOT EXISTS
                    (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])";
        assert_eq!(db.sql(bare).unwrap(), "");
        let indexed = db
            .sql(
                "SELECT DISTINCT relname || '.' || attname FROM pg_index
                 JOIN pg_class ON pg_class.oid = indrelid JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]",
            )
            .unwrap();
        for column in expected::INDEXED {
            assert!(indexed.lines().any(|found| found == *column), "{column}");
        }
        let tags = "SELECT indexdef LIKE '%USING gin (tags)%' FROM pg_indexes WHERE indexname = 'idx_stories_tags'";
        assert_eq!(db.sql(tags).unwrap(), "t");
    });

    tests.made("a session takes its history along, and leaves its figures", |db| {
        db.sql(
            "UPDATE mentorship_sessions SET current_state = 'X';
             INSERT INTO blocker_history (session_id, blocker_type) SELECT id, 'b' FROM mentorship_sessions;
             INSERT INTO quality_gate_results (session_id, gate_type, passed) SELECT id, 'g', true FROM mentorship_sessions;
             INSERT INTO code_review_records (session_id) SELECT id FROM mentorship_sessions;
             INSERT INTO mentorship_analytics (session_id, junior_id, metric_name) SELECT id, junior_id, 'm' FROM mentorship_sessions;
             DELETE FROM mentorship_sessions;
             DELETE FROM junior_developers;",
        )
        .unwrap();
        let left = "SELECT (SELECT count(*) FROM mentorship_events), (SELECT count(*) FROM blocker_history),
                           (SELECT count(*) FROM quality_gate_results), (SELECT count(*) FROM code_review_records),
                           (SELECT count(*) FROM mentorship_analytics WHERE session_id IS NULL AND junior_id IS NULL)";
        assert_eq!(db.sql(left).unwrap(), "0|0|0|0|1");
    });
}

fn triggers(tests: &mut Tests) {
    tests.made("writing a row moves its updated_at", |db| {
        db.sql("INSERT INTO code_review_records (session_id) SELECT id FROM mentorship_sessions").unwrap();
        for table in ["junior_developers", "stories", "mentorship_sessions", "code_review_records"] {
            // Even where the writer says otherwise.
            let moved = db.sql(&format!(
                "UPDATE {table} SET created_at = '2020-01-01', updated_at = '2020-01-01';
                 SELECT updated_at > created_at + interval '1 year' FROM {table}"
            ));
            assert_eq!(moved.unwrap(), "t", "{table}");
        }
    });

    tests.made("a change of state leaves one event with both states", |db| {
        db.sql("UPDATE mentorship_sessions SET current_state = 'ASSESS_JUNIOR_CAPABILITY'").unwrap();
        db.sql("UPDATE mentorship_sessions SET current_state = 'ASSESS_JUNIOR_CAPABILITY', context = '[]'")
            .unwrap();
        let events = "SELECT event_type, state_from, state_to FROM mentorship_events";
        assert_eq!(
            db.sql(events).unwrap(),
            "state_transition|INIT_STORY_PROCESSING|ASSESS_JUNIOR_CAPABILITY"
        );
    });

    tests.made("a session that ends counts once in its junior's totals", |db| {
        for (step, total, successful) in [
            ("status = 'paused'", 0, 0),
            ("status = 'completed'", 1, 1),
            ("status = 'completed', context = '[]'", 1, 1),
            ("status = 'Completed'", 1, 1),
            ("context = '{}'", 1, 1),
            ("status = 'failed'", 1, 0),
            ("status = 'active'", 0, 0),
            ("status = 'failed'", 1, 0),
            ("status = 'cancelled'", 0, 0),
            ("status = 'Completed'", 1, 1),
        ] {
            db.sql(&format!("UPDATE mentorship_sessions SET {step}")).unwrap();
            assert_eq!(totals(db, "junior"), format!("{total}|{successful}"), "{step}");
        }
    });

    tests.made("a session that goes on as it is does not write its junior", |db| {
        db.sql("UPDATE mentorship_sessions SET status = 'completed'").unwrap();
        let version = "SELECT xmin FROM junior_developers";
        let before = db.sql(version).unwrap();
        db.sql("UPDATE mentorship_sessions SET status = 'completed', current_state = 'X'").unwrap();
        assert_eq!(db.sql(version).unwrap(), before);
    });

    tests.made("a session that begins as ended counts too, and one that changes hands counts for its new junior", |db| {
        db.sql("INSERT INTO mentorship_sessions (story_id, junior_id, status) VALUES ('story', 'junior', 'completed')").unwrap();
        db.sql("INSERT INTO mentorship_sessions (story_id, junior_id, status) VALUES ('story', 'junior', 'failed')").unwrap();
        assert_eq!(totals(db, "junior"), "2|1");
        db.sql("INSERT INTO junior_developers (id, name) VALUES ('other', 'Other')").unwrap();
        db.sql("UPDATE mentorship_sessions SET junior_id = 'other' WHERE status = 'Completed'").unwrap();
        assert_eq!((totals(db, "junior"), totals(db, "other")), ("1|0".into(), "1|1".into()));
    });

    tests.made("the triggers work whatever the writer's search path is", |db| {
        db.sql("SET search_path = ''; UPDATE public.mentorship_sessions SET current_state = 'X', status = 'failed'").unwrap();
        assert_eq!(totals(db, "junior"), "1|0");
    });
}

fn views(tests: &mut Tests) {
    tests.made("active_sessions has the active ones, with names and hours", |db| {
        db.sql("UPDATE mentorship_sessions SET created_at = now() - interval '90 minutes'").unwrap();
        let view = "SELECT junior_name, story_title, hours_elapsed FROM active_sessions";
        assert_eq!(db.sql(view).unwrap(), "Junior|Story|1.50");
        db.sql("UPDATE mentorship_sessions SET status = 'completed'").unwrap();
        assert_eq!(db.sql(view).unwrap(), "");
    });

    tests.made("session_summary counts events and blockers apart, and hours to the session's end", |db| {
        db.sql(
            "UPDATE mentorship_sessions SET current_state = 'A';
             UPDATE mentorship_sessions SET current_state = 'B';
             INSERT INTO blocker_history (session_id, blocker_type) SELECT id, 'b' FROM mentorship_sessions, generate_series(1, 3);
             UPDATE mentorship_sessions SET status = 'completed', created_at = now() - interval '9 hours',
                                            completed_at = now() - interval '5 hours';",
        )
        .unwrap();
        let view = "SELECT junior_name, total_hours, event_count, blocker_count FROM session_summary";
        assert_eq!(db.sql(view).unwrap(), "Junior|4.00|2|3");
    });

    tests.made("junior_progress has a rate in percent and an average, and divides by nothing", |db| {
        let view = "SELECT total_sessions, success_rate, average_hours FROM junior_progress";
        assert_eq!(db.sql(view).unwrap(), "0|0|");
        db.sql(
            "INSERT INTO mentorship_sessions (story_id, junior_id, status, created_at, completed_at) VALUES
             ('story', 'junior', 'completed', now() - interval '2 hours', now()),
             ('story', 'junior', 'completed', now() - interval '5 hours', now()),
             ('story', 'junior', 'failed', now() - interval '50 hours', now())",
        )
        .unwrap();
        assert_eq!(db.sql(view).unwrap(), "3|66.67|3.50");
    });
}

/// Tests that share one cluster, started by the first; each has a database of its own.
struct Tests<'a> {
    suite: &'a mut Suite,
    cluster: &'a Arc<OnceLock<Cluster>>,
}

impl Tests<'_> {
    fn add(&mut self, sentence: &str, test: impl FnOnce(&Cluster) + Send + 'static) {
        let cluster = Arc::clone(self.cluster);
        self.suite
            .with(Judge::Postgres, sentence, move |bin| test(cluster.get_or_init(|| Cluster::start(bin))));
    }

    /// A test with an empty database.
    fn empty(&mut self, sentence: &str, test: impl FnOnce(&Database) + Send + 'static) {
        self.add(sentence, move |cluster| test(&cluster.database("berth ops")));
    }

    /// A test with the schema in place, and one junior, one story and one session.
    fn made(&mut self, sentence: &str, test: impl FnOnce(&Database) + Send + 'static) {
        self.empty(sentence, move |db| {
            db.sql(&script(&bundle::prod())).unwrap();
            db.sql(
                "INSERT INTO junior_developers (id, name) VALUES ('junior', 'Junior');
                 INSERT INTO stories (id, title) VALUES ('story', 'Story');
                 INSERT INTO mentorship_sessions (story_id, junior_id) VALUES ('story', 'junior');",
            )
            .unwrap();
            test(db);
        });
    }
}

fn script(bundle: &Bundle) -> String {
    // The container's environment, which psql inherits there.
    let sample_data = bundle::text(bundle, ".env").contains("\nTAMMA_SAMPLE_DATA=true\n");
    format!("\\setenv TAMMA_SAMPLE_DATA {sample_data}\n{}", bundle::text(bundle, "init-db.sql"))
}

fn rows(db: &Database) -> String {
    db.sql(
        "SELECT (SELECT count(*) FROM junior_developers), (SELECT count(*) FROM stories),
                (SELECT count(*) FROM mentorship_sessions)",
    )
    .unwrap()
}

fn totals(db: &Database, junior: &str) -> String {
    db.sql(&format!(
        "SELECT total_sessions, successful_sessions FROM junior_developers WHERE id = '{junior}'"
    ))
    .unwrap()
}
