//! A wrong manifest never ships: the build says its line, what was expected and what was found. What the build script
//! runs is what runs here.

use std::collections::BTreeMap;

use berth::stack::Stack;
use berth::stack::read::{self, Folder, Problem};
use berth::words;

const SMALL: &str = include_str!("small.yaml");

/// The small manifest with one piece of it changed.
fn with(from: &str, to: &str) -> Broken {
    assert_eq!(SMALL.matches(from).count(), 1, "`{from}` must stand in small.yaml once");
    Broken(SMALL.replace(from, to))
}

struct Broken(String);

impl Broken {
    /// Exactly this is said, at the line on which `at` stands.
    #[track_caller]
    fn says(self, at: &str, expected: &str) {
        let line = self.0.lines().position(|line| line.contains(at)).expect("the line to be named") + 1;
        assert_eq!(self.said(), [format!("{line}: {expected}")]);
    }

    /// This is said among other things.
    #[track_caller]
    fn also_says(self, expected: &str) {
        let said = self.said();
        assert!(said.iter().any(|said| said.ends_with(expected)), "{said:#?}");
    }

    fn said(&self) -> Vec<String> {
        let problems = read(&self.0).err().unwrap_or_default();
        problems.iter().map(|problem| words::stack_problem(problem).replacen("stack.yaml:", "", 1)).collect()
    }
}

fn read(text: &str) -> Result<Stack, Vec<Problem>> {
    in_folder("small", text, &["init.sql"])
}

fn in_folder(name: &str, manifest: &str, templates: &[&str]) -> Result<Stack, Vec<Problem>> {
    let templates: BTreeMap<_, _> =
        templates.iter().map(|path| ((*path).to_owned(), String::new())).collect();
    read::stack(Folder { name: name.to_owned(), manifest: manifest.to_owned(), templates })
}

#[test]
fn a_good_manifest_is_taken() {
    let stack = read(SMALL).unwrap_or_else(|problems| panic!("{}", words::stack_problem(&problems[0])));
    assert_eq!((stack.services.len(), stack.fields[1].default.as_str()), (2, "3000"));
}

#[test]
fn the_folder_names_the_stack() {
    with("id: small\n", "id: other\n").also_says("id: expected the folder's name, `small`; found `other`");
}

#[test]
fn an_unknown_key_is_refused() {
    with("networks:", "netwroks:").says(
        "netwroks",
        "unknown field `netwroks`, expected one of `id`, `formerly`, `name`, `summary`, `home`, `source`, `project`, \
         `networks`, `folder`, `sources`, `host`, `logs`, `bind`, `profiles`, `shapes`, `secrets`, `addons`, `sections`, `fields`, `unread`, `images`, `services`, `files`, `next-steps`",
    );
}

#[test]
fn text_that_is_no_yaml_is_refused() {
    Broken("id: a: b".into()).says("id: a: b", "mapping values are not allowed in this context");
}

#[test]
fn a_field_lies_in_a_section() {
    with("key: API_PORT\n    section: ports", "key: API_PORT\n    section: prots")
        .says("prots", "fields[1].section: expected the id of a section (`ports`); found `prots`");
}

#[test]
fn a_key_stands_once() {
    // Whatever else follows from it is said as well.
    with("key: API_PORT", "key: BIND_ADDRESS")
        .also_says("fields[1].key: expected each name once; found `BIND_ADDRESS` again");
}

#[test]
fn a_default_is_of_its_kind() {
    with("default: 3000", "default: 99999")
        .says("99999", "fields[1].default: expected a port from 1 to 65535; found `99999`");
}

#[test]
fn a_profile_default_names_a_profile() {
    with("{dev: 3001}", "{prod: 3001}")
        .says("prod: 3001", "fields[1].default-in.prod: expected the id of a profile (`dev`); found `prod`");
}

#[test]
fn g3_a_secret_has_no_default() {
    with("letters: 32", "letters: 32\n    default: changeme").says(
        "changeme",
        "fields[2].default: expected no default on a secret: a built-in one reaches production",
    );
}

#[test]
fn g3_a_secret_has_128_bits() {
    with("letters: 32", "letters: 21")
        .says("- key: DB_PASSWORD", "fields[2]: expected a recipe of at least 128 bits; found 125");
}

#[test]
fn a_secret_says_where_it_comes_from() {
    with("    letters: 32\n", "")
        .says("- key: DB_PASSWORD", "fields[2]: expected one of `letters`, `base64` and `owner` on a secret");
}

