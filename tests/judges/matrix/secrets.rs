//! Secrets and links: no weak secret takes a secret's place, nothing that is shown holds one, and a link brings the rest.

use berth::answers::Answers;
use berth::catalogue;
use berth::deployment::interpolation::references;
use berth::target::compose;

use super::{Complaints, every, linters};
use crate::suite::Suite;

const LEAST_BITS: u32 = 128;

pub fn tests(suite: &mut Suite) {
    every(suite, "G3: no Compose file of any bundle has anything to fall back on for a secret", |case| {
        let secret = |key: &str| case.plan.variable(key).filter(|variable| variable.is_secret());
        let mut complaints = Vec::new();
        for file in case.bundle.files.iter().filter(|file| linters::is_compose(file)) {
            for reference in references(&file.text) {
                let Some(variable) = secret(reference.name) else { continue };
                let sound = match reference.operator {
                    ":?" => variable.required,
                    "-" => !variable.required && reference.argument.is_empty(),
                    _ => false,
                };
                if !sound {
                    complaints.push(format!(
                        "{}: `{}{}{}`",
                        file.path, reference.name, reference.operator, reference.argument
                    ));
                }
            }
        }
        complaints
    });

    every(
        suite,
        "G3: what is made for any bundle is made of 128 bits or more, and is of the form that is asked",
        |case| {
            let mut complaints = Vec::new();
            for field in &case.plan.stack.fields {
                let Some(recipe) = field.recipe() else { continue };
                if recipe.bits() < LEAST_BITS {
                    complaints.push(format!("{}: {} bits", field.key, recipe.bits()));
                }
                let refusal = case
                    .answers
                    .secret(&field.key)
                    .and_then(|secret| field.kind().check(secret.expose()).err());
                complaints.extend(refusal.map(|refusal| format!("{}: {refusal:?}", field.key)));
            }
            complaints
        },
    );

    every(suite, "G25: the link of every bundle, and whatever is shown, holds no secret", |case| {
        let shown = case.plan.clone().masked();
        let received =
            shown.services.iter().flat_map(|service| berth::plan::receives::received(&shown, service));
        let mut texts: Vec<String> = received.map(|variable| variable.value).collect();
        texts.push(case.plan.link.clone());
        texts.extend(
            compose::steps(&case.plan).into_iter().flat_map(|step| [Some(step.say), step.run]).flatten(),
        );
        let warnings = &case.plan.warnings;
        texts
            .extend(warnings.iter().map(|warning| format!("{} {warning:?}", berth::words::finding(warning))));
        let secrets = case
            .plan
            .variables
            .iter()
            .filter(|variable| variable.is_secret() && !variable.setting.is_empty());
        let leaked = secrets.filter(|secret| texts.iter().any(|text| text.contains(secret.setting.expose())));
        leaked.map(|secret| format!("{} is shown", secret.key)).collect()
    });

    every(suite, "G26: the link of every bundle brings every other answer back", |case| {
        let read = catalogue::read_link(&case.plan.link);
        let Some(answers) = read.answers else { return vec!["it brings nothing back".to_owned()] };
        let mut complaints: Complaints = read.notices.iter().map(berth::words::notice).collect();
        let choices = |answers: &Answers| {
            (answers.profile.clone(), answers.shape, answers.secrets, answers.addons.clone())
        };
        if choices(&answers) != choices(&case.answers) {
            complaints.push(format!("{:?} became {:?}", choices(&case.answers), choices(&answers)));
        }
        let plain = case.plan.stack.fields.iter().filter(|field| field.secret().is_none());
        let lost = plain.filter(|field| answers.value(field) != case.answers.value(field));
        complaints.extend(lost.map(|field| format!("{} is lost", field.key)));
        complaints
    });
}
