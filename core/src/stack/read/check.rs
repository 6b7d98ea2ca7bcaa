//! What the types alone can't promise of a stack: names that point somewhere, paths inside the bundle.

use std::collections::BTreeSet;

use super::parts::{condition, keys, no_secret, path_inside, profile, text};
use super::{Notes, field, service};
use crate::stack::{Build, FileKind, Profile, Stack, Standing};
use crate::yaml::Place;

pub fn stack(stack: &Stack, folder: &str, notes: &mut Notes) {
    let root = Place::default();
    if stack.id != folder {
        notes.add(root.key("id"), format!("expected the folder's name, `{folder}`; found `{}`", stack.id));
    }
    for (list, empty) in [
        ("networks", stack.networks.is_empty()),
        ("profiles", stack.profiles.is_empty()),
        ("shapes", stack.shapes.is_empty()),
        ("secrets", stack.secrets.is_empty()),
        ("services", stack.services.is_empty()),
    ] {
        if empty {
            notes.add(root.key(list), "expected at least one; found none");
        }
    }
    names(stack, notes);
    if !stack.folder.is_empty() {
        path_inside(&stack.folder, "the repository", &root.key("folder"), notes);
    }
    if !is_https(&stack.home) {
        notes.add(
            root.key("home"),
            format!("expected an address that begins with `https://`; found `{}`", stack.home),
        );
    }
    each_once(&root.key("profiles"), "id", stack.profiles.iter().map(|profile| profile.id.as_str()), notes);
    each_once(&root.key("networks"), "id", stack.networks.iter().map(|network| network.id.as_str()), notes);
    each_once(&root.key("addons"), "id", stack.addons.iter().map(|addon| addon.id.as_str()), notes);
    each_once(&root.key("sections"), "id", stack.sections.iter().map(|section| section.id.as_str()), notes);
    each_once(&root.key("fields"), "key", stack.fields.iter().map(|field| field.key.as_str()), notes);
    each_once(&root.key("images"), "id", stack.images.iter().map(|image| image.id.as_str()), notes);
    each_once(&root.key("services"), "id", stack.services.iter().map(|service| service.id.as_str()), notes);
    former_names(stack, notes);
    profiles(stack, notes);
    revision(stack, notes);
    unread(stack, notes);
    for (at, path) in stack.sources.iter().enumerate() {
        path_inside(path, "the repository", &root.key("sources").index(at), notes);
    }
    for (at, addon) in stack.addons.iter().enumerate() {
        for other in &addon.excludes {
            let place = root.key("addons").index(at).key("excludes");
            notes.expect_one_of(
                place,
                "the id of an add-on",
                other,
                stack.addons.iter().map(|addon| addon.id.as_str()),
            );
        }
    }
    notes.expect_one_of(root.key("bind"), "the key of a field", &stack.bind, keys(stack));

    for (at, field) in stack.fields.iter().enumerate() {
        field::check(stack, field, &root.key("fields").index(at), notes);
    }
    text(stack, &stack.logs.size, &root.key("logs").key("size"), notes);
    text(stack, &stack.logs.files, &root.key("logs").key("files"), notes);
    for (at, image) in stack.images.iter().enumerate() {
        let place = root.key("images").index(at);
        text(stack, &image.reference, &place.key("reference"), notes);
        if let Some(made) = &image.build {
            build(stack, made, &place.key("build"), notes);
        }
    }
    for (at, service) in stack.services.iter().enumerate() {
        service::check(stack, service, &root.key("services").index(at), notes);
    }
    files(stack, notes);
    steps(stack, notes);
    service::cycles(stack, notes);
}

