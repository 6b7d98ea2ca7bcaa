//! The conversation: each question with its default, secrets unechoed.

use dialoguer::{Confirm, Input, MultiSelect, Password, Select};

use super::super::{Stop, print};
use super::write::Target;
use crate::answers::Answers;
use crate::bundle::Bundle;
use crate::plan::{self, Plan};
use crate::stack::{Field, Kind, Origin, Section, Stack, Stage};
use crate::values::Secret;
use crate::words;
use crate::words::terminal as say;

const STAGES: [Stage; 4] = [Stage::Secrets, Stage::Settings, Stage::Ports, Stage::Images];

pub fn all(stack: &Stack, answers: &mut Answers) -> Result<(), Stop> {
    print::line(&say::welcome(&stack.name))?;
    profile(stack, answers)?;
    addons(stack, answers)?;
    let asked = plan::asked(stack, answers);
    for stage in STAGES {
        for (section, fields) in stack.fields_at(stage, &asked).filter(|(_, fields)| !fields.is_empty()) {
            ask_section(section, &fields, answers)?;
        }
    }
    Ok(())
}

fn profile(stack: &Stack, answers: &mut Answers) -> Result<(), Stop> {
    if stack.profiles.len() < 2 {
        return Ok(());
    }
    let names: Vec<String> =
        stack.profiles.iter().map(|profile| format!("{}: {}", profile.name, profile.summary)).collect();
    let chosen = stack.profiles.iter().position(|profile| profile.id == answers.profile).unwrap_or_default();
    let chosen = Select::new()
        .with_prompt(say::WHICH_PROFILE)
        .items(&names)
        .default(chosen)
        .interact()
        .map_err(gone)?;
    answers.choose_profile(stack, &stack.profiles[chosen].id);
    Ok(())
}

fn addons(stack: &Stack, answers: &mut Answers) -> Result<(), Stop> {
    if stack.addons.is_empty() {
        return Ok(());
    }
    let names: Vec<String> =
        stack.addons.iter().map(|addon| format!("{}: {}", addon.name, addon.summary)).collect();
    let held: Vec<bool> = stack.addons.iter().map(|addon| answers.addons.contains(&addon.id)).collect();
    let chosen = MultiSelect::new()
        .with_prompt(say::WHICH_ADDONS)
        .items(&names)
        .defaults(&held)
        .interact()
        .map_err(gone)?;
    answers.addons = chosen.into_iter().map(|at| stack.addons[at].id.clone()).collect();
    Ok(())
}

/// A section in which nothing must be said can be kept as a whole.
fn ask_section(section: &Section, fields: &[&Field], answers: &mut Answers) -> Result<(), Stop> {
    let rests =
        |field: &&Field| field.secret().is_none() && !(field.required && answers.value(field).is_empty());
    if fields.iter().all(rests) {
        let held =
            fields.iter().map(|field| say::held(&field.label, answers.value(field), field.unit.as_deref()));
        let prompt = say::keep_section(&section.title, &held.collect::<Vec<_>>());
        if Confirm::new().with_prompt(prompt).default(true).interact().map_err(gone)? {
            return Ok(());
        }
    } else {
        print::line(&format!("\n{}", section.title))?;
    }
    for field in fields {
        ask(field, answers)?;
    }
    Ok(())
}

fn ask(field: &Field, answers: &mut Answers) -> Result<(), Stop> {
    match field.kind() {
        Kind::Secret(rule) => secret(field, rule.origin, answers),
        Kind::Choice(options) => {
            let values: Vec<&str> = options.iter().map(|(value, _)| value.as_str()).collect();
            choice(field, &values, answers)
        }
        Kind::Switch => choice(field, &["true", "false"], answers),
        _ => value(field, answers),
    }
}

fn secret(field: &Field, origin: Origin, answers: &mut Answers) -> Result<(), Stop> {
    let instead = match (answers.secret(&field.key), origin) {
        (Some(_), _) => say::ENTER_TO_KEEP,
        (None, Origin::Generated(_)) => say::ENTER_TO_GENERATE,
        (None, Origin::Owner(_)) => say::ENTER_TO_LEAVE,
    };
    if let Origin::Owner(where_from) = origin {
        print::line(&say::where_from(&field.help, where_from))?;
    }
    let kind = field.kind();
    let typed = Password::new()
        .with_prompt(format!("{} ({instead})", field.label))
        .allow_empty_password(true)
        .validate_with(move |typed: &String| {
            if typed.is_empty() { Ok(()) } else { kind.check(typed).map_err(|wrong| words::wrong(&wrong)) }
        })
        .interact()
        .map_err(gone)?;
    if !typed.is_empty() {
        answers.set_secret(&field.key, Secret::new(typed));
    }
    Ok(())
}

fn choice(field: &Field, values: &[&str], answers: &mut Answers) -> Result<(), Stop> {
    let held = values.iter().position(|value| *value == answers.value(field)).unwrap_or_default();
    let prompt = say::question(&field.label, field.unit.as_deref());
    let chosen = Select::new().with_prompt(prompt).items(values).default(held).interact().map_err(gone)?;
    answers.set(&field.key, values[chosen]);
    Ok(())
}

fn value(field: &Field, answers: &mut Answers) -> Result<(), Stop> {
    let held = answers.value(field).to_owned();
    let kind = field.kind();
    let mut input = Input::<String>::new()
        .with_prompt(say::question(&field.label, field.unit.as_deref()))
        .allow_empty(true)
        .validate_with(move |typed: &String| {
            if typed.is_empty() { Ok(()) } else { kind.check(typed).map_err(|wrong| words::wrong(&wrong)) }
        });
    if !held.is_empty() {
        input = input.default(held);
    }
    answers.set(&field.key, input.interact_text().map_err(gone)?);
    Ok(())
}

/// Says what will be written and where.
pub fn whether_to_write(plan: &Plan, bundle: &Bundle, target: &Target) -> Result<bool, Stop> {
    print::findings(&plan.warnings)?;
    let files: Vec<&str> = bundle.files.iter().map(|file| file.path.as_str()).collect();
    print::line(&say::about_to_write(&plan.stack.name, &plan.profile.name, &target.to_string(), &files))?;
    Confirm::new().with_prompt(say::WRITE_THEM).default(true).interact().map_err(gone)
}

/// The person, or the terminal, has left.
fn gone(_: dialoguer::Error) -> Stop {
    Stop::Refused(say::NOTHING_WRITTEN.to_owned())
}
