//! Databases that an older file made, brought up to this one by running it.

use super::{Tests, script};
use crate::bundle;
use crate::postgres::Database;

/// The file as it was before the .NET services' own statements were held against it.
const BEFORE: &str = include_str!("before.sql");

/// What differs in a database that the platform's own script made.
const PLATFORM: &str = include_str!("platform.sql");

const ROWS: &str = "
    INSERT INTO junior_developers (id, name) VALUES ('junior', 'Junior');
    INSERT INTO stories (id, title, jira_ticket_id, updated_at) VALUES ('story', 'Story', 'T-1', '2020-01-01');
    INSERT INTO mentorship_sessions (story_id, junior_id, updated_at) VALUES ('story', 'junior', '2020-01-01');
    INSERT INTO mentorship_sessions (story_id, junior_id, status) VALUES ('story', 'junior', 'completed');";

const NOW: &str = r#"SELECT s.status, to_char(s.updated_at, 'YYYY'), "JiraTicketId", tags, to_char(t.updated_at, 'YYYY')
    FROM mentorship_sessions s JOIN stories t ON t.id = story_id ORDER BY s.created_at, s.status LIMIT 1"#;

pub fn tests(tests: &mut Tests) {
    tests.add("G13, G30: a database of an older file comes to be as a new one", |cluster| {
        let [fresh, older] = ["berth ops", "berth ops"].map(|role| cluster.database(role));
        older.sql(BEFORE).unwrap();
        for db in [&fresh, &older] {
            assert_eq!(db.sql(&script(&bundle::prod())), Ok(String::new()));
        }
        assert_eq!(older.dump(), fresh.dump());
    });

    tests.empty(
        "G13, G30: the rows of an older file keep their times, and are found as the others are",
        |db| {
            db.sql(BEFORE).unwrap();
            db.sql(ROWS).unwrap();
            assert!(db.sql(r#"SELECT "JiraTicketId" FROM stories"#).is_err());
            db.sql(&script(&bundle::prod())).unwrap();
            assert_eq!(db.sql(NOW).unwrap(), "Active|2020|T-1|{}|2020");
            assert_eq!(counted(db), "1|1|2|1");
        },
    );

    tests.empty("G13, G30: a database that the platform's own script made takes both spellings, and counts once", |db| {
        db.sql(PLATFORM).unwrap();
        db.sql(ROWS).unwrap();
        assert!(db.sql("UPDATE mentorship_sessions SET status = 'Paused'").unwrap_err().contains("check constraint"));
        for _ in 0..2 {
            db.sql(&script(&bundle::prod())).unwrap();
        }
        assert_eq!(db.sql(NOW).unwrap(), "Active|2020|T-1|{}|2020");
        for status in ["Paused", "paused", "Active"] {
            db.sql(&format!("UPDATE mentorship_sessions SET status = '{status}' WHERE status <> 'Completed'")).unwrap();
        }
        db.sql("UPDATE junior_developers SET total_sessions = 0").unwrap();
        db.sql("UPDATE mentorship_sessions SET status = 'Failed', current_state = 'FAILED' WHERE status = 'Active'")
            .unwrap();
        assert_eq!(db.sql("SELECT total_sessions FROM junior_developers").unwrap(), "1");
        assert_eq!(db.sql("SELECT count(*) FROM mentorship_events").unwrap(), "1");
        assert_eq!(db.sql("SELECT count(*) FROM junior_progress WHERE average_hours IS NOT NULL").unwrap(), "1");
    });
}

/// Sessions that are active, juniors' successes, sessions and stories.
fn counted(db: &Database) -> String {
    db.sql(
        "SELECT (SELECT count(*) FROM active_sessions), (SELECT sum(successful_sessions) FROM junior_developers),
                (SELECT count(*) FROM mentorship_sessions), (SELECT count(*) FROM stories)",
    )
    .unwrap()
}