fn files(stack: &Stack, notes: &mut Notes) {
    let root = Place::default();
    for (at, file) in stack.files.iter().enumerate() {
        let place = root.key("files").index(at);
        if !stack.templates.has(&file.template) {
            let path = &file.template;
            notes.add(place.key("template"), format!("expected templates/{path}.j2; there is none"));
        }
        if FileKind::by_name(&file.path) != FileKind::by_name(&file.template) {
            notes.add(
                place.key("template"),
                "expected the file's and its template's names to tell the same kind",
            );
        }
        for key in &file.holds {
            notes.expect_one_of(place.key("holds"), "the key of a field", key, keys(stack));
        }
        let services = || stack.services.iter().map(|service| service.id.as_str());
        for (part, upstream) in &file.uses {
            let place = place.key("uses").key(part);
            notes.expect_one_of(place, "the id of a service", &upstream.service, services());
        }
        for (path, upstream) in &file.routes {
            let place = place.key("routes").key(path);
            if !is_route(path) {
                notes.add(
                    place.clone(),
                    format!("expected a path of an address, such as /api; found `{path}`"),
                );
            }
            notes.expect_one_of(place, "the id of a service", &upstream.service, services());
        }
        for (at, service) in file.spares.iter().enumerate() {
            let place = place.key("spares").index(at);
            notes.expect_one_of(place, "the id of a service", service, services());
        }
        path_inside(&file.path, "the bundle", &place.key("path"), notes);
        condition(stack, &file.when, &place.key("when"), notes);
    }
}

/// Such a path stands for itself in nginx's regular expressions too.
fn is_route(path: &str) -> bool {
    let parts = path.strip_prefix('/').map(|rest| rest.split('/'));
    let is_plain = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    parts.is_some_and(|mut parts| parts.all(is_plain))
}

fn steps(stack: &Stack, notes: &mut Notes) {
    let root = Place::default();
    for (at, step) in stack.next_steps.iter().enumerate() {
        let place = root.key("next-steps").index(at);
        for (key, part) in [("say", Some(&step.say)), ("run", step.run.as_ref())] {
            let Some(part) = part else { continue };
            text(stack, part, &place.key(key), notes);
            no_secret(stack, part, "a step", &place, notes);
        }
        condition(stack, &step.when, &place.key("when"), notes);
    }
}

fn profiles(stack: &Stack, notes: &mut Notes) {
    let list = Place::default().key("profiles");
    let is_implied = |profile: &Profile| profile.standing == Standing::Implied;
    for (at, profile) in stack.profiles.iter().enumerate() {
        if is_implied(profile) && stack.profiles[..at].iter().any(is_implied) {
            let place = list.index(at).key("standing");
            notes.add(place, "expected `implied` of one profile at most: it holds where none is named");
        }
        if profile.secrets.iter().any(|mode| !stack.secrets.contains(mode)) {
            let place = list.index(at).key("secrets");
            notes.add(place, "expected only what the stack's own `secrets` lists");
        }
    }
}

/// They become names of files, containers and variables.
fn names(stack: &Stack, notes: &mut Notes) {
    let root = Place::default();
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    let mut check = |place: Place, name: &str| {
        if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) || !name.chars().all(letters) {
            let expected = "expected lower-case letters, digits, `.`, `_` and `-`, a letter or digit first";
            notes.add(place, format!("{expected}; found `{name}`"));
        }
    };
    check(root.key("id"), &stack.id);
    check(root.key("project"), &stack.project);
    let profiles = stack.profiles.iter().map(|profile| &profile.id);
    let addons = stack.addons.iter().map(|addon| &addon.id);
    let services = stack.services.iter().map(|service| &service.id);
    let networks = stack.networks.iter().map(|network| &network.id);
    let lists: [(&str, Vec<&String>); 4] = [
        ("profiles", profiles.collect()),
        ("addons", addons.collect()),
        ("services", services.collect()),
        ("networks", networks.collect()),
    ];
    for (list, ids) in lists {
        for (at, id) in ids.into_iter().enumerate() {
            check(root.key(list).index(at).key("id"), id);
        }
    }
}

