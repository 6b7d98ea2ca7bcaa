//! What the types alone can't promise: names that point somewhere, probes that can run, an order that ends.

use std::collections::BTreeSet;

use crate::manifest::Notes;
use crate::stack::{
    Build, Condition, Encoding, Field, FileKind, Kind, Origin, Part, Readiness, Recipe, Service, Source,
    Stack, Text, Trigger, Wait,
};
use crate::yaml::Place;

pub fn stack(stack: &Stack, folder: &str, has_template: &dyn Fn(&str) -> bool, notes: &mut Notes) {
    let root = Place::default();
    if stack.id != folder {
        notes.add(root.key("id"), format!("expected the folder's name, `{folder}`; found `{}`", stack.id));
    }
    for (list, empty) in [
        ("profiles", stack.profiles.is_empty()),
        ("shapes", stack.shapes.is_empty()),
        ("secrets", stack.secrets.is_empty()),
        ("services", stack.services.is_empty()),
    ] {
        if empty {
            notes.add(root.key(list), "expected at least one; found none");
        }
    }
    each_once(&root.key("profiles"), "id", stack.profiles.iter().map(|it| it.id), notes);
    each_once(&root.key("networks"), "id", stack.networks.iter().map(|it| it.id), notes);
    each_once(&root.key("addons"), "id", stack.addons.iter().map(|it| it.id), notes);
    each_once(&root.key("sections"), "id", stack.sections.iter().map(|it| it.id), notes);
    each_once(&root.key("fields"), "key", stack.fields.iter().map(|it| it.key), notes);
    each_once(&root.key("images"), "id", stack.images.iter().map(|it| it.id), notes);
    each_once(&root.key("services"), "id", stack.services.iter().map(|it| it.id), notes);
    former_names(stack, notes);
    for (at, profile) in stack.profiles.iter().enumerate() {
        if profile.secrets.iter().any(|mode| !stack.secrets.contains(mode)) {
            let place = root.key("profiles").index(at).key("secrets");
            notes.add(place, "expected only what the stack's own `secrets` lists");
        }
    }
    revision(stack, notes);
    unread(stack, notes);
    for (at, path) in stack.sources.iter().enumerate() {
        path_inside(path, "the repository", &root.key("sources").index(at), notes);
    }
    for (at, addon) in stack.addons.iter().enumerate() {
        for other in addon.excludes {
            let place = root.key("addons").index(at).key("excludes");
            notes.expect_one_of(place, "the id of an add-on", other, stack.addons.iter().map(|it| it.id));
        }
    }
    notes.expect_one_of(root.key("bind"), "the key of a field", stack.bind, keys(stack));

    for (at, field) in stack.fields.iter().enumerate() {
        self::field(stack, field, &root.key("fields").index(at), notes);
    }
    text(stack, &stack.logs.size, &root.key("logs").key("size"), notes);
    text(stack, &stack.logs.files, &root.key("logs").key("files"), notes);
    for (at, image) in stack.images.iter().enumerate() {
        let place = root.key("images").index(at);
        text(stack, &image.reference, &place.key("reference"), notes);
        if let Some(it) = &image.build {
            build(stack, it, &place.key("build"), notes);
        }
    }
    for (at, service) in stack.services.iter().enumerate() {
        self::service(stack, service, &root.key("services").index(at), notes);
    }
    for (at, file) in stack.files.iter().enumerate() {
        let place = root.key("files").index(at);
        if !has_template(file.template) {
            notes.add(
                place.key("template"),
                format!("expected templates/{}.j2; there is none", file.template),
            );
        }
        if FileKind::of(file.path.alone) != FileKind::of(file.template) {
            notes.add(
                place.key("template"),
                "expected the file's and its template's names to tell the same kind",
            );
        }
        if !file.overlay.is_empty() {
            profile(stack, file.overlay, &place.key("overlay"), notes);
        }
        for key in file.holds {
            notes.expect_one_of(place.key("holds"), "the key of a field", key, keys(stack));
        }
        path_inside(file.path.alone, "the bundle", &place.key("path"), notes);
        condition(stack, &file.when, &place.key("when"), notes);
    }
    for (at, step) in stack.next_steps.iter().enumerate() {
        let place = root.key("next-steps").index(at);
        text(stack, &step.say, &place.key("say"), notes);
        text(stack, &step.run, &place.key("run"), notes);
        for part in [&step.say, &step.run] {
            no_secret(stack, part, "a step", &place, notes);
        }
        condition(stack, &step.when, &place.key("when"), notes);
    }
    cycles(stack, notes);
}

