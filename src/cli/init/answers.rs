//! Where answers come from, the weakest first: the deployment that is written over, the link or the answers file, the
//! process environment for secrets, `--set`.

use std::path::Path;
use std::{env, fs};

use super::super::stacks::Stacks;
use super::super::{Init, Stop};
use super::write::home;
use crate::answers::{Answers, file, link};
use crate::deployment::dotenv;
use crate::stack::{Field, Stack};
use crate::values::Secret;
use crate::words;
use crate::words::terminal as say;

pub struct Given<'s> {
    pub stack: &'s Stack,
    pub answers: Answers,
    /// The keys whose values were taken over from the deployment that is there.
    pub kept: Vec<&'s str>,
    /// What of the link can't be used.
    pub notices: Vec<String>,
}

pub fn gather<'s>(stacks: &Stacks<'s>, options: &Init) -> Result<Given<'s>, Stop> {
    let file = options.answers.as_deref().map(read_file).transpose()?.unwrap_or_default();
    let (linked, mut notices) = options.link.as_deref().map_or((None, Vec::new()), |text| {
        let link = link::read(text, stacks.all);
        (link.answers, link.notices.iter().map(words::notice).collect())
    });
    let named = options.stack.as_ref().or(file.stack.as_ref());
    let stack = stacks.find(named.or(linked.as_ref().map(|linked| &linked.stack)).map(String::as_str))?;
    let mut answers = Answers::new(stack);
    let linked = linked.unwrap_or_else(|| answers.clone());
    if linked.stack == stack.id {
        copy_choices(&linked, &mut answers);
    } else {
        notices.push(say::not_of_the_link(&linked.stack, &stack.id));
    }
    if let Some(shape) = options.shape.or(file.shape) {
        answers.shape = shape;
    }
    let kept = if options.force && options.zip.is_none() {
        keep(stack, &home(&options.dir, stack, answers.shape), &mut answers)
    } else {
        Vec::new()
    };

    if let Some(profile) = options.profile.as_ref().or(file.profile.as_ref()) {
        answers.choose_profile(stack, profile);
    }
    if let Some(secrets) = options.secrets.or(file.secrets) {
        answers.secrets = secrets;
    }
    for addon in file.addons.iter().chain(&options.with) {
        if !answers.addons.contains(addon) {
            answers.addons.push(addon.clone());
        }
    }
    for field in stack.fields.iter().filter(|_| linked.stack == stack.id) {
        if let Some(typed) = linked.typed(&field.key) {
            answers.set(field.key.clone(), typed);
        }
    }
    file.answer(stack, &mut answers).map_err(|unfit| Stop::Usage(say::unfit(&unfit)))?;
    for field in stack.fields.iter().filter(|field| field.secret().is_some()) {
        if let Some(value) = env::var(field.key.clone()).ok().filter(|value| !value.is_empty()) {
            answers.set_secret(field.key.clone(), Secret::new(value));
        }
    }
    for pair in &options.set {
        let (key, value) = pair.split_once('=').ok_or_else(|| Stop::Usage(say::set_without_value(pair)))?;
        if stack.is_secret(key) {
            let path = value.strip_prefix('@').ok_or_else(|| Stop::Usage(say::secret_in_arguments(key)))?;
            answers.set_secret(key, secret_from(key, Path::new(path))?);
        } else {
            answers.set(key, value);
        }
    }
    Ok(Given { stack, answers, kept, notices })
}

fn copy_choices(from: &Answers, to: &mut Answers) {
    to.profile.clone_from(&from.profile);
    (to.shape, to.secrets) = (from.shape, from.secrets);
    to.addons.clone_from(&from.addons);
}

fn read_file(path: &Path) -> Result<file::File, Stop> {
    let text = fs::read_to_string(path).map_err(|error| Stop::Usage(say::unreadable(path, &error)))?;
    file::read(&text).map_err(|error| Stop::Usage(say::bad_answers(path, error.line, &error.message)))
}

/// The last line break is the editor's, not the secret's.
fn secret_from(key: &str, path: &Path) -> Result<Secret, Stop> {
    let text = fs::read_to_string(path).map_err(|error| Stop::Usage(say::unreadable(path, &error)))?;
    let text = without_line_end(&text);
    if text.is_empty() { Err(Stop::Usage(say::empty_secret_file(key, path))) } else { Ok(Secret::new(text)) }
}

fn without_line_end(text: &str) -> &str {
    text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text))
}

/// A database knows only the password that it was made with: what `.env` holds goes on holding unless it is answered
/// anew (G29).
fn keep<'s>(stack: &'s Stack, folder: &Path, answers: &mut Answers) -> Vec<&'s str> {
    let mut kept = Vec::new();
    for field in &stack.fields {
        if field.secret().is_none() {
            continue;
        }
        let path = folder.join(stack.secret_paths(&field.key).alone);
        let text = fs::read_to_string(path).unwrap_or_default();
        if keep_one(field, without_line_end(&text), answers) {
            kept.push(field.key.as_str());
        }
    }
    let text = fs::read_to_string(folder.join(".env")).unwrap_or_default();
    for line in dotenv::read(&text).0 {
        let Some(field) = stack.field(&line.name) else { continue };
        if keep_one(field, &line.value, answers) && !kept.contains(&field.key.as_str()) {
            kept.push(field.key.as_str());
        }
    }
    kept
}

fn keep_one(field: &Field, value: &str, answers: &mut Answers) -> bool {
    if field.secret().is_some() {
        if !value.is_empty() {
            answers.set_secret(field.key.clone(), Secret::new(value));
        }
        return !value.is_empty();
    }
    if field.required && value.is_empty() {
        return false;
    }
    // A default of the profile that was is no answer for the one that is chosen now.
    let differs = field.default != value && field.default_in.iter().all(|(_, default)| *default != value);
    if differs {
        answers.set(field.key.clone(), value);
    }
    differs
}
