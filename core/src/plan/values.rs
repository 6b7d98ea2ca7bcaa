//! Whether each answer is one that its field can take.

use super::Service;
use crate::answers::Answers;
use crate::check::{Finding, Mend, OfAnswers, Place};
use crate::stack::{Encoding, Field, Origin, Paths, Scene, SecretMode, Stack};
use crate::values::Wrong;

/// For each field of the stack the forms in which something reads it, in the order in which it does.
pub struct Used(Vec<Vec<Encoding>>);

impl Used {
    pub fn has(&self, place: usize) -> bool {
        !self.0[place].is_empty()
    }

    /// The forms beside its own.
    pub fn encodings(&self, place: usize) -> impl Iterator<Item = Encoding> {
        self.0[place].iter().copied().filter(|encoding| *encoding != Encoding::Plain)
    }

    fn add(&mut self, place: Option<usize>, encoding: Encoding) {
        if let Some(place) = place
            && !self.0[place].contains(&encoding)
        {
            self.0[place].push(encoding);
        }
    }

    pub fn fields<'a>(&self, stack: &'a Stack) -> impl Iterator<Item = &'a Field> {
        stack.fields.iter().enumerate().filter(|(place, _)| self.has(*place)).map(|(_, field)| field)
    }

    /// Those that are a person's concern.
    pub fn asked<'a>(&self, stack: &'a Stack, answers: &Answers) -> Vec<&'a Field> {
        self.fields(stack).filter(|field| answers.asks(stack, field)).collect()
    }
}

pub fn used<'a>(stack: &Stack, scene: &Scene, services: impl Iterator<Item = &'a Service<'a>>) -> Used {
    let mut used = Used(vec![Vec::new(); stack.fields.len()]);
    let mut add = |(key, encoding): (&str, Encoding)| used.add(stack.fields.place(key), encoding);
    for service in services {
        for text in service.texts() {
            text.fields().for_each(&mut add);
        }
        for key in service.keys() {
            add((key, Encoding::Plain));
        }
        if service.rules.iter().any(|rule| !rule.open && !rule.loopback) {
            add((&stack.bind, Encoding::Plain));
        }
    }
    for file in stack.files.iter().filter(|file| file.when.holds(scene)) {
        file.holds.iter().for_each(|key| add((key, Encoding::Plain)));
    }
    for field in stack.fields.iter().filter(|field| field.kept) {
        add((&field.key, Encoding::Plain));
    }
    for text in [&stack.logs.size, &stack.logs.files] {
        text.fields().for_each(&mut add);
    }
    let filled_in = used.fields(stack).filter_map(|field| field.default_from.as_deref()).collect::<Vec<_>>();
    for other in filled_in {
        used.add(stack.fields.place(other), Encoding::Plain);
    }
    used
}

pub fn check(stack: &Stack, answers: &Answers, scene: &Scene, used: &Used) -> Vec<Finding> {
    let mut findings = Vec::new();
    for key in answers.keys() {
        if let (None, Some(source), Some(unread)) = (stack.field(key), &stack.source, stack.unread(key)) {
            let problem = OfAnswers::Unread {
                stack: stack.name.clone(),
                commit: source.short().to_owned(),
                field: key.to_owned(),
                says: unread.say.clone(),
            };
            findings.push(Finding::warning(Place::Field(key.to_owned()), problem));
        } else if stack.field(key).is_none() {
            findings.push(no_such_field(stack, key));
        }
    }
    for field in used.fields(stack) {
        findings.extend(match field.secret() {
            Some(rule) => secret(stack, answers, field, rule.origin),
            None => value(stack, answers, scene, field),
        });
    }
    findings
}

fn no_such_field(stack: &Stack, key: &str) -> Finding {
    let nearest = stack.fields.iter().map(|field| (distance(key, &field.key), &field.key)).min();
    let problem = OfAnswers::NoSuchField {
        stack: stack.name.clone(),
        stack_id: stack.id.clone(),
        found: key.to_owned(),
        nearest: nearest.filter(|(steps, _)| *steps <= key.len() / 3).map(|(_, nearest)| nearest.clone()),
    };
    Finding::error(Place::Field(key.to_owned()), problem)
}