fn path_inside(path: &str, what: &str, place: &Place, notes: &mut Notes) {
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        notes.add(place.clone(), format!("expected a path inside {what}; found `{path}`"));
    }
}

/// What is built in can be read from the image by everybody.
fn build(stack: &Stack, it: &Build, place: &Place, notes: &mut Notes) {
    for arg in it.args {
        let place = place.key("args").key(arg.name);
        text(stack, &arg.value, &place, notes);
        no_secret(stack, &arg.value, "a build argument", &place, notes);
        let when = place.key("when");
        condition(stack, &arg.when, &when, notes);
        // The base says how an image is built, and is the same in every profile.
        if !(arg.when.profiles.is_empty() && arg.when.secrets.is_empty() && arg.when.services.is_empty()) {
            notes.add(when, "expected only what is the same in every profile: `addons`, `without`, `shapes`");
        }
    }
    for it in it.profile_targets {
        profile(stack, it.profile, &place.key("target-in").key(it.profile), notes);
    }
}

fn no_secret(stack: &Stack, text: &Text, what: &str, place: &Place, notes: &mut Notes) {
    for (key, _) in text.fields() {
        if stack.field(key).is_some_and(|field| field.secret().is_some()) {
            notes.add(place.clone(), format!("expected no secret in {what}; found `{key}`"));
        }
    }
}

fn profile(stack: &Stack, id: &str, place: &Place, notes: &mut Notes) {
    notes.expect_one_of(place.clone(), "the id of a profile", id, stack.profiles.iter().map(|it| it.id));
}

fn keys(stack: &Stack) -> impl Iterator<Item = &str> {
    stack.fields.iter().map(|field| field.key)
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
    let Some(source) = stack.source else { return };
    let place = Place::default().key("source");
    if source.commit.len() != 40 || !source.commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        notes.add(
            place.key("commit"),
            format!("expected the 40 digits of a commit; found `{}`", source.commit),
        );
    }
    if source.repository.split('/').filter(|part| !part.is_empty()).count() != 2 {
        notes.add(place.key("repository"), format!("expected `owner/name`; found `{}`", source.repository));
    }
}

fn unread(stack: &Stack, notes: &mut Notes) {
    for (at, it) in stack.unread.iter().enumerate() {
        let place = Place::default().key("unread").index(at);
        let sections = stack.sections.iter().map(|section| section.id);
        notes.expect_one_of(place.key("section"), "the id of a section", it.section, sections);
        if stack.source.is_none() {
            notes.add(place.clone(), "expected `source`: it says at which commit nothing reads it");
        }
        if stack.field(it.key).is_some() {
            notes.add(place.key("key"), format!("expected what is no field; found `{}`", it.key));
        }
    }
}

/// A name in an old link leads to one thing only.
fn former_names(stack: &Stack, notes: &mut Notes) {
    let root = Place::default();
    let profiles = stack.profiles.iter().map(|it| (it.id, it.formerly)).collect::<Vec<_>>();
    let addons = stack.addons.iter().map(|it| (it.id, it.formerly)).collect::<Vec<_>>();
    let fields = stack.fields.iter().map(|it| (it.key, it.formerly)).collect::<Vec<_>>();
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
    let mut taken: BTreeSet<&str> = stacks.iter().map(|stack| stack.id).collect();
    let former = stacks.iter().flat_map(|stack| stack.formerly);
    let again = former.into_iter().find(|name| !taken.insert(name))?;
    Some(format!("formerly: expected a name that no other stack has or had; found `{again}`"))
}

/// When a field is asked.
fn asked(stack: &Stack, field: &Field, place: &Place, notes: &mut Notes) {
    for &(key, value) in field.asked_when {
        let place = place.key("asked-when").key(key);
        match stack.field(key) {
            Some(other) => {
                if let Err(message) = other.kind.check(value) {
                    notes.add(place, message);
                }
            }
            None => notes.expect_one_of(place, "the key of a field", key, keys(stack)),
        }
    }
    let place_of_addons = place.key("asked-with");
    for (at, &addon) in field.asked_with.iter().enumerate() {
        let addons = stack.addons.iter().map(|addon| addon.id);
        notes.expect_one_of(place_of_addons.index(at), "the id of an add-on", addon, addons);
    }
    if !field.asked_with.is_empty() && field.asked_when.is_empty() {
        notes.add(place_of_addons, "expected `asked-when` beside it: without, the field is asked always");
    }
}

