//! The bundle as a script to be pasted into a terminal. It holds no secret: it asks there for those that only their
//! owner has, makes the others, and writes the same files as the zip would hold.
//!
//! Which files and lines there are depends on which secrets were given. Each case is rendered here, with a mark in place
//! of every secret; the script chooses the case and puts the secrets in the marks' places.

mod fold;
mod variants;

use fold::fold;
use variants::{Piece, pieces};

use crate::answers::Answers;
use crate::bundle::{Bundle, File};
use crate::check::Finding;
use crate::plan::{self, Plan, Setting, Step, Variable};
use crate::render::{self, escape};
use crate::stack::{Recipe, Shape, Stack};
use crate::target::compose;
use crate::values::Secret;
use crate::words::en::script as say;

/// What all such scripts do.
const INSTALL: &str = include_str!("install.sh");
/// A terminal cuts a line at 4095 bytes.
const LONGEST: usize = 4000;
/// Each case takes a rendering. Of more secrets than these, what follows when they are left out is not told apart: their
/// lines are empty.
const MOST_TOLD_APART: usize = 4;

#[derive(Debug)]
pub enum Error {
    /// What stands in the plan's way.
    Findings(Vec<Finding>),
    Render(render::Error),
    TooLong,
}

/// What the script is called where it is saved.
pub fn name(stack: &Stack) -> String {
    format!("{}-install.sh", stack.id)
}

/// For these answers without their secrets: whichever of them are here, the script asks for them or makes them.
pub fn script(stack: &Stack, answers: &Answers) -> Result<String, Error> {
    let answers = answers.without_secrets();
    let bare = plan::make(stack, &answers).map_err(Error::Findings)?;
    let place = place(&bare);
    let cases = cases(&bare, &place, MOST_TOLD_APART)?;
    let script = Script { out: String::new(), end: free_word("BERTH_FILE", &cases), place, cases };
    let text = script.text();
    if text.lines().any(|line| line.len() > LONGEST) { Err(Error::TooLong) } else { Ok(text) }
}

/// Which of the secrets that are asked for were given, and what follows.
struct Case<'s> {
    /// `y` or `n` for each; `?` where that makes no difference. A pattern of the shell's.
    given: String,
    plan: Plan<'s>,
    bundle: Bundle,
    steps: Vec<Step<'s>>,
}

struct Script<'s> {
    out: String,
    /// The first has everything.
    cases: Vec<Case<'s>>,
    /// The word that ends a file.
    end: String,
    /// What each mark begins with.
    place: String,
}

fn cases<'s>(bare: &Plan<'s>, place: &str, most: usize) -> Result<Vec<Case<'s>>, Error> {
    let asked: Vec<&str> =
        bare.variables.iter().filter(|variable| is_asked(variable)).map(|variable| variable.key).collect();
    let secrets: Vec<&str> =
        bare.variables.iter().filter(|variable| is_put_in(variable)).map(|variable| variable.key).collect();
    let mut cases = Vec::new();
    for number in 0..1_usize << asked.len().min(most) {
        let is_left =
            |key: &str| asked.iter().position(|other| *other == key).is_some_and(|at| number >> at & 1 == 1);
        let change = |variable: &mut Variable| {
            let Some(at) = secrets.iter().position(|key| *key == variable.key) else { return };
            if !is_left(variable.key) {
                variable.setting = Setting::Secret(Secret::new(mark(place, at)));
                variable.twins.iter_mut().for_each(|twin| twin.value = None);
            }
        };
        let plan = bare.clone().changed(change);
        let bundle = compose::bundle(&plan).map_err(Error::Render)?;
        let steps = compose::steps(&plan);
        let given = asked.iter().enumerate().map(|(at, key)| match is_left(key) {
            _ if at >= most => '?',
            true => 'n',
            false => 'y',
        });
        let given = given.collect();
        cases.push(Case { given, plan, bundle, steps });
    }
    Ok(cases)
}

