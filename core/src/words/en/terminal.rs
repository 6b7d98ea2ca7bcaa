//! What the command line says.

use std::fmt::Display;
use std::path::Path;

use super::amounts::count;
use crate::answers::file::Unfit;

pub const PROFILES: &str = "Profiles";
pub const SHAPES: &str = "Shapes  ";
pub const SECRETS: &str = "Secrets ";
pub const ADDONS: &str = "Add-ons";
pub const SERVICES: &str = "Services";
pub const GENERATED: &str = "(generated)";
pub const ONLY_YOURS: &str = "(only you have it)";
pub const OPTIONAL: &str = "(optional)";
pub const REQUIRED: &str = "(required)";

pub const WHICH_PROFILE: &str = "Profile";
pub const WHICH_ADDONS: &str = "Add-ons (space takes or leaves one, Enter goes on)";
pub const ENTER_TO_GENERATE: &str = "Enter to generate";
pub const ENTER_TO_LEAVE: &str = "Enter to write it into .env later";
pub const ENTER_TO_KEEP: &str = "Enter to keep the one there is";
pub const WRITE_THEM: &str = "Write them?";
pub const NOTHING_WRITTEN: &str = "nothing was written";
pub const NO_ENTROPY: &str =
    "this system gives no random bytes, so no secret can be made; nothing was written";
pub const JSON_AND_ZIP_BOTH: &str = "expected `--json` or `--zip -`: both write to standard output";

pub fn secrets_in(modes: &str, profile: &str) -> String {
    format!("{modes} in {profile}")
}

pub fn error(message: &str) -> String {
    format!("error: {message}")
}

pub fn link(what: &str) -> String {
    format!("warning: in the link, {what}")
}

pub fn not_of_the_link(link: &str, chosen: &str) -> String {
    format!("its answers are for `{link}`, not for `{chosen}`; they are left out")
}

pub fn no_such_stack(found: &str, known: &[&str]) -> String {
    format!("expected a stack, one of `{}`; found `{found}`", known.join("`, `"))
}

/// The folder's stack can't be taken: a line for each reason.
pub fn no_stack(problems: &[String]) -> String {
    format!("expected a stack; found what can't be one:\n  {}", problems.join("\n  "))
}

pub fn foreign(stack: &str) -> String {
    format!(
        "\n {stack} is not one of the stacks that come with Berth. What follows, and every file above, was written by the author of its folder: read commands before you run them."
    )
}

/// The same beside a zip or a script that standard output holds.
pub fn foreign_output(stack: &str) -> String {
    format!(
        "{stack} is not one of the stacks that come with Berth. Everything on standard output was written by the author of its folder: read commands before you run them."
    )
}

pub fn unreadable(path: &Path, why: &dyn Display) -> String {
    format!("can't read {}: {why}", path.display())
}

pub fn unwritable(path: &Path, why: &dyn Display) -> String {
    format!("can't write {}: {why}; nothing was changed", path.display())
}

pub fn bad_answers(path: &Path, line: usize, why: &str) -> String {
    format!("{}:{line}: {why}", path.display())
}

pub fn set_without_value(found: &str) -> String {
    format!("expected `--set KEY=VALUE`; found `--set {found}`")
}

fn instead(key: &str) -> String {
    format!("put it into the environment as {key}, into a file for `--set {key}=@FILE`, or answer the prompt")
}

pub fn secret_in_arguments(key: &str) -> String {
    format!(
        "{key} is a secret, and arguments are seen by every user of this machine and kept in the shell's history; {}",
        instead(key)
    )
}

/// Of an answers file.
pub fn unfit(unfit: &Unfit) -> String {
    match unfit {
        Unfit::Secret(key) => {
            format!("{key} is a secret, and an answers file is one to be kept and shared; {}", instead(key))
        }
        Unfit::NoScalar(key) => {
            format!("expected text, a number or a list for `{key}` in the answers file; found a mapping")
        }
    }
}

pub fn empty_secret_file(key: &str, path: &Path) -> String {
    format!("expected {key} in {}; found nothing", path.display())
}

pub fn already_there(target: &str, paths: &[&str]) -> String {
    format!(
        "{target} already holds {}; `--force` writes over it, keeps its secrets and a backup",
        paths.join(", ")
    )
}

pub fn welcome(stack: &str) -> String {
    format!(
        "{stack}. Enter takes what stands in brackets; nothing is written before you have seen the whole plan."
    )
}

pub fn totals(needs: &str) -> String {
    format!("\n {needs}")
}

pub fn held(label: &str, value: &str, unit: Option<&str>) -> String {
    let value = if value.is_empty() { "–" } else { value };
    format!("{label} {value} {}", unit.unwrap_or_default()).trim_end().to_owned()
}

pub fn keep_section(title: &str, held: &[String]) -> String {
    format!("\n{title}\n  {}\nKeep these?", held.join("\n  "))
}

pub fn question(label: &str, unit: Option<&str>) -> String {
    unit.map_or_else(|| label.to_owned(), |unit| format!("{label} ({unit})"))
}

pub fn where_from(help: &str, where_from: &str) -> String {
    format!("{help} {where_from}")
}

pub fn about_to_write(stack: &str, profile: &str, target: &str, files: &[&str]) -> String {
    format!("\n{stack}, {profile}, into {target}:\n  {}", files.join("\n  "))
}

pub fn heading(stack: &str, profile: &str) -> String {
    format!("\n {stack}, {profile}\n")
}

pub fn file_done(at: usize, of: usize, path: &str) -> String {
    format!(" [{at}/{of}] {path} … done")
}

pub fn created(target: &str) -> String {
    format!("\n Created in {target}:")
}

pub fn size(bytes: usize) -> String {
    if bytes < 1000 { format!("{bytes} B") } else { format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100) }
}

pub fn made(keys: &[&str], home: &str) -> String {
    format!("\n Generated: {}. They are in {home} only.", keys.join(", "))
}

pub fn kept(keys: &[&str]) -> String {
    format!("\n Kept from the deployment that was there: {}.", keys.join(", "))
}

pub fn backed_up(backup: &str) -> String {
    format!("\n What it replaced is in {backup}.")
}

pub fn next_steps(target: &str) -> String {
    if target == "." { "\n Next steps:".to_owned() } else { format!("\n Next steps, in {target}:") }
}

pub fn step(at: usize, say: &str, run: Option<&str>) -> String {
    match run {
        Some(run) => format!("   {at}. {say}:\n        {run}"),
        None => format!("   {at}. {say}"),
    }
}

pub fn checked(target: &str, errors: usize, warnings: usize) -> String {
    if errors + warnings == 0 {
        return format!("{target}: nothing to mend");
    }
    format!("{target}: {}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings"))
}