fn field(stack: &Stack, field: &Field, place: &Place, notes: &mut Notes) {
    let sections = stack.sections.iter().map(|section| section.id);
    notes.expect_one_of(place.key("section"), "the id of a section", field.section, sections);
    let letters = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    if !field.key.starts_with(|c: char| c.is_ascii_uppercase()) || !field.key.chars().all(letters) {
        notes.add(
            place.key("key"),
            format!("expected a variable's name such as `API_PORT`; found `{}`", field.key),
        );
    }
    if !field.default_from.is_empty() {
        notes.expect_one_of(place.key("default-from"), "the key of a field", field.default_from, keys(stack));
        if field.required || !field.default.is_empty() || !field.profile_defaults.is_empty() {
            notes.add(place.key("default-from"), "expected no other default, and not `required`");
        }
    }
    for (at, caution) in field.cautions.iter().enumerate() {
        let place = place.key("cautions").index(at);
        condition(stack, &caution.when, &place.key("when"), notes);
        match caution.trigger {
            Trigger::Value(value) => {
                if let Err(message) = field.kind.check(value) {
                    notes.add(place.key("value"), message);
                }
            }
            Trigger::Always => {}
            Trigger::Above(_) if matches!(field.kind, Kind::Integer { .. }) => {}
            Trigger::Above(_) => notes.add(place.key("above"), "expected `above` only on an integer"),
        }
    }
    asked(stack, field, place, notes);
    if !field.begins.is_empty() && !matches!(field.kind, Kind::Text) {
        notes.add(place.key("begins"), "expected it on a `text` only");
    }
    let all_defaults = std::iter::once((place.key("default"), field.default)).chain(
        field.profile_defaults.iter().map(|&(profile, value)| (place.key("default-in").key(profile), value)),
    );
    for (place, default) in all_defaults {
        if default.is_empty() {
            continue;
        }
        if field.secret().is_some() {
            notes.add(place.clone(), "expected no default on a secret: a built-in one reaches production");
        }
        if let Err(message) = field.check(default) {
            notes.add(place.clone(), message);
        }
        if default.contains(['$', '{', '}']) {
            notes.add(
                place,
                "expected no `$`, `{` or `}` in a default: it is written into `${NAME:-default}`",
            );
        }
    }
    for &(id, _) in field.profile_defaults {
        profile(stack, id, &place.key("default-in").key(id), notes);
    }
    if let Kind::Choice(options) = &field.kind
        && options.is_empty()
    {
        notes.add(place.clone(), "expected `options` on a choice");
    }
    if let Some(rule) = field.secret()
        && let Origin::Generated(recipe) = rule.origin
    {
        let prefix = field.prefix().len();
        let letters =
            matches!(recipe, Recipe::Letters(count) if prefix + usize::from(count) < rule.form.min_length);
        if rule.form.prefixes.len() > 1 || (prefix > 0 && matches!(recipe, Recipe::Base64(_))) {
            notes.add(
                place.clone(),
                "expected one prefix at most, before `letters`, on a secret that is made",
            );
        }
        if recipe.bits() < 128 {
            notes.add(
                place.clone(),
                format!("expected a recipe of at least 128 bits; found {}", recipe.bits()),
            );
        }
        if letters {
            notes.add(place.clone(), "expected a recipe that makes as many letters as the form asks for");
        }
    }
}

