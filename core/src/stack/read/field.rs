//! The same of its fields: defaults that are of their kind, secrets that are long enough and built in nowhere.

use super::Notes;
use super::parts::{condition, keys, profile};
use crate::stack::field::KindName;
use crate::stack::{Field, Origin, Recipe, Stack};
use crate::yaml::Place;

/// Keys that say more of one kind of field than of another.
fn only_of_its_kind(field: &Field, place: &Place, notes: &mut Notes) {
    use KindName::{Choice, Decimal, Integer, Secret};
    for (name, given, kinds) in [
        ("least", field.least.is_some(), &[Integer, Decimal][..]),
        ("most", field.most.is_some(), &[Integer]),
        ("options", !field.options.is_empty(), &[Choice]),
        ("letters", field.letters.is_some(), &[Secret]),
        ("base64", field.base64.is_some(), &[Secret]),
        ("owner", field.owner.is_some(), &[Secret]),
        ("form", field.form.is_some(), &[Secret]),
    ] {
        if given && !kinds.contains(&field.kind) {
            notes.add(place.key(name), format!("expected no `{name}` on a field of this kind"));
        }
    }
    let origins = [field.letters.is_some(), field.base64.is_some(), field.owner.is_some()];
    if field.kind == Secret && origins.iter().filter(|given| **given).count() != 1 {
        notes.add(place.clone(), "expected one of `letters`, `base64` and `owner` on a secret");
    }
}

/// When a field is asked.
fn asked(stack: &Stack, field: &Field, place: &Place, notes: &mut Notes) {
    for (key, value) in &field.asked_when {
        let place = place.key("asked-when").key(key);
        match stack.field(key) {
            Some(other) => {
                if let Err(wrong) = other.kind().check(value) {
                    notes.add(place, wrong);
                }
            }
            None => notes.expect_one_of(place, "the key of a field", key, keys(stack)),
        }
    }
    let place_of_addons = place.key("asked-with");
    for (at, addon) in field.asked_with.iter().enumerate() {
        let addons = stack.addons.iter().map(|addon| addon.id.as_str());
        notes.expect_one_of(place_of_addons.index(at), "the id of an add-on", addon, addons);
    }
    if !field.asked_with.is_empty() && field.asked_when.is_empty() {
        notes.add(place_of_addons, "expected `asked-when` beside it: without, the field is asked always");
    }
}

pub fn check(stack: &Stack, field: &Field, place: &Place, notes: &mut Notes) {
    let sections = stack.sections.iter().map(|section| section.id.as_str());
    notes.expect_one_of(place.key("section"), "the id of a section", &field.section, sections);
    let letters = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    if !field.key.starts_with(|c: char| c.is_ascii_uppercase()) || !field.key.chars().all(letters) {
        notes.add(
            place.key("key"),
            format!("expected a variable's name such as `API_PORT`; found `{}`", field.key),
        );
    }
    if let Some(default_from) = &field.default_from {
        notes.expect_one_of(place.key("default-from"), "the key of a field", default_from, keys(stack));
        if field.required || !field.default.is_empty() || !field.default_in.is_empty() {
            notes.add(place.key("default-from"), "expected no other default, and not `required`");
        }
    }
    for (at, caution) in field.cautions.iter().enumerate() {
        let place = place.key("cautions").index(at);
        condition(stack, &caution.when, &place.key("when"), notes);
        if let Some(value) = &caution.value
            && let Err(wrong) = field.kind().check(value)
        {
            notes.add(place.key("value"), wrong);
        }
        if caution.above.is_some() {
            if caution.value.is_some() {
                notes.add(place, "expected one of `value` and `above`");
            } else if field.kind != KindName::Integer {
                notes.add(place.key("above"), "expected `above` only on an integer");
            }
        }
    }
    asked(stack, field, place, notes);
    if !field.begins.is_empty() && field.kind != KindName::Text {
        notes.add(place.key("begins"), "expected it on a `text` only");
    }
    let all_defaults = std::iter::once((place.key("default"), &field.default))
        .chain(field.default_in.iter().map(|(id, value)| (place.key("default-in").key(id), value)));
    for (place, default) in all_defaults {
        if default.is_empty() {
            continue;
        }
        if field.secret().is_some() {
            notes.add(place.clone(), "expected no default on a secret: a built-in one reaches production");
        }
        if let Err(wrong) = field.check(default) {
            notes.add(place.clone(), wrong);
        }
        if default.contains(['$', '{', '}']) {
            notes.add(
                place,
                "expected no `$`, `{` or `}` in a default: it is written into `${NAME:-default}`",
            );
        }
    }
    for (id, _) in &field.default_in {
        profile(stack, id, &place.key("default-in").key(id), notes);
    }
    if field.kind == KindName::Choice && field.options.is_empty() {
        notes.add(place.clone(), "expected `options` on a choice");
    }
    only_of_its_kind(field, place, notes);
    if let Some(rule) = field.secret()
        && let Origin::Generated(recipe) = rule.origin
    {
        let prefix = field.prefix().map_or(0, str::len);
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
