//! What is wrong with a deployment that is already there, and why one is not read.

pub const OF_TOOLS: &str = "of the project's tools";
pub const A_LINK: &str = "a link, which is not followed";
pub const LARGE: &str = "larger than 1 MB";
pub const DEEP: &str = "too deep in the folder";
pub const CLOSED: &str = "it can't be opened";

/// Some of them by name.
pub fn left_out(paths: &[&str], why: &str) -> String {
    const NAMED: usize = 5;
    let named = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
    let more = match paths.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("not looked into: {named}{more}: {why}")
}

pub fn too_many_entries(most: usize) -> String {
    format!(
        "expected at most {most} files and folders; found more: check the Compose file itself, by its name, or \
         without what is no part of the deployment"
    )
}

pub fn too_many_bytes(most: u64) -> String {
    format!(
        "expected at most {most} MB, unpacked; found more: check the Compose file itself, by its name, or without \
         what is no part of the deployment"
    )
}

pub fn same_besides_case(one: &str, other: &str) -> String {
    format!(
        "expected names that differ by more than capitals; found `{one}` and `{other}`, which are one file on macOS \
         and Windows: rename one of them"
    )
}

pub fn entry_twice() -> String {
    "expected each name once; found a name twice: pack it anew".to_owned()
}

pub fn entry_outside(name: &str) -> String {
    format!(
        "expected a path inside the zip, `folder/file`; found {name:?}, which leads elsewhere: pack it anew, from \
         inside its folder"
    )
}

pub fn entry_is_a_link(path: &str) -> String {
    format!("expected files and folders; found `{path}`, a link or a device: pack what it leads to instead")
}

pub fn entry_encrypted(path: &str) -> String {
    format!("expected a zip without a password; found `{path}` encrypted: pack it anew without one")
}

pub fn entry_method(path: &str, method: &str) -> String {
    format!(
        "expected entries that are stored or deflated; found `{path}` packed by {method}: pack it anew, by `zip -r`"
    )
}

pub fn no_zip(why: &str) -> String {
    format!("expected a zip; {why}")
}

pub fn entry_unreadable(path: &str, why: &str) -> String {
    format!("expected a file that can be read; found `{path}`: {why}")
}

pub fn no_compose_file(names: &[&str]) -> String {
    format!("expected a Compose file, one of `{}`; found none", names.join("`, `"))
}

pub fn compose_file_missing(path: &str) -> String {
    format!("COMPOSE_FILE names `{path}`, which is not there")
}

pub fn named_compose_file_missing(path: &str) -> String {
    format!("`{path}` is named as a Compose file and not there: nothing starts")
}

pub fn compose_file_left_out(why: &str) -> String {
    format!("expected a Compose file that can be read; found one that is not looked into: {why}")
}

pub fn name_its_file() -> String {
    "name the file itself: `berth check FILE`".to_owned()
}

pub fn no_yaml(why: &str) -> String {
    format!("expected YAML; {why}")
}

pub fn no_text() -> String {
    "found bytes that are no text".to_owned()
}

pub fn no_dotenv_line() -> String {
    "expected `NAME=value`; found something else, or a quote that is not closed".to_owned()
}

pub fn env_not_ignored() -> String {
    ".env holds secrets and Git does not ignore it".to_owned()
}

pub fn ignore_env() -> String {
    "write `.env` into .gitignore".to_owned()
}

pub fn carriage_returns() -> String {
    "expected Unix line ends; found carriage returns, which end up inside values and break scripts".to_owned()
}

pub fn use_line_feeds() -> String {
    "convert it, and keep it so by `* text=auto eol=lf` in .gitattributes".to_owned()
}

pub fn readable_by_all() -> String {
    "it holds secrets, and other users of this machine can read it".to_owned()
}

pub fn not_executable() -> String {
    "it is a script, and it can't be run".to_owned()
}

pub fn env_file_missing(path: &str) -> String {
    format!("`{path}` is named as a file of variables and not there: nothing starts")
}

pub fn env_file_missing_in_profile(path: &str, service: &str) -> String {
    format!("`{path}` is named as a file of variables and not there: `{service}` can't start in its profile")
}