fn service(stack: &Stack, service: &Service, place: &Place, notes: &mut Notes) {
    let images = stack.images.iter().map(|image| image.id);
    notes.expect_one_of(place.key("image"), "the id of an image", service.image, images);
    for entry in service.environment {
        let place = place.key("environment").key(entry.name);
        text(stack, &entry.value, &place, notes);
        condition(stack, &entry.when, &place.key("when"), notes);
    }
    for (at, mount) in service.mounts.iter().enumerate() {
        let place = place.key("mounts").index(at);
        let is_or_is_below = |file: &&str, path: &str| {
            file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if let Source::Host { field, .. } = mount.source {
            self::host_path(stack, field, &place, notes);
        }
        if let Source::File(path) = &mount.source
            && !stack.files.iter().any(|file| is_or_is_below(&file.path.alone, path))
            && !stack.sources.contains(path)
        {
            let all = "a bind source must be in the bundle or in the repository";
            notes.add(place.clone(), format!("expected `{path}` among `files` or `sources`: {all}"));
        }
        condition(stack, &mount.when, &place.key("when"), notes);
    }
    for (at, port) in service.ports.iter().enumerate() {
        let place = place.key("ports").index(at);
        match stack.field(port.field) {
            Some(field) if field.kind == Kind::Port => {}
            Some(_) => notes
                .add(place.key("field"), format!("expected a field of kind `port`; found `{}`", port.field)),
            None => notes.expect_one_of(place.key("field"), "the key of a field", port.field, keys(stack)),
        }
        if port.open && port.loopback {
            notes.add(place.key("loopback"), "expected one of `open` and `loopback`");
        }
        condition(stack, &port.when, &place.key("when"), notes);
    }
    words(stack, service.entrypoint, &place.key("entrypoint"), notes);
    words(stack, service.command, &place.key("command"), notes);
    for it in service.profile_commands {
        let place = place.key("command-in").key(it.profile);
        profile(stack, it.profile, &place, notes);
        words(stack, it.words, &place, notes);
    }
    text(stack, &service.user, &place.key("user"), notes);
    for (at, file) in service.env_files.iter().enumerate() {
        let place = place.key("env-files").index(at);
        path_inside(file.path, "the bundle", &place, notes);
        condition(stack, &file.when, &place.key("when"), notes);
    }
    for (at, it) in service.networks.iter().enumerate() {
        let place = place.key("networks").index(at);
        let ids = stack.networks.iter().map(|network| network.id);
        notes.expect_one_of(place.clone(), "the id of a network", it.network, ids);
        condition(stack, &it.when, &place.key("when"), notes);
    }
    for (at, join) in service.joins.iter().enumerate() {
        let place = place.key("joins").index(at);
        notes.expect_one_of(place.key("field"), "the key of a field", join.field, keys(stack));
        condition(stack, &join.when, &place.key("when"), notes);
    }
    let resources = &service.resources;
    if resources.reserved_cpus > resources.cpus || resources.reserved_memory > resources.memory {
        notes.add(place.key("resources"), "expected no more to be reserved than may be used");
    }
    replicas(stack, service, &place.key("replicas"), notes);
    probe(stack, service, &place.key("health").key("command"), notes);
    for it in service.waits_for {
        wait(stack, service, *it, &place.key("waits-for").key(it.service), notes);
    }
    // Compose would take a job's end for a failure, unless something waits for it.
    let waited_for = |it: &Wait| it.service == service.id && it.until == Readiness::Completed;
    if service.health.is_none() && !stack.services.iter().flat_map(|it| it.waits_for).any(waited_for) {
        notes.add(place.key("job"), "expected a service that waits until the job is completed");
    }
    condition(stack, &service.when, &place.key("when"), notes);
}

/// A number, or the field that holds it.
fn replicas(stack: &Stack, service: &Service, place: &Place, notes: &mut Notes) {
    text(stack, &service.replicas, place, notes);
    let several = match service.replicas.0 {
        [] => false,
        [Part::Literal(number)] => match number.parse::<u16>() {
            Ok(0) | Err(_) => {
                notes.add(place.clone(), format!("expected at least 1; found {number}"));
                false
            }
            Ok(number) => number > 1,
        },
        [Part::Field { key, .. }] => {
            if !stack.field(key).is_none_or(|it| matches!(it.kind, Kind::Integer { least: 1.., .. })) {
                notes.add(
                    place.clone(),
                    format!("expected a field of kind `integer`, `least` 1; found `{key}`"),
                );
            }
            true
        }
        _ => {
            notes.add(place.clone(), "expected a number or `${FIELD}`");
            false
        }
    };
    if several && !(service.hostname.is_empty() && service.container_name.is_empty()) {
        notes.add(place.clone(), "expected one of a service with a fixed name");
    }
}

fn wait(stack: &Stack, service: &Service, it: Wait, place: &Place, notes: &mut Notes) {
    let ids = stack.services.iter().map(|service| service.id);
    notes.expect_one_of(place.clone(), "the id of a service", it.service, ids);
    if it.service == service.id {
        notes.add(place.clone(), "expected another service; a service can't wait for itself");
    }
    let job = stack.service(it.service).is_some_and(|service| service.health.is_none());
    if job != (it.until == Readiness::Completed) {
        notes.add(
            place.clone(),
            "expected `completed` for a job, and `healthy` or `started` for what goes on",
        );
    }
}

fn words(stack: &Stack, words: &[Text], place: &Place, notes: &mut Notes) {
    for (at, word) in words.iter().enumerate() {
        text(stack, word, &place.index(at), notes);
        no_secret(stack, word, "a command", &place.index(at), notes);
    }
}

fn host_path(stack: &Stack, key: &str, place: &Place, notes: &mut Notes) {
    match stack.field(key) {
        Some(field) if field.kind == Kind::Path => {}
        Some(_) => notes.add(place.clone(), format!("expected a field of kind `path`; found `{key}`")),
        None => notes.expect_one_of(place.clone(), "the key of a field", key, keys(stack)),
    }
}

fn probe(stack: &Stack, service: &Service, place: &Place, notes: &mut Notes) {
    let Some(health) = &service.health else { return };
    let program =
        health.command.first().map(|program| program.literals().collect::<String>()).unwrap_or_default();
    if let Some(image) = stack.image(service.image) {
        let tools = image.tools.iter().copied();
        let what = format!("a program that the image `{}` has", image.id);
        notes.expect_one_of(place.index(0), &what, &program, tools);
    }
    for (at, word) in health.command.iter().enumerate() {
        text(stack, word, &place.index(at), notes);
        if word.literals().any(|literal| literal.contains("localhost")) {
            notes.add(place.index(at), "expected 127.0.0.1; `localhost` is ::1 in some images");
        }
    }
    if health.interval == 0 || health.timeout == 0 || health.retries == 0 {
        notes.add(place.clone(), "expected interval, timeout and retries above 0");
    }
}

fn text(stack: &Stack, text: &Text, place: &Place, notes: &mut Notes) {
    for (key, encoding) in text.fields() {
        let Some(field) = stack.field(key) else {
            notes.expect_one_of(place.clone(), "the key of a field", key, keys(stack));
            continue;
        };
        let embedded = text.0.len() > 1;
        let free = matches!(field.kind, Kind::Secret(_) | Kind::Text | Kind::List);
        if embedded && free && encoding == Encoding::Plain {
            notes.add(
                place.clone(),
                format!(
                    "expected `${{{key}|npgsql}}` or `${{{key}|percent}}`: any text may stand in `{key}`"
                ),
            );
        }
        if encoding != Encoding::Plain && field.secret().is_none() {
            notes.add(place.clone(), format!("expected an encoding only on a secret; `{key}` is none"));
        }
    }
}

fn condition(stack: &Stack, condition: &Condition, place: &Place, notes: &mut Notes) {
    let profiles = stack.profiles.iter().map(|it| it.id);
    let addons = stack.addons.iter().map(|it| it.id);
    let services = stack.services.iter().map(|it| it.id);
    for name in condition.profiles {
        notes.expect_one_of(place.key("profiles"), "the id of a profile", name, profiles.clone());
    }
    for name in condition.without {
        notes.expect_one_of(place.key("without"), "the id of an add-on", name, addons.clone());
    }
    for name in condition.addons {
        notes.expect_one_of(place.key("addons"), "the id of an add-on", name, addons.clone());
    }
    for name in condition.services {
        notes.expect_one_of(place.key("services"), "the id of a service", name, services.clone());
    }
}

/// Takes away, again and again, what waits for nothing that is left; what stays waits in a circle.
fn cycles(stack: &Stack, notes: &mut Notes) {
    let mut left: Vec<&Service> = stack.services.iter().collect();
    loop {
        let waiting: Vec<&Service> = left
            .iter()
            .filter(|service| {
                service.waits_for.iter().any(|wait| left.iter().any(|other| other.id == wait.service))
            })
            .copied()
            .collect();
        if waiting.len() == left.len() {
            break;
        }
        left = waiting;
    }
    if let Some(first) = left.first() {
        let at = stack.services.iter().position(|service| service.id == first.id).unwrap_or_default();
        let names: Vec<&str> = left.iter().map(|service| service.id).collect();
        let place = Place::default().key("services").index(at).key("waits-for");
        notes
            .add(place, format!("expected an order that ends; these wait in a circle: {}", names.join(", ")));
    }
}