/// A person is sent there by one press.
fn is_https(address: &str) -> bool {
    let host = address.strip_prefix("https://");
    host.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.chars().all(|c| c.is_ascii_graphic())
    })
}

/// What is built in can be read from the image by everybody.
fn build(stack: &Stack, build: &Build, place: &Place, notes: &mut Notes) {
    for arg in &build.args {
        let place = place.key("args").key(&arg.name);
        text(stack, &arg.value, &place, notes);
        no_secret(stack, &arg.value, "a build argument", &place, notes);
        let when = place.key("when");
        condition(stack, &arg.when, &when, notes);
        // The base says how an image is built, and is the same in every profile.
        if !(arg.when.profiles.is_empty() && arg.when.secrets.is_empty() && arg.when.services.is_empty()) {
            notes.add(when, "expected only what is the same in every profile: `addons`, `without`, `shapes`");
        }
    }
    for (id, _) in &build.target_in {
        profile(stack, id, &place.key("target-in").key(id), notes);
    }
}

fn each_once<'a>(list: &Place, key: &str, names: impl Iterator<Item = &'a str>, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    for (at, name) in names.enumerate() {
        if !seen.insert(name) {
            notes.add(list.index(at).key(key), format!("expected each name once; found `{name}` again"));
        }
    }
}

fn revision(stack: &Stack, notes: &mut Notes) {
    let Some(source) = &stack.source else { return };
    let place = Place::default().key("source");
    if source.commit.len() != 40 || !source.commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        notes.add(
            place.key("commit"),
            format!("expected the 40 digits of a commit; found `{}`", source.commit),
        );
    }
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    if source.repository.split('/').count() != 2 || !source.repository.split('/').all(word) {
        notes.add(place.key("repository"), format!("expected `owner/name`; found `{}`", source.repository));
    }
}

fn unread(stack: &Stack, notes: &mut Notes) {
    for (at, unread) in stack.unread.iter().enumerate() {
        let place = Place::default().key("unread").index(at);
        let sections = stack.sections.iter().map(|section| section.id.as_str());
        notes.expect_one_of(place.key("section"), "the id of a section", &unread.section, sections);
        if stack.source.is_none() {
            notes.add(place.clone(), "expected `source`: it says at which commit nothing reads it");
        }
        if stack.field(&unread.key).is_some() {
            notes.add(place.key("key"), format!("expected what is no field; found `{}`", unread.key));
        }
    }
}

/// A name in an old link leads to one thing only.
fn former_names(stack: &Stack, notes: &mut Notes) {
    let root = Place::default();
    let profiles =
        stack.profiles.iter().map(|profile| (profile.id.as_str(), &profile.formerly)).collect::<Vec<_>>();
    let addons = stack.addons.iter().map(|addon| (addon.id.as_str(), &addon.formerly)).collect::<Vec<_>>();
    let fields = stack.fields.iter().map(|field| (field.key.as_str(), &field.formerly)).collect::<Vec<_>>();
    for (list, all) in [("profiles", profiles), ("addons", addons), ("fields", fields)] {
        let mut taken: BTreeSet<&str> = all.iter().map(|(name, _)| *name).collect();
        for (at, (_, formerly)) in all.iter().enumerate() {
            for (nth, name) in formerly.iter().enumerate() {
                if !taken.insert(name) {
                    let place = root.key(list).index(at).key("formerly").index(nth);
                    notes.add(place, format!("expected a name that nothing else has or had; found `{name}`"));
                }
            }
        }
    }
}

/// The same between stacks: what is wrong with the last of them, after those before it.
pub fn former_stack_names(stacks: &[Stack]) -> Option<String> {
    let mut taken: BTreeSet<&str> = stacks.iter().map(|stack| stack.id.as_str()).collect();
    let former = stacks.iter().flat_map(|stack| &stack.formerly);
    let again = former.into_iter().find(|name| !taken.insert(name))?;
    Some(format!("formerly: expected a name that no other stack has or had; found `{again}`"))
}
