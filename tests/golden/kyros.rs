//! The stack Kyros.

use berth_testing::scenario::kyros;

use crate::matches;

#[test]
fn kyros_dev() {
    matches("kyros-dev", &kyros().generated());
}

#[test]
fn kyros_dev_with_nothing_answered() {
    matches("kyros-dev-bare", &kyros());
}

#[test]
fn kyros_prod() {
    let scenario = kyros().generated().set("NODE_VERSION", "24").set("API_WORKERS", "4");
    matches("kyros-prod", &scenario.in_profile("prod"));
}

#[test]
fn kyros_prod_with_hostile_answers() {
    let scenario = kyros()
        .secret("JWT_SECRET_KEY", r#"it's; a "pass" $word \ # with=everything é漢 and more"#)
        .set("API_BASE_URL", "http://api:8000/${X} #`x` \"y\" \\ </script> {{ 1 }}")
        .set("DATABASE_PATH", "/app/data/it's a $base|`x`.db")
        .set("APP_UID", "0")
        .set("BIND_ADDRESS", "0.0.0.0")
        .set("OPEN_TO_ANYONE", "yes")
        .set("DASH_CLV_PORT", "443");
    matches("kyros-hostile", &scenario.in_profile("prod"));
}

/// Each criterion, task and sub-task stands in the table, with where it is met.
#[test]
fn every_criterion_of_the_plan_is_answered() {
    let guide =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/kyros/README.md")).unwrap();
    let rows: Vec<Vec<&str>> = guide
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| |"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.iter().flatten().all(|cell| !cell.is_empty()), "a cell is empty");
    let named = |name: &str| rows.iter().any(|row| row[0] == name);
    assert!((1..=11).all(|number| named(&format!("AC {number}"))));
    let sub_tasks = [5, 9, 8, 9, 9, 8, 9, 8, 8, 6, 5, 8, 7];
    for (task, count) in (1..).zip(sub_tasks) {
        for part in 1..=count {
            assert!(rows.iter().any(|row| covers(row[0], task, part)), "no row for {task}.{part}");
        }
        assert!(!rows.iter().any(|row| covers(row[0], task, count + 1)), "{task} has {count} parts");
    }
}

/// `2.4`, `2.5, 2.6`, `8.1 to 8.6, 9.1 to 9.6`
fn covers(names: &str, task: u32, part: u32) -> bool {
    let number = |name: &str| -> Option<(u32, u32)> {
        let (task, part) = name.split_once('.')?;
        Some((task.parse().ok()?, part.parse().ok()?))
    };
    names.split(", ").any(|range| {
        let (first, last) = range.split_once(" to ").unwrap_or((range, range));
        let (Some(first), Some(last)) = (number(first), number(last)) else { return false };
        (first..=last).contains(&(task, part))
    })
}