/// A secret that is asked for, or made, where the script runs.
fn is_put_in(variable: &Variable) -> bool {
    variable.is_secret() && variable.asked
}

fn is_asked(variable: &Variable) -> bool {
    is_put_in(variable) && variable.field.recipe().is_none()
}

/// Letters that no answer holds: each mark begins with them.
fn place(plan: &Plan) -> String {
    let mut word = "BERTHPLACE".to_owned();
    while plan.variables.iter().any(|variable| variable.setting.expose().contains(&word)) {
        word.push('Z');
    }
    word
}

fn mark(place: &str, at: usize) -> String {
    format!("{place}{at}X")
}

/// No line of any file is this word.
fn free_word(word: &str, cases: &[Case]) -> String {
    let mut word = word.to_owned();
    let is_line = |word: &str| {
        cases
            .iter()
            .any(|case| case.bundle.files.iter().any(|file| file.text.lines().any(|line| line == word)))
    };
    while is_line(&word) {
        word.push('_');
    }
    word
}

impl Script<'_> {
    fn line(&mut self, words: &[&str]) {
        self.out.push_str(&words.join(" "));
        self.out.push('\n');
    }

    fn quoted(&mut self, command: &str, words: &[&str]) {
        self.out.push_str(command);
        for word in words {
            self.out.push(' ');
            self.out.push_str(&escape::shell(word));
        }
        self.out.push('\n');
    }

    /// All of it is read before any of it is run, and an interactive shell takes none of it for its own.
    fn text(mut self) -> String {
        let all = &self.cases[0];
        let (folder, place) = (all.bundle.name.clone(), self.place.clone());
        let about = say::about(&all.plan.stack.name, &all.plan.profile.name, &folder);
        let whole = free_word("BERTH_SCRIPT", &self.cases);
        self.line(&[&format!("sh <<'{whole}'")]);
        for (name, value) in [("name", folder.clone()), ("place", place), ("about", about)] {
            self.line(&[&format!("{name}={}", escape::shell(&value))]);
        }
        self.out.push_str(INSTALL);
        self.line(&["\nsecrets() {\n:"]);
        self.secrets();
        self.line(&["}\n\nfiles() {\n:"]);
        self.files();
        self.line(&["}\n\nsteps() {"]);
        self.steps(&folder);
        self.line(&["}\n\nmain </dev/null"]);
        self.line(&[&whole]);
        self.out
    }

    fn secrets(&mut self) {
        let variables = self.cases[0].plan.variables.clone();
        let last = self.cases.last().map_or(Vec::new(), |case| case.steps.clone());
        for (at, variable) in variables.iter().filter(|variable| is_put_in(variable)).enumerate() {
            let number = at.to_string();
            let field = variable.field;
            match field.recipe() {
                Some(Recipe::Letters(count)) => match field.prefix() {
                    None => self.line(&["letters", &number, &count.to_string()]),
                    Some(prefix) => self.quoted("letters", &[&number, &count.to_string(), prefix]),
                },
                Some(Recipe::Base64(count)) => {
                    let length = count.div_ceil(3) * 4;
                    self.line(&["bytes", &number, &count.to_string(), &length.to_string()]);
                }
                None => {
                    let step = last.iter().find(|step| step.supplies == Some(variable.key));
                    let about = step.map_or_else(
                        || say::optional(&field.help, field.owner().unwrap_or_default()),
                        |step| say::later(&field.help, &step.say),
                    );
                    let form = field.secret().map(|rule| rule.form.clone()).unwrap_or_default();
                    let length = form.min_length.max(form.base64_bytes.div_ceil(3) * 4).to_string();
                    let marks = if form.word { "_-" } else { "._-" };
                    self.quoted(
                        "ask",
                        &[&number, &field.label, &about, &length, &form.prefixes.join(" "), marks],
                    );
                }
            }
        }
    }

    /// `case … in` those of the cases, around what they have.
    fn only_in(&mut self, given: &[&str], body: impl FnOnce(&mut Self)) {
        if given.len() == self.cases.len() {
            return body(self);
        }
        self.line(&["case $given in", &given.join(" | "), ")"]);
        body(self);
        self.line(&[";;\nesac"]);
    }

    fn files(&mut self) {
        let files = self.cases[0].bundle.files.clone();
        let private: Vec<String> =
            self.cases[0].bundle.private_folders().into_iter().map(str::to_owned).collect();
        let mut folders: Vec<&str> = Vec::new();
        for file in &files {
            for (at, _) in file.path.match_indices('/') {
                let folder = &file.path[..at];
                if !folders.contains(&folder) {
                    folders.push(folder);
                    let command = if private.iter().any(|private| private == folder) {
                        "private_folder"
                    } else {
                        "open_folder"
                    };
                    self.quoted(command, &[folder]);
                }
            }
        }
        for file in &files {
            self.file(file);
        }
        for file in &files {
            let there = self.with(&file.path);
            let there: Vec<&str> = there.iter().map(String::as_str).collect();
            self.only_in(&there, |script| script.quoted("whole", &[&file.path]));
        }
    }

    /// The cases in which there is such a file.
    fn with(&self, path: &str) -> Vec<String> {
        let there = self.cases.iter().filter(|case| case.bundle.file(path).is_some());
        there.map(|case| case.given.clone()).collect()
    }

    fn file(&mut self, file: &File) {
        let mut texts = Vec::new();
        let mut cases = Vec::new();
        for case in &self.cases {
            if let Some(found) = case.bundle.file(&file.path) {
                texts.push(found.text.clone());
                cases.push((case.given.clone(), missing(&self.cases[0].plan, &case.plan)));
            }
        }
        let given: Vec<&str> = cases.iter().map(|(given, _)| given.as_str()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let same = |at: usize, one: &str, other: &str| one == other || empty(one, &cases[at].1) == other;
        let pieces = pieces(&texts, same);
        self.only_in(&given, |script| {
            // There, though nothing is in it.
            if texts.iter().any(|text| text.is_empty()) {
                script.put(file, "");
            }
            for piece in &pieces {
                match piece {
                    Piece::Common(text) => script.put(file, text),
                    Piece::Each(texts) => script.each(file, &given, texts),
                }
            }
        });
    }

    fn each(&mut self, file: &File, given: &[&str], texts: &[String]) {
        self.line(&["case $given in"]);
        for (at, text) in texts.iter().enumerate() {
            if text.is_empty() || texts[..at].contains(text) {
                continue;
            }
            let alike: Vec<&str> = texts
                .iter()
                .zip(given)
                .filter(|(other, _)| *other == text)
                .map(|(_, given)| *given)
                .collect();
            self.line(&[&alike.join(" | "), ")"]);
            self.put(file, text);
            self.line(&[";;"]);
        }
        self.line(&["esac"]);
    }

    fn put(&mut self, file: &File, text: &str) {
        let ends = if text.ends_with('\n') { "y" } else { "n" };
        let mode = format!("{:o}", file.mode);
        let end = self.end.clone();
        let mut lines = String::new();
        for line in text.lines() {
            fold(&mut lines, line, &self.place);
        }
        self.quoted("put", &[&file.path, &mode, ends, &lines.len().to_string()]);
        self.out.pop();
        self.line(&[&format!(" <<'{end}'")]);
        self.out.push_str(&lines);
        self.line(&[&end]);
    }

    fn steps(&mut self, folder: &str) {
        self.quoted("say ''", &[&say::written(folder)]);
        self.quoted("step", &[say::OPEN_FOLDER, &say::go_into(folder)]);
        if self.cases[0].plan.shape == Shape::Repository {
            self.quoted("step", &[say::TO_REPOSITORY, ""]);
        }
        let steps: Vec<Step> = self.cases.last().map_or(Vec::new(), |case| case.steps.clone());
        for step in steps {
            let there = self.cases.iter().filter(|case| case.steps.contains(&step));
            let there: Vec<String> = there.map(|case| case.given.clone()).collect();
            let there: Vec<&str> = there.iter().map(String::as_str).collect();
            let run = step.run.as_deref().unwrap_or_default();
            self.only_in(&there, |script| script.quoted("step", &[&step.say, run]));
        }
    }
}

