//! `berth show`

use serde_json::{Value, json};

use super::{Stop, json as output, print};
use crate::stack::{Field, Kind, Origin, Profile, SecretMode, Service, Shape, Stack};
use crate::words::{as_in, made_for, terminal as say};

pub fn run(stack: &Stack, json: bool) -> Result<(), Stop> {
    if json { output::print(&value(stack)) } else { text(stack) }
}

fn text(stack: &Stack) -> Result<(), Stop> {
    print::line(&format!("{}\n{}\n{}", stack.name, stack.summary, stack.home))?;
    if let Some(source) = &stack.source {
        print::line(&made_for(source))?;
    }
    print::line(&format!("\n{}", say::PROFILES))?;
    for profile in &stack.profiles {
        print::line(&format!("  {:<10} {}", profile.id, profile.summary))?;
    }
    print::line(&format!("\n{}  {}", say::SHAPES, names(stack.shapes.iter().copied().map(Shape::id))))?;
    print::line(&format!("{}  {}", say::SECRETS, secrets(stack)))?;
    if !stack.addons.is_empty() {
        print::line(&format!("\n{}", say::ADDONS))?;
    }
    for addon in &stack.addons {
        print::line(&format!("  {:<12} {}", addon.id, addon.summary))?;
    }
    print::line(&format!("\n{}", say::SERVICES))?;
    for service in &stack.services {
        print::line(&format!("  {:<18} {}", service.id, service.title()))?;
    }
    for section in &stack.sections {
        print::line(&format!("\n{}", section.title))?;
        for field in stack.fields.iter().filter(|field| field.section == section.id) {
            print::line(&format!("  {:<26} {:<34} {}", field.key, held(field), field.help))?;
        }
    }
    Ok(())
}

/// How they travel; where a profile says so, in which.
fn secrets(stack: &Stack) -> String {
    let modes = |modes: &[SecretMode]| names(modes.iter().copied().map(SecretMode::id));
    if stack.profiles.iter().all(|profile| profile.secrets.is_empty()) {
        return modes(&stack.secrets);
    }
    let each = stack
        .profiles
        .iter()
        .map(|profile| say::secrets_in(&modes(stack.secret_modes(&profile.id)), &profile.id));
    each.collect::<Vec<_>>().join("; ")
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// What the field holds when nothing is said.
fn held(field: &Field) -> String {
    match field.kind() {
        Kind::Secret(rule) => match rule.origin {
            Origin::Generated(_) => say::GENERATED.to_owned(),
            Origin::Owner(_) if field.required => say::ONLY_YOURS.to_owned(),
            Origin::Owner(_) => say::OPTIONAL.to_owned(),
        },
        _ => match &field.default_from {
            Some(other) => as_in(other),
            None if field.default.is_empty() && field.required => say::REQUIRED.to_owned(),
            None => [field.default.as_str(), said(field.unit.as_deref())].join(" ").trim().to_owned(),
        },
    }
}

fn value(stack: &Stack) -> Value {
    json!({
        "id": stack.id,
        "name": stack.name,
        "summary": stack.summary,
        "home": stack.home,
        "source": stack.source.as_ref().map(|source| json!({ "repository": source.repository, "commit": source.commit, "date": source.date })),
        "profiles": stack.profiles.iter().map(|profile| self::profile(stack, profile)).collect::<Value>(),
        "shapes": stack.shapes.iter().copied().map(Shape::id).collect::<Value>(),
        "secrets": stack.secrets.iter().copied().map(SecretMode::id).collect::<Value>(),
        "addons": stack.addons.iter().map(|addon| json!({ "id": addon.id, "name": addon.name, "summary": addon.summary, "excludes": addon.excludes })).collect::<Value>(),
        "services": stack.services.iter().map(|service| self::service(stack, service)).collect::<Value>(),
        "fields": stack.fields.iter().map(|field| self::field(stack, field)).collect::<Value>(),
    })
}

fn profile(stack: &Stack, profile: &Profile) -> Value {
    let secrets = stack.secret_modes(&profile.id).iter().copied().map(SecretMode::id);
    json!({ "id": profile.id, "name": profile.name, "summary": profile.summary, "secrets": secrets.collect::<Value>() })
}

fn service(stack: &Stack, service: &Service) -> Value {
    let image = stack.image(&service.image);
    let reference = image.map(|image| image.reference.fill(|key| format!("${{{key}}}")));
    let replicas = service.replicas.as_ref().map(|text| text.fill(|key| format!("${{{key}}}")));
    json!({
        "id": service.id,
        "title": service.title(),
        "image": reference,
        "architectures": image.map(|image| &image.architectures),
        "end_of_life": image.map(|image| said(image.end_of_life.as_deref())),
        "note": image.map(|image| said(image.note.as_deref())),
        "ports": service.ports.iter().map(|port| json!({ "container": port.container, "field": port.field, "purpose": port.purpose })).collect::<Value>(),
        "cpus": f64::from(service.resources.cpus) / 1000.0,
        "memory_mib": service.resources.memory,
        "replicas": replicas.unwrap_or_default(),
        "waits_for": service.waits_for.iter().map(|(service, _)| service).collect::<Vec<_>>(),
    })
}

/// What is not said is empty text, for whoever reads it.
fn said(text: Option<&str>) -> &str {
    text.unwrap_or_default()
}

fn field(stack: &Stack, field: &Field) -> Value {
    json!({
        "key": field.key,
        "section": stack.section(&field.section).map(|section| &section.title),
        "label": field.label,
        "help": field.help,
        "kind": field.kind().id(),
        "default": field.default,
        "default_from": said(field.default_from.as_deref()),
        "required": field.required,
        "unit": said(field.unit.as_deref()),
        "options": field.options(),
        "generated": field.recipe().is_some(),
    })
}
