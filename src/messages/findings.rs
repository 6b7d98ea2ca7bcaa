//! What is wrong with a set of answers or with a deployment, and how to mend it.

pub fn no_such_profile(found: &str, stack: &str, known: &[&str]) -> String {
    format!("{stack} has no profile `{found}`; it has `{}`", known.join("`, `"))
}

pub fn no_such_shape(found: &str, stack: &str, known: &[&str]) -> String {
    format!("{stack} does not come in the shape `{found}`; it comes as `{}`", known.join("`, `"))
}

pub fn no_such_secret_mode(found: &str, stack: &str, known: &[&str]) -> String {
    format!("{stack} does not hand over its secrets as `{found}`; it does as `{}`", known.join("`, `"))
}

pub fn no_such_addon(found: &str, stack: &str, known: &[&str]) -> String {
    if known.is_empty() {
        format!("{stack} has no add-on `{found}`; it has none yet")
    } else {
        format!("{stack} has no add-on `{found}`; it has `{}`", known.join("`, `"))
    }
}

pub fn addons_exclude_each_other(one: &str, other: &str) -> String {
    format!("{one} and {other} do the same job; choose one of them")
}

pub fn leave_out(addon: &str) -> String {
    format!("leave out {addon}")
}

pub fn no_such_field(found: &str, stack: &str) -> String {
    format!("{stack} has no field `{found}`")
}

pub fn unread(key: &str, stack: &str, commit: &str) -> String {
    format!("no program of {stack} reads `{key}` at commit {commit}; it is left out")
}

pub fn did_you_mean(nearest: &str) -> String {
    format!("did you mean `{nearest}`?")
}

pub fn see_the_fields(stack: &str) -> String {
    format!("`berth show {stack}` lists them")
}

pub fn not_set(label: &str) -> String {
    format!("{label} is not set; the stack does not start without it")
}

pub fn generate_it() -> String {
    "generate it".to_owned()
}

pub fn use_default(default: &str) -> String {
    format!("use the default, {default}")
}

pub fn supply_later(key: &str) -> String {
    format!("write it behind `{key}=` in .env before you start")
}

/// The same, for a secret that is a file.
pub fn supply_in_file(path: &str) -> String {
    format!("write it into {path} before you start")
}

pub fn and(one: &str, other: &str) -> String {
    format!("{one} and {other}")
}

/// A line of the next steps, for what is missing. `where_from` is empty where that needs no word.
pub fn to_supply(key: &str, where_from: &str, file: &str) -> String {
    if where_from.is_empty() {
        format!("Write {key} into {file}")
    } else {
        format!("Write {key} into {file}. {where_from}")
    }
}

pub fn port_taken(number: u16, by: &str) -> String {
    format!("{number} is taken by `{by}`")
}

pub fn port_refused_by_browsers(number: u16) -> String {
    format!("browsers refuse to open port {number}")
}

pub fn port_privileged(number: u16) -> String {
    format!(
        "{number} is below 1024: an engine without root may not open it, and the host may hold it already"
    )
}

pub fn port_held_by_macos(number: u16) -> String {
    format!("macOS holds {number} for AirPlay unless that is switched off")
}

pub fn port_dynamic(number: u16) -> String {
    format!("{number} is in the range that Windows hands out, 49152 to 65535; it may be taken at any time")
}

pub fn use_port(port: &str) -> String {
    format!("use {port}")
}
