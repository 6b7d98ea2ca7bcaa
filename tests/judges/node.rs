//! Programs for Node that read URLs by a client's own parser. Each gets a list of texts, as JSON, and answers with one.

use std::path::Path;
use std::process::Command;

use crate::talk::talk;

/// `URL`, which is Node's own.
pub const URL: &str = "url => decodeURIComponent(new URL(url).password)";
/// The reader of `pg`, and of Prisma over it.
pub const PG: &str = "url => require(process.argv[1]).parse(url).password";
pub const REDIS: &str = "url => require(process.argv[1]).RedisClient.parseURL(url).password";
pub const IOREDIS: &str =
    "url => new (require(process.argv[1]))(url, { lazyConnect: true }).options.password";

/// What a function makes of each text.
pub fn each(node: &Path, function: &str, library: &Path, texts: &[String]) -> Vec<String> {
    let told = serde_json::to_string(texts).expect("JSON");
    // Written once: a client that is made may keep Node from ending.
    let program = format!(
        "const one = {function};
         const read = JSON.parse(require('fs').readFileSync(0)).map(one);
         require('fs').writeFileSync(1, JSON.stringify(read)); process.exit()"
    );
    let said = talk(Command::new(node).arg("-e").arg(program).arg(library), &told);
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said:.300}"))
}
