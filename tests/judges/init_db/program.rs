//! What the .NET services send to the database: the statements that their entity classes come down to, each value of
//! the type that the driver says it has. A column that the model does not rename bears its property's name.

use super::Tests;
use crate::postgres::Database;

/// The columns that are read back of a story, all of them each time.
const STORY: &str = r#"acceptance_criteria, complexity, created_at, description, estimated_hours, "JiraTicketId", priority,
    repository_url, tags, technical_requirements, title, updated_at"#;

const SESSION: &str =
    "completed_at, context, created_at, current_state, junior_id, previous_state, row_version, status,
    story_id, updated_at, variables, workflow_instance_id";

const SESSION_ID: &str = "00000000-0000-4000-8000-00000000000a";

pub fn tests(tests: &mut Tests) {
    tests.made("G30: the .NET services find a session under the status that they began it with", |db| {
        begin(db);
        assert_eq!(found(db, "Active"), "story of the services|T-1");
    });

    tests.made(
        "G30: the .NET services pause, resume, cancel, complete and fail a session, and find it as that",
        |db| {
            begin(db);
            for status in ["Paused", "Active", "Cancelled", "Completed", "Failed"] {
                assert_eq!(update(db, &format!("status = '{status}'")), "1", "{status}");
                assert_eq!(found(db, status), "story of the services|T-1", "{status}");
            }
            assert_eq!(update(db, "current_state = 'FAILED', previous_state = 'INIT_STORY_PROCESSING'"), "1");
            let totals =
                "SELECT total_sessions, successful_sessions FROM junior_developers WHERE id = 'services'";
            assert_eq!(db.sql(totals).unwrap(), "1|0");
        },
    );

    tests.made("G30: a status in small letters is the same one, to the .NET services too", |db| {
        begin(db);
        for status in ["paused", "completed", "ACTIVE"] {
            db.sql(&format!("UPDATE mentorship_sessions SET status = '{status}'")).unwrap();
            let capital = status[..1].to_uppercase() + &status[1..].to_lowercase();
            assert_eq!(found(db, &capital), "story of the services|T-1", "{status}");
        }
    });

    tests.made("G30: the .NET services log an event with and without states", |db| {
        begin(db);
        for (data, from, to) in
            [("NULL", "NULL", "NULL"), ("'{}'", "'INIT_STORY_PROCESSING'", "'VALIDATE_STORY'")]
        {
            let logged = db.sql(&format!(
                "PREPARE log (timestamptz, jsonb, text, uuid, text, text, text) AS
                   INSERT INTO mentorship_events
                     (created_at, event_data, event_type, session_id, state_from, state_to, trigger)
                   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id IS NOT NULL;
                 EXECUTE log (now(), {data}, 'info', '{SESSION_ID}', {from}, {to}, NULL);"
            ));
            assert_eq!(logged.unwrap(), "t");
        }
    });

    tests.made("G30: every story and every junior can be read by the .NET services", |db| {
        // One that a person wrote, with nothing that may be left out.
        let missing =
            "SELECT count(*) FROM stories WHERE tags IS NULL OR priority IS NULL OR complexity IS NULL
                       OR created_at IS NULL OR updated_at IS NULL";
        assert_eq!(db.sql(missing).unwrap(), "0");
        assert!(db.sql("UPDATE stories SET tags = NULL").unwrap_err().contains("not-null constraint"));
        let story = db.sql(&format!("SELECT {STORY} FROM stories WHERE id = 'story'")).unwrap();
        assert!(story.starts_with("[]|3|"), "{story}");
    });

    tests.made("G30: a story's ticket is the same under both of its names, whichever is written", |db| {
        let both = |id: &str| {
            db.sql(&format!(r#"SELECT jira_ticket_id, "JiraTicketId" FROM stories WHERE id = '{id}'"#))
                .unwrap()
        };
        begin(db);
        assert_eq!(both("services"), "T-1|T-1");
        db.sql("INSERT INTO stories (id, title, jira_ticket_id) VALUES ('by-hand', 'By hand', 'T-2')")
            .unwrap();
        assert_eq!(both("by-hand"), "T-2|T-2");
        db.sql("UPDATE stories SET jira_ticket_id = 'T-3' WHERE id = 'by-hand'").unwrap();
        assert_eq!(both("by-hand"), "T-3|T-3");
        db.sql(r#"UPDATE stories SET "JiraTicketId" = 'T-4' WHERE id = 'by-hand'"#).unwrap();
        assert_eq!(both("by-hand"), "T-4|T-4");
        db.sql(r#"UPDATE stories SET "JiraTicketId" = NULL WHERE id = 'by-hand'"#).unwrap();
        assert_eq!(both("by-hand"), "|");
    });
}

/// A junior, a story and a session. What has its property's first value is left to the default, and read back.
fn begin(db: &Database) {
    let said = db.sql(&format!(
        r#"PREPARE junior (text, timestamptz, text, text, jsonb, text, jsonb, integer, text, timestamptz) AS
             INSERT INTO junior_developers (id, created_at, email, github_username, learning_patterns, name,
               preferences, skill_level, slack_id, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING successful_sessions, total_sessions;
           EXECUTE junior ('services', now(), NULL, NULL, NULL, 'Of the services', NULL, 1, NULL, now());
           PREPARE story (text, jsonb, integer, timestamptz, text, integer, text, integer, text, text[], jsonb, text,
             timestamptz) AS
             INSERT INTO stories (id, acceptance_criteria, complexity, created_at, description, estimated_hours,
               "JiraTicketId", priority, repository_url, tags, technical_requirements, title, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
           EXECUTE story ('services', NULL, 3, now(), NULL, NULL, 'T-1', 3, NULL, '{{}}', NULL,
             'story of the services', now());
           PREPARE session (uuid, timestamptz, jsonb, timestamptz, text, text, text, text, timestamptz, jsonb, text) AS
             INSERT INTO mentorship_sessions (id, completed_at, context, created_at, current_state, junior_id,
               previous_state, story_id, updated_at, variables, workflow_instance_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING row_version IS NOT NULL, status;
           EXECUTE session ('{SESSION_ID}', NULL, NULL, now(), 'INIT_STORY_PROCESSING', 'services', NULL, 'services',
             now(), NULL, NULL);"#
    ));
    assert_eq!(said.unwrap(), "0|0\nt|Active");
}

/// Changes the session where it is still as it was read, and counts what was changed.
fn update(db: &Database, columns: &str) -> String {
    db.sql(&format!(
        "WITH read AS (SELECT row_version FROM mentorship_sessions WHERE id = '{SESSION_ID}'),
              changed AS (UPDATE mentorship_sessions SET {columns}, updated_at = now() FROM read
                          WHERE id = '{SESSION_ID}' AND mentorship_sessions.row_version = read.row_version
                          RETURNING mentorship_sessions.row_version)
         SELECT count(*) FROM changed"
    ))
    .unwrap()
}

/// The sessions of a status with their stories, as a list of them is read.
fn found(db: &Database, status: &str) -> String {
    let prefixed = |columns: &str, table: &str| {
        let names = columns.split(',').map(|name| format!("{table}.{}", name.trim()));
        names.collect::<Vec<_>>().join(", ")
    };
    db.sql(&format!(
        r#"PREPARE sessions (text) AS
             SELECT title, "JiraTicketId" FROM (
               SELECT {}, {} FROM mentorship_sessions AS m
               INNER JOIN junior_developers AS j ON m.junior_id = j.id INNER JOIN stories AS s ON m.story_id = s.id
               WHERE m.status = $1 AND m.junior_id = 'services'
               ORDER BY m.created_at DESC LIMIT 20 OFFSET 0
             ) AS page (m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12,
               s1, s2, s3, s4, s5, "JiraTicketId", s7, s8, s9, s10, title, s12);
           EXECUTE sessions ('{status}');"#,
        prefixed(SESSION, "m"),
        prefixed(STORY, "s"),
    ))
    .unwrap()
}