#[test]
fn what_belongs_to_another_kind_is_refused() {
    with("default: 3000", "default: 3000\n    letters: 32")
        .says("letters: 32", "fields[1].letters: expected no `letters` on a field of this kind");
}

#[test]
fn a_text_names_fields_that_exist() {
    with("POSTGRES_PASSWORD: ${DB_PASSWORD}", "POSTGRES_PASSWORD: ${DB_PASSWROD}").says(
        "DB_PASSWROD",
        "services[0].environment.POSTGRES_PASSWORD: expected the key of a field (`BIND_ADDRESS`, `API_PORT`, \
         `DB_PASSWORD`); found `DB_PASSWROD`",
    );
}

#[test]
fn g2_a_secret_within_a_text_is_encoded() {
    with("${DB_PASSWORD|percent}", "${DB_PASSWORD}").says(
        "DATABASE_URL",
        "services[1].environment.DATABASE_URL: expected `${DB_PASSWORD|npgsql}` or `${DB_PASSWORD|percent}`: any text \
         may stand in `DB_PASSWORD`",
    );
}

#[test]
fn an_encoding_is_a_known_one() {
    with("|percent}", "|base32}").also_says(
        "services[1].environment.DATABASE_URL: expected the encoding `npgsql` or `percent`; found `base32`",
    );
}

#[test]
fn g9_a_probe_names_an_address() {
    with("http://127.0.0.1:3000/", "http://localhost:3000/").says(
        "localhost:3000",
        "services[1].health.command[1]: expected 127.0.0.1; `localhost` is ::1 in some images",
    );
}

#[test]
fn g10_a_probe_calls_a_program_that_the_image_has() {
    with("[curl, \"", "[wget, \"").says(
        "[wget",
        "services[1].health.command[0]: expected a program that the image `api` has (`curl`); found `wget`",
    );
}

#[test]
fn g12_a_service_waits_for_one_that_exists() {
    with("{db: healthy}", "{bd: healthy}").says(
        "bd: healthy",
        "services[1].waits-for.bd: expected the id of a service (`db`, `api`); found `bd`",
    );
}

#[test]
fn g12_nothing_waits_in_a_circle() {
    with("    mounts:\n", "    waits-for: {api: healthy}\n    mounts:\n").says(
        "{api: healthy}",
        "services[0].waits-for: expected an order that ends; these wait in a circle: db, api",
    );
}

#[test]
fn g17_a_bind_source_is_in_the_bundle() {
    with("./init.sql:/docker", "./other.sql:/docker").says(
        "./other.sql",
        "services[0].mounts[1]: expected `other.sql` among `files` or `sources`: a bind source must be in the bundle or in the repository",
    );
}

#[test]
fn a_mount_is_understood() {
    with("data:/var/lib", "data:var/lib").says(
        "data:var/lib",
        "services[0].mounts[0]: expected `volume:/target`, `./file:/target`, `tmpfs:/target` or `${FIELD}:/target`, `:ro` \
         behind it if so; found `data:var/lib/postgresql/data`",
    );
}

#[test]
fn a_template_exists() {
    with("template: small/init.sql", "template: small/gone.sql")
        .says("gone.sql", "files[0].template: expected templates/small/gone.sql.j2; there is none");
}

#[test]
fn a_file_stays_inside_the_bundle() {
    with("{path: init.sql", "{path: ../init.sql")
        .also_says("files[0].path: expected a path inside the bundle; found `../init.sql`: it leaves the folder, or says nothing");
}

#[test]
fn a_next_step_holds_no_secret() {
    with("http://localhost:${API_PORT}", "${DB_PASSWORD|percent}")
        .says("- say: Open", "next-steps[0]: expected no secret in a step; found `DB_PASSWORD`");
}

#[test]
fn a_lone_dollar_is_refused() {
    with("postgres://api:", "postgres://$api:").says(
        "DATABASE_URL",
        "services[1].environment.DATABASE_URL: expected `${NAME}` or `$$`; found a lone `$` in \
         `postgres://$api:${DB_PASSWORD|percent}@db/api`",
    );
}

