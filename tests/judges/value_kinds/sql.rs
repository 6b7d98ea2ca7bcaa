//! A literal in SQL.

use berth_testing::judge::Judge;

use crate::postgres::Cluster;
use crate::suite::Suite;
use crate::value_kinds::{assert_same, kind, written};

pub fn tests(suite: &mut Suite) {
    kind(suite, [Judge::Postgres], "G1: Postgres reads each text back from its literal", |[bin], texts| {
        let mut script = String::from("CREATE TABLE read (at integer, text text);\n");
        for (at, text) in texts.iter().enumerate() {
            script += &format!("INSERT INTO read VALUES ({at}, {});\n", written("sql", text));
        }
        // A line for each, whatever is in it.
        script += "SELECT encode(convert_to(text, 'UTF8'), 'hex') || '.' FROM read ORDER BY at;\n";
        let cluster = Cluster::start(bin);
        let read = cluster.database("berth ops").sql(&format!("BEGIN;\n{script}COMMIT;")).unwrap();
        let read: Vec<String> = read.lines().map(|line| unhexed(line.trim_end_matches('.'))).collect();
        assert_eq!(read.len(), texts.len());
        assert_same("SQL", texts.iter().zip(&read))
    });
}

fn unhexed(text: &str) -> String {
    let byte = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits");
    String::from_utf8((0..text.len()).step_by(2).map(byte).collect()).expect("UTF-8")
}