/// The marks that all has and this case has not.
fn missing(all: &Plan, case: &Plan) -> Vec<String> {
    let pairs = all.variables.iter().zip(&case.variables);
    let missing = pairs.filter(|(one, other)| one.is_secret() && one.setting != other.setting);
    missing.map(|(one, _)| one.setting.expose().to_owned()).collect()
}

fn empty(line: &str, marks: &[String]) -> String {
    marks.iter().fold(line.to_owned(), |line, mark| line.replace(mark.as_str(), ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn everything(stack: &'static Stack, change: impl FnOnce(&mut Answers)) -> Answers {
        let mut answers = Answers::new(stack);
        answers.addons = stack
            .addons
            .iter()
            .filter(|addon| addon.excludes.is_empty())
            .map(|addon| addon.id.clone())
            .collect();
        change(&mut answers);
        answers
    }

    #[test]
    fn g25_no_secret_of_the_answers_is_in_the_script() {
        for stack in catalogue::all() {
            let ways = stack.profiles.iter().flat_map(|profile| {
                stack.secret_modes(&profile.id).iter().map(move |mode| (profile.id.as_str(), *mode))
            });
            for (profile, mode) in ways {
                let answers = everything(stack, |answers| {
                    answers.choose_profile(stack, profile);
                    answers.secrets = mode;
                    for field in stack.fields.iter().filter(|field| field.secret().is_some()) {
                        answers.set_secret(field.key.clone(), Secret::new(format!("canary-{}", field.key)));
                    }
                });
                assert!(!script(stack, &answers).unwrap().contains("canary"));
            }
        }
    }

    #[test]
    fn the_cases_are_a_few_however_many_secrets_are_asked_for() {
        let stack = catalogue::first();
        let answers = everything(stack, |_| {});
        let bare = plan::make(stack, &answers).unwrap();
        let asked = bare.variables.iter().filter(|variable| is_asked(variable)).count();
        for most in 0..=asked {
            let cases = cases(&bare, "PLACE", most).unwrap();
            let given: Vec<&str> = cases.iter().map(|case| case.given.as_str()).collect();
            assert_eq!(given.len(), 1 << most);
            assert!(
                given
                    .iter()
                    .all(|pattern| pattern.len() == asked && pattern.ends_with(&"?".repeat(asked - most)))
            );
        }
    }

    #[test]
    fn a_terminal_takes_every_line_whatever_was_answered() {
        let stack = catalogue::first();
        let value = format!("BERTHPLACE0X\tü'\"{}", "x".repeat(9000));
        let mut answers = everything(stack, |_| {});
        for field in stack.fields.iter().filter(|field| field.kind() == crate::stack::Kind::Text) {
            answers.set(field.key.clone(), value.clone());
        }
        let script = script(stack, &answers).unwrap();
        assert!(script.contains("place=BERTHPLACEZ\n") && script.contains("=BERTHPLACEZ0X\n"));
        assert!(script.lines().all(|line| line.len() <= LONGEST));
        assert!(!script.contains('\t'));
    }

    /// What is made there needs no quoting where it is put: base64 would, in a URL or a connection string.
    #[test]
    fn what_is_made_of_bytes_is_read_as_it_is() {
        let plans =
            catalogue::all().iter().map(|stack| plan::make(stack, &everything(stack, |_| {})).unwrap());
        let variables: Vec<_> = plans.flat_map(|plan| plan.variables).collect();
        let of_bytes =
            variables.iter().filter(|variable| matches!(variable.field.recipe(), Some(Recipe::Base64(_))));
        assert!(
            of_bytes.clone().count() > 0 && of_bytes.into_iter().all(|variable| variable.twins.is_empty())
        );
    }
}
