//! Values on their way from the answers into the containers, as Compose carries them.

use std::fs;
use std::path::Path;

use berth::answers::Answers;
use berth::plan::Plan;
use berth::values::Secret;
use berth::{catalogue, target};
use berth_testing::folder::Folder;
use berth_testing::hostile;
use berth_testing::judge::Judge;
use berth_testing::scenario;
use serde_json::Value;

use crate::bundle;
use crate::compose::compose;
use crate::dotnet;
use crate::suite::Suite;

pub const CONNECTION: &str = "ConnectionStrings__DefaultConnection";
const TEXTS: [&str; 4] =
    ["TAMMA_AGENT_MODEL", "TAMMA_ISSUE_LABELS", "TAMMA_EXCLUDE_LABELS", "TAMMA_BOT_USERNAME"];
/// Those whose form leaves everything open but the length.
const SECRETS: [&str; 4] =
    ["FRONT_DOOR_PASSWORD", "POSTGRES_PASSWORD", "RABBITMQ_PASSWORD", "ELSA_SIGNING_KEY"];

pub fn tests(suite: &mut Suite) {
    unchanged(suite);
    connections(suite);
    required(suite);
}

fn unchanged(suite: &mut Suite) {
    suite.with(
        Judge::Compose,
        "G1: any text in any field and any secret reaches the containers as it is",
        |program| {
            let texts = hostile::texts(160);
            for texts in texts.chunks(TEXTS.len() + SECRETS.len()) {
                assert_environment(program, &bundle::dev_plan(|answers| put(answers, texts)));
            }
        },
    );

    suite.with(
        Judge::Compose,
        "G1, G2: any text reaches the containers of every stack, in every profile",
        |program| {
            for stack in catalogue::all() {
                for profile in &stack.profiles {
                    for texts in hostile::texts(24).chunks(12) {
                        let scenario =
                            scenario::unanswered(stack).in_profile(&profile.id).generated().supplied();
                        let scenario = scenario.everywhere(texts);
                        assert_environment(program, &scenario.plan());
                    }
                }
            }
        },
    );

    suite.with(Judge::Compose, "G1: ordinary answers reach the containers as they are", |program| {
        assert_environment(program, &bundle::dev_plan(|_| {}));
    });
}

fn put(answers: &mut Answers, texts: &[String]) {
    let texts = texts.iter().filter(|text| !text.is_empty());
    for (key, text) in TEXTS.iter().zip(texts.clone()) {
        answers.set(*key, text);
    }
    for (key, text) in SECRETS.iter().zip(texts.rev()) {
        answers.set_secret(*key, Secret::new(scenario::long_enough(text)));
    }
}

/// What each container gets is what the stack says, with the answers in their places.
fn assert_environment(program: &Path, plan: &Plan) {
    let folder = Folder::holding(&target::compose::bundle(plan).unwrap());
    let merged = compose(program, &folder).config_json().unwrap();
    for service in &plan.services {
        let found = environment(&merged, service.id);
        for (name, text) in &service.environment {
            let expected = text.fill(|key| plan.variable(key).unwrap().setting.expose().to_owned());
            assert_eq!(found(name), expected, "{name} of {}", service.id);
        }
        let count =
            merged["services"][&service.id]["environment"].as_object().map_or(0, serde_json::Map::len);
        let told = service.environment.len() + service.secrets.files.len();
        assert_eq!(count, told, "{} has more variables than the stack says", service.id);
        for file in &service.secrets.files {
            let variable = plan.variable(file.key).unwrap();
            let home = plan.stack.secret_paths(variable.key);
            let home = home.in_shape(plan.shape);
            let held = fs::read_to_string(folder.path().join(home)).unwrap();
            assert_eq!(held, variable.setting.expose(), "{home}");
            assert!(found(&file.variable).starts_with("/run/secrets/"), "{}", file.variable);
        }
    }
}

fn connections(suite: &mut Suite) {
    suite.with_both(
        Judge::Compose,
        Judge::Mono,
        "G2: an ordinary password stands in `.env` once and is changed there",
        |program, mcs| {
            let folder = Folder::holding(&bundle::dev());
            let env = bundle::dev();
            assert!(!bundle::text(&env, ".env").contains("_NPGSQL"));
            folder.edit_env("POSTGRES_PASSWORD", Some("POSTGRES_PASSWORD=anotherOne4242"));
            let merged = compose(program, &folder).config_json().unwrap();
            assert_eq!(environment(&merged, "postgres")("POSTGRES_PASSWORD"), "anotherOne4242");
            assert_connects(mcs, &merged, "anotherOne4242");
        },
    );
}