pub fn private_is_empty(name: &str) -> String {
    format!("{name} is still to be filled in: nothing starts")
}

pub fn secret_file_missing(path: &str) -> String {
    format!("`{path}` holds a secret and is not there: nothing starts")
}

pub fn write_secret_file(path: &str) -> String {
    format!("write the secret into {path}, without a line break behind it")
}

pub fn chmod(path: &str, mode: &str) -> String {
    format!("chmod {mode} {path}")
}

pub fn required_is_empty(name: &str) -> String {
    format!("{name} is required and not set in .env: nothing starts")
}

pub fn not_set(name: &str) -> String {
    format!("{name} is not set in .env: it becomes empty text")
}

pub fn write_it(name: &str) -> String {
    format!("write `{name}=…` into .env")
}

pub fn weak_default(name: &str) -> String {
    format!("{name} is a secret with a built-in default, which everybody knows")
}

pub fn require_it(name: &str) -> String {
    format!("use `${{{name}:?write it into .env}}`")
}

pub fn twin_differs(name: &str, base: &str) -> String {
    format!("{name} is not the encoded form of {base}: one of them was changed alone")
}

pub fn change_both(base: &str) -> String {
    format!("take this line out if {base} is letters and digits only, else encode it anew")
}

pub fn obsolete_version() -> String {
    "`version:` is obsolete, and Compose warns about it".to_owned()
}

pub fn take_it_out() -> String {
    "take the line out".to_owned()
}

pub fn no_project_name() -> String {
    "the project has no fixed name: renaming its folder loses sight of its volumes".to_owned()
}

pub fn name_the_project() -> String {
    "write `name: …` at the top".to_owned()
}

pub fn second_project_name() -> String {
    "the project is named a second time: with and without this file there are two projects".to_owned()
}

pub fn port_published_twice(port: &str, by: &str) -> String {
    format!("host port {port} is already published by `{by}`")
}

pub fn replicas_share_a_port(service: &str, port: &str) -> String {
    format!("`{service}` has more than one replica, and only one of them can hold host port {port}")
}

pub fn empty_ports() -> String {
    "`ports: []` clears nothing: lists are added together".to_owned()
}

pub fn ports_in_overlays() -> String {
    "publish ports only in the file that wants them".to_owned()
}

pub fn untagged(image: &str) -> String {
    format!("`{image}` has no tag: what is pulled changes with time")
}

pub fn no_such_service(service: &str, other: &str) -> String {
    format!("`{service}` waits for `{other}`, which is not there")
}

pub fn no_health_to_wait_for(service: &str, other: &str) -> String {
    format!("`{service}` waits until `{other}` is healthy, and no health check is written for it here")
}

pub fn is_an_overlay(service: &str) -> String {
    format!(
        "`{service}` has neither `image:` nor `build:`: this file is laid over another, and was checked alone"
    )
}

pub fn check_the_folder() -> String {
    "name both in COMPOSE_FILE in .env, and check the folder".to_owned()
}

pub fn neither_image_nor_build(service: &str) -> String {
    format!("expected `image:` or `build:` in `{service}`; found neither: nothing starts")
}

pub fn bind_folder_missing(path: &str) -> String {
    format!("`{path}` is mounted to be read and not there: Docker makes an empty folder of that name")
}

pub fn config_file_missing(path: &str) -> String {
    format!("`{path}` is named as a config and not there: nothing starts")
}

pub fn bind_source_missing(path: &str, made: bool) -> String {
    let then = if made { "Docker makes a folder of that name in its place" } else { "nothing starts" };
    format!("`{path}` is mounted and not there: {then}")
}

pub fn not_declared(word: &str, section: &str, name: &str) -> String {
    format!("the {word} `{name}` is not declared under `{section}:`")
}

pub fn probes_localhost() -> String {
    "the probe names `localhost`, which is ::1 in some images while the service listens on 127.0.0.1"
        .to_owned()
}

pub fn probe_by_number() -> String {
    "write 127.0.0.1".to_owned()
}

pub fn probes_the_socket() -> String {
    "pg_isready asks the socket, which answers while the database is still being set up".to_owned()
}

pub fn probe_over_tcp() -> String {
    "add `-h 127.0.0.1`".to_owned()
}