#[test]
fn the_guides_example_is_a_good_manifest() {
    let problems = in_folder("hello", guide_example("yaml"), &["README.md"]).err().unwrap_or_default();
    assert_eq!(problems.iter().map(words::stack_problem).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_guides_example_is_what_is_added_to_a_copy_of_the_project() {
    assert_eq!(include_str!("../fourth/hello/stack.yaml"), guide_example("yaml"));
    assert_eq!(include_str!("../fourth/hello/README.md.j2"), guide_example("jinja"));
    let files = std::fs::read_dir("tests/fourth/hello").expect("the example").count();
    assert_eq!(files, 2, "the guide has them all");
}

/// The one block of code of that language in the guide.
fn guide_example(language: &str) -> &'static str {
    let guide = include_str!("../../templates/README.md");
    let (_, rest) = guide.split_once(&format!("```{language}\n")).expect("the guide has an example");
    rest.split_once("```").expect("it ends").0
}

/// A line more for the service `api`.
fn api_with(line: &str) -> Broken {
    with("    waits-for: {db: healthy}", &format!("    waits-for: {{db: healthy}}\n    {line}"))
}

#[test]
fn an_amount_is_understood() {
    api_with("resources: {cpus: \"0.25\", memory: 512K}").says(
        "512K",
        "services[1].resources.memory: expected an amount of memory such as 512M or 2G; found `512K`",
    );
    api_with("resources: {cpus: \"0.0001\"}").says(
        "0.0001",
        "services[1].resources.cpus: expected a number of CPUs such as \"0.25\"; found `0.0001`",
    );
    api_with("resources: {cpus: \"1\", reserved-cpus: \"2.0\"}")
        .says("reserved-cpus", "services[1].resources: expected no more to be reserved than may be used");
    let stack = read(&api_with("resources: {cpus: \"0.25\", memory: 2G}").0)
        .unwrap_or_else(|problems| panic!("{}", words::stack_problem(&problems[0])));
    assert_eq!((stack.services[1].resources.cpus, stack.services[1].resources.memory), (250, 2048));
}

#[test]
fn g14_what_keeps_data_under_its_name_runs_once() {
    api_with("hostname: api\n    replicas: 2")
        .says("replicas", "services[1].replicas: expected one of a service with a fixed name");
    api_with("replicas: 0").says("replicas", "services[1].replicas: expected at least 1; found 0");
}

#[test]
fn a_number_of_copies_may_be_answered() {
    api_with("replicas: ${DB_PASSWORD}").says(
        "replicas",
        "services[1].replicas: expected a field of kind `integer`, `least` 1; found `DB_PASSWORD`",
    );
    api_with("replicas: 1${API_PORT}")
        .says("replicas", "services[1].replicas: expected a number or `${FIELD}`");
}

#[test]
fn a_variable_may_have_several_values_of_which_one_holds() {
    let several = "MODE:\n        - {value: one, when: {profiles: [dev]}}\n        - {value: two, when: {profiles: [dev]}}";
    let password = "      POSTGRES_PASSWORD: ${DB_PASSWORD}\n";
    let text = with(password, &format!("{password}      {several}\n"));
    let stack = read(&text.0).unwrap_or_else(|problems| panic!("{}", words::stack_problem(&problems[0])));
    let entries = stack.services.iter().flat_map(|service| service.environment.clone());
    assert_eq!(entries.filter(|entry| entry.name == "MODE").count(), 2);
}

#[test]
fn a_caution_names_one_trigger() {
    with("    kind: port\n", "    kind: port\n    cautions: [{above: 1, say: Many.}]\n")
        .also_says("fields[1].cautions[0].above: expected `above` only on an integer");
    with("    kind: port\n", "    kind: port\n    cautions: [{above: 1, value: 2, say: Many.}]\n")
        .also_says("fields[1].cautions[0]: expected one of `value` and `above`");
}

#[test]
fn a_field_is_asked_when_another_holds_what_it_can_hold() {
    with("    kind: port\n", "    kind: port\n    asked-when: {BIND_ADDRESS: nowhere}\n")
        .also_says("fields[1].asked-when.BIND_ADDRESS: expected one of `127.0.0.1`; found `nowhere`");
    with(
        "    kind: port\n",
        "    kind: port\n    asked-when: {BIND_ADDRESS: 127.0.0.1}\n    asked-with: [nope]\n",
    )
    .also_says("fields[1].asked-with[0]: expected the id of an add-on (``); found `nope`");
    with("    kind: port\n", "    kind: port\n    asked-with: [nope]\n").also_says(
        "fields[1].asked-with: expected `asked-when` beside it: without, the field is asked always",
    );
    with("    kind: port\n", "    kind: port\n    asked-when: {NOPE: true}\n").also_says(
        "fields[1].asked-when.NOPE: expected the key of a field (`BIND_ADDRESS`, `API_PORT`, `DB_PASSWORD`); found `NOPE`",
    );
}

#[test]
fn g30_a_manifest_says_what_it_was_held_against() {
    let source = |commit: &str| {
        with(
            "project: small",
            &format!("source: {{repository: a/b, commit: \"{commit}\", date: 2026-01-02}}\nproject: small"),
        )
    };
    source("d99e932").also_says("source.commit: expected the 40 digits of a commit; found `d99e932`");
    let unread = "unread: [{key: API_PORT, section: ports, say: Nothing.}]\nproject: small";
    with("project: small", unread).also_says("unread[0].key: expected what is no field; found `API_PORT`");
    with("project: small", unread)
        .also_says("unread[0]: expected `source`: it says at which commit nothing reads it");
}

#[test]
fn g25_a_command_holds_no_secret() {
    api_with("command: [serve, \"${DB_PASSWORD}\"]")
        .says("[serve", "services[1].command[1]: expected no secret in a command; found `DB_PASSWORD`");
}

#[test]
fn a_host_s_path_comes_from_a_field_of_paths() {
    with("data:/var/lib", "${API_PORT|data}:/var/lib")
        .says("API_PORT|data", "services[0].mounts[0]: expected a field of kind `path`; found `API_PORT`");
}

#[test]
fn a_network_s_name_comes_from_a_field() {
    api_with("joins: [{network: edge, field: NOPE, alias: api}]").says(
        "joins",
        "services[1].joins[0].field: expected the key of a field (`BIND_ADDRESS`, `API_PORT`, `DB_PASSWORD`); found `NOPE`",
    );
}

#[test]
fn what_holds_where_no_profile_is_named_is_one_profile() {
    with(
        "adds: Ports}",
        "adds: Ports, standing: implied}\n  - {id: prod, name: Production, summary: For production., adds: Limits, standing: implied}",
    )
    .says("prod", "profiles[1].standing: expected `implied` of one profile at most: it holds where none is named");
}

#[test]
fn a_shared_template_is_told_of_services_that_are_there() {
    with("about: Tables}", "about: Tables, uses: {api: nope:80}}")
        .also_says("files[0].uses.api: expected the id of a service (`db`, `api`); found `nope`");
    with("about: Tables}", "about: Tables, uses: {api: api}}")
        .also_says("expected a service and its port, such as api:3000; found `api`");
    with("about: Tables}", "about: Tables, spares: [nope]}")
        .also_says("files[0].spares[0]: expected the id of a service (`db`, `api`); found `nope`");
    with("about: Tables}", "about: Tables, routes: {/api: nope:80}}")
        .also_says("files[0].routes./api: expected the id of a service (`db`, `api`); found `nope`");
    for path in ["api", "/", "/api/", "/a.c", "/a{2}"] {
        with("about: Tables}", &format!("about: Tables, routes: {{\"{path}\": api:80}}}}"))
            .also_says(&format!("expected a path of an address, such as /api; found `{path}`"));
    }
}

#[test]
fn a_default_from_another_field_is_the_only_one() {
    with("    default: 3000\n", "    default: 3000\n    default-from: DB_PASSWORD\n")
        .says("default-from", "fields[1].default-from: expected no other default, and not `required`");
}

#[test]
fn a_caution_is_about_a_value_that_the_field_can_have() {
    with("    default-in: {dev: 3001}", "    cautions: [{value: none, say: No}]")
        .says("cautions", "fields[1].cautions[0].value: expected a port from 1 to 65535; found `none`");
}

#[test]
fn an_add_on_excludes_one_that_there_is() {
    let addon = "secrets: [env]\naddons: [{id: tls, name: TLS, summary: Ends TLS., excludes: [nope]}]";
    with("secrets: [env]", addon)
        .says("addons", "addons[0].excludes: expected the id of an add-on (`tls`); found `nope`");
}

#[test]
fn a_former_name_leads_to_one_thing() {
    with("key: API_PORT", "key: API_PORT\n    formerly: [BIND_ADDRESS]").says(
        "formerly",
        "fields[1].formerly[0]: expected a name that nothing else has or had; found `BIND_ADDRESS`",
    );
    let both = "  - {id: dev, formerly: [one], name: Development, summary: For development., adds: Ports}\n  - {id: prod, formerly: [one], name: P, summary: P., adds: P}";
    with("  - {id: dev, name: Development, summary: For development., adds: Ports}", both).says(
        "id: prod",
        "profiles[1].formerly[0]: expected a name that nothing else has or had; found `one`",
    );
    let addon = "secrets: [env]\naddons: [{id: tls, formerly: [tls], name: TLS, summary: Ends TLS.}]";
    with("secrets: [env]", addon)
        .says("addons", "addons[0].formerly[0]: expected a name that nothing else has or had; found `tls`");
}

#[test]
fn a_former_name_of_a_stack_leads_to_one_stack() {
    let stack = |from: &str, to: &str| {
        read(&with(from, to).0).unwrap_or_else(|problems| panic!("{}", words::stack_problem(&problems[0])))
    };
    let plain = || stack("id: small\n", "id: small\n");
    let former = |name: &str| stack("id: small\n", &format!("id: small\nformerly: [{name}]\n"));
    assert_eq!(read::former_stack_names(&[plain(), former("little")]), None);
    for stacks in [vec![plain(), former("small")], vec![former("little"), former("little")]] {
        let said = read::former_stack_names(&stacks).unwrap();
        assert!(said.starts_with("formerly: expected a name that no other stack has or had"), "{said}");
    }
}

#[test]
fn a_network_is_one_of_the_stack_s() {
    with("networks: [{id: small-net}]", "networks: [{id: front, name: fixed}, {id: back, internal: true}]");
    api_with("networks: [nowhere]").says(
        "networks: [nowhere]",
        "services[1].networks[0]: expected the id of a network (`small-net`); found `nowhere`",
    );
    with("networks: [{id: small-net}]", "networks: []")
        .also_says("networks: expected at least one; found none");
    with("networks: [{id: small-net}]", "networks: [{id: a}, {id: a}]")
        .also_says("networks[1].id: expected each name once; found `a` again");
}

#[test]
fn g12_a_job_is_waited_for_to_its_end() {
    let job = |wait: &str| {
        let health = "    health: {command: [pg_isready, -h, 127.0.0.1], interval: 10, timeout: 5, retries: 5, start-period: 5}";
        Broken(with(health, "    job: true").0.replace("{db: healthy}", wait))
    };
    assert!(read(&job("{db: completed}").0).is_ok());
    job("{db: healthy}").also_says(
        "services[1].waits-for.db: expected `completed` for a job, and `healthy` or `started` for what goes on",
    );
    job("{}").says("job: true", "services[0].job: expected a service that waits until the job is completed");
    api_with("job: true").says(
        "job: true",
        "services[1].job: expected `health`, or `job: true` on what does its work and ends",
    );
}

#[test]
fn what_differs_by_profile_names_one() {
    api_with("command-in: {nope: [run]}").says(
        "command-in",
        "services[1].command-in.nope: expected the id of a profile (`dev`); found `nope`",
    );
    with(
        "    reference: example/api:1",
        "    reference: example/api:1\n    build: {context: ., dockerfile: Dockerfile, target-in: {nope: x}}",
    )
    .says("target-in", "images[1].build.target-in.nope: expected the id of a profile (`dev`); found `nope`");
    with(
        "    reference: example/api:1",
        "    reference: example/api:1\n    build: {context: ., dockerfile: Dockerfile, args: {A: {value: a, when: {profiles: [dev]}}}}",
    )
    .also_says(
        "images[1].build.args.A.when: expected only what is the same in every profile: `addons`, `without`, `shapes`",
    );
    with("adds: Ports}", "adds: Ports, secrets: [files]}")
        .says("secrets: [files]", "profiles[0].secrets: expected only what the stack's own `secrets` lists");
}

#[test]
fn g21_what_is_built_in_is_no_secret() {
    with("    reference: example/api:1", "    reference: example/api:1\n    build: {context: ., dockerfile: Dockerfile, args: {KEY: \"${DB_PASSWORD}\"}}")
        .says("args", "images[1].build.args.KEY: expected no secret in a build argument; found `DB_PASSWORD`");
}

#[test]
fn g17_what_the_repository_has_is_inside_it() {
    with("shapes: [deploy]", "shapes: [deploy]\nsources: [../elsewhere]")
        .says("sources", "sources[0]: expected a path inside the repository; found `../elsewhere`: it leaves the folder, or says nothing");
    api_with("variable-files: [/etc/env]")
        .says("variable-files", "services[1].variable-files[0]: expected a path inside the bundle; found `/etc/env`: it leaves the folder, or says nothing");
}
