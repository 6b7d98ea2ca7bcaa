//! The deploy shape with the images that are published: which tags there are, and whether they come up.

use std::collections::BTreeMap;

use berth::stack::{Shape, Stack};
use berth_testing::engine::Engine;
use berth_testing::lanes::{Lane, Steps};
use berth_testing::real::questions::Questions;
use serde_json::Value;

use crate::bounded;
use crate::proof;

pub const LANES: &[Lane] = &[Lane { name: "tamma", run: tamma }];

/// How long a registry may take to answer, in seconds.
const PATIENCE: u64 = 60;
/// The field that says where the stack's own images are, and the one that says which of them.
const REGISTRY: &str = "TAMMA_REGISTRY";
const VERSION: &str = "TAMMA_VERSION";

fn tamma(steps: &Steps, engine: &Engine) {
    let stack = berth::catalogue::find("tamma").expect("it ships");
    let mut questions = Questions::about(&stack.id).unwrap_or_else(|words| panic!("{words}"));
    let mut found: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for registry in registries(stack) {
        for image in own_images(stack) {
            let sentence = format!("{registry}/{image} has tags");
            match tags(engine, &registry, &image) {
                Ok(tags) => {
                    println!("  {registry}/{image}: {}", tags.join(", "));
                    steps.step(&sentence, || {});
                    found.entry(registry.clone()).or_default().push(tags);
                }
                // Another registry may have it.
                Err(words) => steps.skip(&sentence, bounded::last_line(&words)),
            }
        }
    }
    let whole = own_images(stack).count();
    let (registry, version) = steps.must("a registry has every image, of one version", || {
        let all = found.iter().filter(|(_, tags)| tags.len() == whole);
        let mut usable = all.filter_map(|(registry, tags)| Some((registry.clone(), common(stack, tags)?)));
        usable.next().expect("expected a registry with the same tag of every image, found none")
    });
    println!("  {registry}, {version}");
    questions.answers.insert(REGISTRY.to_owned(), registry);
    questions.answers.insert(VERSION.to_owned(), version);
    for profile in proof::wanted(&questions) {
        let folder = tempfile::Builder::new().prefix("berth-real-").tempdir().expect("a temporary folder");
        let mut bases = crate::bases::Bases::default();
        let steps = steps.within(profile);
        proof::one(&steps, engine, stack, profile, Shape::Deploy, &questions, folder.path(), &mut bases);
    }
}

/// The manifest's own, and those that the field's help names.
fn registries(stack: &Stack) -> Vec<String> {
    let field = stack.field(REGISTRY).expect("it has a registry");
    let mut names = vec![field.default.clone()];
    let host = field.default.split('/').next().unwrap_or_default().to_owned() + "/";
    for word in field.help.split_whitespace().filter(|word| word.starts_with(&host)) {
        let name = word.trim_end_matches(['.', ',', ';']).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The names of those images that the registry's field is part of.
fn own_images(stack: &'static Stack) -> impl Iterator<Item = String> {
    let registry = format!("${{{REGISTRY}}}/");
    stack.images.iter().filter_map(move |image| {
        let reference = image.reference.fill(|key| format!("${{{key}}}"));
        let rest = reference.strip_prefix(&registry)?;
        Some(rest.split(':').next().unwrap_or_default().to_owned())
    })
}

/// The manifest's default, where every image has it; else a branch's newest; else anything that all have.
fn common(stack: &Stack, tags: &[Vec<String>]) -> Option<String> {
    let all_have = |tag: &str| tags.iter().all(|list| list.iter().any(|listed| listed == tag));
    let default = stack.field(VERSION)?.default.as_str();
    let first = tags.first()?;
    [default, "main"]
        .into_iter()
        .chain(first.iter().rev().map(String::as_str))
        .find(|tag| all_have(tag))
        .map(str::to_owned)
}

/// As the protocol of registries has it: who asks without a word is told where to get one.
fn tags(engine: &Engine, registry: &str, image: &str) -> Result<Vec<String>, String> {
    let (host, owner) = registry.split_once('/').ok_or_else(|| format!("`{registry}` has no owner"))?;
    let ask = |words: &[&str]| {
        let mut curl = bounded::program(engine, PATIENCE, "curl");
        curl.args(["-sS", "--max-time", "30"]).args(words);
        bounded::run(&format!("{registry}/{image}"), PATIENCE, &mut curl)
    };
    let scope = format!("repository:{owner}/{image}:pull");
    let token = ask(&[&format!("https://{host}/token?service={host}&scope={scope}")])?;
    let token: Value = serde_json::from_str(&token).map_err(|_| format!("{host} gives no token: {token}"))?;
    let token = token["token"].as_str().ok_or_else(|| format!("{host} gives no token: {token}"))?;
    // Anybody gets one; it opens nothing that is not public.
    let bearer = format!("authorization: Bearer {token}");
    let listed = ask(&["-H", &bearer, &format!("https://{host}/v2/{owner}/{image}/tags/list")])?;
    let listed: Value = serde_json::from_str(&listed).map_err(|_| format!("no list of tags: {listed}"))?;
    match listed["tags"].as_array() {
        Some(tags) => Ok(tags.iter().filter_map(|tag| tag.as_str().map(str::to_owned)).collect()),
        None => Err(format!(
            "no tags: {}",
            listed["errors"][0]["message"].as_str().unwrap_or("no reason was given")
        )),
    }
}