/// The connection strings of these services give this password back, and nothing but what else is in them.
pub fn assert_connects(mcs: &Path, merged: &Value, password: &str) {
    let texts = ["elsa-server", "tamma-api-dotnet"].map(|service| environment(merged, service)(CONNECTION));
    for (text, pairs) in texts.iter().zip(dotnet::read(mcs, &texts)) {
        let pairs = pairs.unwrap_or_else(|refusal| panic!("{refusal}: {text}"));
        let pair = |key: &str| pairs.get(key).map(String::as_str);
        assert_eq!(pair("password"), Some(password), "{text}");
        assert_eq!((pair("server"), pair("port")), (Some("postgres"), Some("5432")), "{text}");
        assert_eq!((pair("database"), pair("user id")), (Some("tamma"), Some("tamma")), "{text}");
        assert_eq!(pairs.len(), 5, "{text}");
    }
}

fn required(suite: &mut Suite) {
    suite.with(
        Judge::Compose,
        "G3: without a required secret Compose starts nothing, and says what to do",
        |program| {
            let secrets: Vec<&str> =
                secret_keys().filter(|(_, required)| *required).map(|(key, _)| key).collect();
            assert_eq!(secrets.len(), 6);
            for key in secrets {
                for line in [Some(format!("{key}=")), None] {
                    let folder = Folder::holding(&bundle::dev());
                    folder.edit_env(key, line.as_deref());
                    let refusal = compose(program, &folder).refusal();
                    assert!(refusal.contains(key) && refusal.contains("write it into .env"), "{refusal}");
                }
            }
        },
    );

    suite.with(Judge::Compose, "G3: an optional secret may be left out", |program| {
        let folder = Folder::holding(&bundle::dev());
        folder.edit_env("TAMMA_JWT_SECRET", None);
        let merged = compose(program, &folder).config_json().unwrap();
        assert_eq!(environment(&merged, "tamma-api")("TAMMA_JWT_SECRET"), "");
    });

    suite.ours("G3: no secret has a default, in any Compose file", || {
        let bundle = bundle::dev();
        for (key, _) in secret_keys() {
            let mut references = 0;
            for path in ["docker-compose.yml", "docker-compose.override.yml"] {
                for default in defaults(bundle::text(&bundle, path), key) {
                    assert!(
                        default.is_empty() || default.starts_with('$'),
                        "{path}: {key} defaults to {default}"
                    );
                    references += 1;
                }
            }
            assert!(references > 0, "{key} is read by nothing");
        }
    });

    suite.ours("G3: an answer never becomes part of a Compose file", || {
        let texts = hostile::texts(40);
        let plain = bundle::dev();
        for texts in texts.chunks(TEXTS.len() + SECRETS.len()) {
            let hostile = bundle::dev_with(|answers| put(answers, texts));
            for path in ["docker-compose.yml", "docker-compose.override.yml", ".env.example"] {
                assert_eq!(bundle::text(&hostile, path), bundle::text(&plain, path), "{path}");
            }
        }
    });

    suite.ours("G3: the guide holds answers in its link alone, and there as part of an address", || {
        let texts = hostile::texts(40);
        let plain = bundle::dev();
        for texts in texts.chunks(TEXTS.len() + SECRETS.len()) {
            let hostile = bundle::dev_with(|answers| put(answers, texts));
            let (guide, link) = without_its_link(bundle::text(&hostile, "README.md"));
            assert_eq!(guide, without_its_link(bundle::text(&plain, "README.md")).0);
            let foreign = link
                .chars()
                .find(|letter| !letter.is_ascii_alphanumeric() && !"-._~%:/@,#?&=".contains(*letter));
            assert_eq!(foreign, None, "{link}");
        }
    });
}

/// The keys of the secrets that development reads, and whether each is required.
fn secret_keys() -> impl Iterator<Item = (&'static str, bool)> {
    let variables = bundle::dev_plan(|_| {}).variables;
    variables
        .into_iter()
        .filter(berth::plan::Variable::is_secret)
        .map(|variable| (variable.key, variable.required))
}

/// The guide, and the address in it that carries the answers.
fn without_its_link(guide: &str) -> (String, &str) {
    let (before, rest) = guide.split_once("without the secrets: <").expect("a link");
    let (link, after) = rest.split_once(">\n").expect("the link's end");
    (format!("{before}{after}"), link)
}

/// What stands behind `${KEY:-`, `${KEY-` or `${KEY}` up to the brace.
fn defaults<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    let open = format!("${{{key}");
    text.match_indices(&open)
        .filter_map(|(at, _)| {
            let rest = &text[at + open.len()..];
            let twin = rest.starts_with('_');
            let argument =
                rest.trim_start_matches(':').trim_start_matches('-').split('}').next().unwrap_or_default();
            (!twin).then_some(if rest.starts_with(":?") { "" } else { argument })
        })
        .collect()
}

/// The variables of a service's containers. Compose writes a `$` as `$$` here.
pub fn environment<'a>(merged: &'a Value, service: &'a str) -> impl Fn(&str) -> String + 'a {
    move |name| {
        let value = merged["services"][service]["environment"][name].as_str();
        value.unwrap_or_else(|| panic!("{service} has no {name}")).replace("$$", "$")
    }
}
