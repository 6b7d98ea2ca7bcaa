//! The same of its services: probes that can run, an order that ends.

use super::Notes;
use super::parts::{condition, keys, no_secret, path_inside, profile, text};
use crate::stack::field::KindName;
use crate::stack::{Kind, Part, Readiness, Service, Source, Stack, Text};
use crate::yaml::Place;

pub fn check(stack: &Stack, service: &Service, place: &Place, notes: &mut Notes) {
    let images = stack.images.iter().map(|image| image.id.as_str());
    notes.expect_one_of(place.key("image"), "the id of an image", &service.image, images);
    for entry in &service.environment {
        let place = place.key("environment").key(&entry.name);
        text(stack, &entry.value, &place, notes);
        condition(stack, &entry.when, &place.key("when"), notes);
    }
    for (at, mount) in service.mounts.iter().enumerate() {
        let place = place.key("mounts").index(at);
        let is_or_is_below = |file: &str, path: &str| {
            file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if let Source::Host { field, .. } = &mount.value.source {
            host_path(stack, field, &place, notes);
        }
        if let Source::File(path) = &mount.value.source
            && !stack.files.iter().any(|file| is_or_is_below(&file.path, path))
            && !stack.sources.contains(path)
        {
            let all = "a bind source must be in the bundle or in the repository";
            notes.add(place.clone(), format!("expected `{path}` among `files` or `sources`: {all}"));
        }
        condition(stack, &mount.when, &place.key("when"), notes);
    }
    for (at, port) in service.ports.iter().enumerate() {
        let place = place.key("ports").index(at);
        match stack.field(&port.field) {
            Some(field) if field.kind == KindName::Port => {}
            Some(_) => notes
                .add(place.key("field"), format!("expected a field of kind `port`; found `{}`", port.field)),
            None => notes.expect_one_of(place.key("field"), "the key of a field", &port.field, keys(stack)),
        }
        if let Some(page) = port.page.as_ref().filter(|page| !page.starts_with('/') || page.starts_with("//"))
        {
            notes.add(place.key("page"), format!("expected a path such as `/`; found `{page}`"));
        }
        if port.open && port.loopback {
            notes.add(place.key("loopback"), "expected one of `open` and `loopback`");
        }
        condition(stack, &port.when, &place.key("when"), notes);
    }
    words(stack, &service.entrypoint, &place.key("entrypoint"), notes);
    words(stack, &service.command, &place.key("command"), notes);
    for (id, command) in &service.command_in {
        let place = place.key("command-in").key(id);
        profile(stack, id, &place, notes);
        words(stack, command, &place, notes);
    }
    if let Some(user) = &service.user {
        text(stack, user, &place.key("user"), notes);
    }
    for (at, file) in service.variable_files.iter().enumerate() {
        let place = place.key("variable-files").index(at);
        path_inside(&file.value, "the bundle", &place, notes);
        condition(stack, &file.when, &place.key("when"), notes);
    }
    for (at, it) in service.networks.iter().enumerate() {
        let place = place.key("networks").index(at);
        let ids = stack.networks.iter().map(|network| network.id.as_str());
        notes.expect_one_of(place.clone(), "the id of a network", &it.value, ids);
        condition(stack, &it.when, &place.key("when"), notes);
    }
    for (at, join) in service.joins.iter().enumerate() {
        let place = place.key("joins").index(at);
        notes.expect_one_of(place.key("field"), "the key of a field", &join.field, keys(stack));
        condition(stack, &join.when, &place.key("when"), notes);
    }
    let resources = &service.resources;
    if resources.reserved_cpus > resources.cpus || resources.reserved_memory > resources.memory {
        notes.add(place.key("resources"), "expected no more to be reserved than may be used");
    }
    replicas(stack, service, &place.key("replicas"), notes);
    probe(stack, service, &place.key("health").key("command"), notes);
    for (other, until) in &service.waits_for {
        wait(stack, service, (other, *until), &place.key("waits-for").key(other), notes);
    }
    if service.health.is_some() == service.job {
        let place = if service.job { place.key("job") } else { place.clone() };
        notes.add(place, "expected `health`, or `job: true` on what does its work and ends");
    }
    // Compose would take a job's end for a failure, unless something waits for it.
    let waited_for =
        |(other, until): &(String, Readiness)| *other == service.id && *until == Readiness::Completed;
    if service.job
        && service.health.is_none()
        && !stack.services.iter().flat_map(|other| &other.waits_for).any(waited_for)
    {
        notes.add(place.key("job"), "expected a service that waits until the job is completed");
    }
    condition(stack, &service.when, &place.key("when"), notes);
}

/// A number, or the field that holds it.
fn replicas(stack: &Stack, service: &Service, place: &Place, notes: &mut Notes) {
    let Some(replicas) = &service.replicas else { return };
    text(stack, replicas, place, notes);
    let several = match &replicas.0[..] {
        [Part::Literal(number)] => match number.parse::<u16>() {
            Ok(0) | Err(_) => {
                notes.add(place.clone(), format!("expected at least 1; found {number}"));
                false
            }
            Ok(number) => number > 1,
        },
        [Part::Field { key, .. }] => {
            if !stack.field(key).is_none_or(|field| matches!(field.kind(), Kind::Integer { least: 1.., .. }))
            {
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
    if several && (service.hostname.is_some() || service.container_name.is_some()) {
        notes.add(place.clone(), "expected one of a service with a fixed name");
    }
}

fn wait(
    stack: &Stack,
    service: &Service,
    (other, until): (&str, Readiness),
    place: &Place,
    notes: &mut Notes,
) {
    let ids = stack.services.iter().map(|service| service.id.as_str());
    notes.expect_one_of(place.clone(), "the id of a service", other, ids);
    if other == service.id {
        notes.add(place.clone(), "expected another service; a service can't wait for itself");
    }
    let job = stack.service(other).is_some_and(|service| service.health.is_none());
    if job != (until == Readiness::Completed) {
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
        Some(field) if field.kind == KindName::Path => {}
        Some(_) => notes.add(place.clone(), format!("expected a field of kind `path`; found `{key}`")),
        None => notes.expect_one_of(place.clone(), "the key of a field", key, keys(stack)),
    }
}

fn probe(stack: &Stack, service: &Service, place: &Place, notes: &mut Notes) {
    let Some(health) = &service.health else { return };
    let program =
        health.command.first().map(|program| program.literals().collect::<String>()).unwrap_or_default();
    if let Some(image) = stack.image(&service.image) {
        let tools = image.tools.iter().map(String::as_str);
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

/// Takes away, again and again, what waits for nothing that is left; what stays waits in a circle.
pub fn cycles(stack: &Stack, notes: &mut Notes) {
    let mut left: Vec<&Service> = stack.services.iter().collect();
    loop {
        let waiting: Vec<&Service> = left
            .iter()
            .filter(|service| {
                service.waits_for.iter().any(|(id, _)| left.iter().any(|other| other.id == *id))
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
        let names: Vec<&str> = left.iter().map(|service| service.id.as_str()).collect();
        let place = Place::default().key("services").index(at).key("waits-for");
        notes
            .add(place, format!("expected an order that ends; these wait in a circle: {}", names.join(", ")));
    }
}