fn secret(stack: &Stack, answers: &Answers, field: &Field, origin: Origin) -> Option<Finding> {
    let generate = || Mend::Generate { key: field.key.clone() };
    match (answers.secret(&field.key), origin) {
        (Some(secret), _) => {
            let wrong = field.kind().check(secret.expose()).err()?;
            let finding = Finding::error(Place::Field(field.key.clone()), wrong);
            Some(if field.recipe().is_some() { finding.mend(generate()) } else { finding })
        }
        (None, _) if !field.required || !answers.asks(stack, field) => None,
        (None, Origin::Generated(_)) => Some(not_set(field, None).mend(generate())),
        (None, Origin::Owner(_)) => {
            Some(not_set(field, home(answers, Some(&stack.secret_paths(&field.key)))))
        }
    }
}

fn value(stack: &Stack, answers: &Answers, scene: &Scene, field: &Field) -> Option<Finding> {
    let place = || Place::Field(field.key.clone());
    let raw = answers.value(field);
    let default = field.default_in(&answers.profile);
    if raw.is_empty() {
        return match (field.required, default.is_empty()) {
            (false, _) => None,
            (true, true) => Some(not_set(field, None)),
            (true, false) => Some(with_default(Finding::error(place(), Wrong::NoValue), field, default)),
        };
    }
    if let Err(wrong) = field.check(raw) {
        return Some(with_default(Finding::error(place(), wrong), field, default));
    }
    if !answers.asks(stack, field) {
        return None;
    }
    let mut cautions = field.cautions.iter();
    let caution = cautions.find(|caution| caution.is_met_by(raw) && caution.when.holds(scene))?;
    let finding = if caution.refuse { Finding::error } else { Finding::warning };
    let problem = OfAnswers::Caution { field: field.key.clone(), says: caution.say.clone() };
    let finding = finding(place(), problem);
    Some(if raw == default { finding } else { with_default(finding, field, default) })
}

fn not_set(field: &Field, file: Option<&str>) -> Finding {
    let (key, label, file) = (field.key.clone(), field.label.clone(), file.map(str::to_owned));
    Finding::warning(Place::Field(key.clone()), OfAnswers::NotSet { field: key, label, file })
}

/// The secret's own file, where it has one.
pub fn home<'a>(answers: &Answers, file: Option<&'a Paths>) -> Option<&'a str> {
    let file = file.filter(|_| answers.secrets == SecretMode::Files)?;
    Some(file.in_shape(answers.shape))
}

fn with_default(finding: Finding, field: &Field, default: &str) -> Finding {
    if default.is_empty() {
        return finding;
    }
    finding.mend(Mend::Set { key: field.key.clone(), value: default.to_owned() })
}

/// Levenshtein's: how many letters lie between two words.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, wanted) in other.iter().enumerate() {
            let cost = usize::from(letter != *wanted);
            let best = (diagonal + cost).min(row[column] + 1).min(row[column + 1] + 1);
            diagonal = row[column + 1];
            row[column + 1] = best;
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn counts_the_letters_between_two_words() {
        for (one, other, steps) in [("", "", 0), ("port", "", 4), ("PROT", "PORT", 2), ("PORT", "PORTS", 1)] {
            assert_eq!(distance(one, other), steps, "{one} {other}");
        }
    }

    #[test]
    fn an_address_of_another_form_is_an_error_and_says_both() {
        let stack = crate::catalogue::find("campaign").expect("it ships");
        let field = stack.field("VITE_API_URL").expect("its page asks an API");
        for taken in ["/graphql", "https://example.org/graphql"] {
            assert_eq!(field.check(taken), Ok(()), "{taken}");
        }
        let refused = field.check("example.org/graphql").unwrap_err();
        let Wrong::OtherBeginning { begins, found } = &refused else { panic!("{refused:?}") };
        assert!(
            begins.iter().any(|begin| begin == "https://") && found == "example.org/graphql",
            "{refused:?}"
        );
    }
}
