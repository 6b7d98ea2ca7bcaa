//! What is asked of a part wherever a manifest has one: a text, a path, a condition.

use super::{Notes, path};
use crate::stack::field::KindName;
use crate::stack::{Condition, Encoding, Stack, Text};
use crate::yaml::Place;

pub fn path_inside(path: &str, what: &str, place: &Place, notes: &mut Notes) {
    if let Some(why) = path::fault(path) {
        notes.add(place.clone(), format!("expected a path inside {what}; found `{path}`: {why}"));
    }
}

pub fn no_secret(stack: &Stack, text: &Text, what: &str, place: &Place, notes: &mut Notes) {
    for (key, _) in text.fields() {
        if stack.is_secret(key) {
            notes.add(place.clone(), format!("expected no secret in {what}; found `{key}`"));
        }
    }
}

pub fn profile(stack: &Stack, id: &str, place: &Place, notes: &mut Notes) {
    notes.expect_one_of(
        place.clone(),
        "the id of a profile",
        id,
        stack.profiles.iter().map(|profile| profile.id.as_str()),
    );
}

pub fn keys(stack: &Stack) -> impl Iterator<Item = &str> {
    stack.fields.iter().map(|field| field.key.as_str())
}

pub fn text(stack: &Stack, text: &Text, place: &Place, notes: &mut Notes) {
    for (key, encoding) in text.fields() {
        let Some(field) = stack.field(key) else {
            notes.expect_one_of(place.clone(), "the key of a field", key, keys(stack));
            continue;
        };
        let embedded = text.0.len() > 1;
        let free = matches!(field.kind, KindName::Secret | KindName::Text | KindName::List);
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

pub fn condition(stack: &Stack, condition: &Condition, place: &Place, notes: &mut Notes) {
    let profiles = stack.profiles.iter().map(|profile| profile.id.as_str()).collect::<Vec<_>>();
    let addons = stack.addons.iter().map(|addon| addon.id.as_str()).collect::<Vec<_>>();
    let services = stack.services.iter().map(|service| service.id.as_str()).collect::<Vec<_>>();
    for (key, what, names, known) in [
        ("profiles", "the id of a profile", &condition.profiles, profiles),
        ("without", "the id of an add-on", &condition.without, addons.clone()),
        ("addons", "the id of an add-on", &condition.addons, addons),
        ("services", "the id of a service", &condition.services, services),
    ] {
        for name in names {
            notes.expect_one_of(place.key(key), what, name, known.iter().copied());
        }
    }
}
