//! Files of variables: `.env`, which holds the answers, and its examples, which hold none.

use serde::Serialize;

use super::parts::{Source, StackFacts};
use crate::plan::{self, Plan};
use crate::render::text::Exposed;
use crate::stack::{self, Profile, Recipe, SecretMode};
use crate::target::compose::{File, defaults, layer, paths};
use crate::words::en::bundle as say;

#[derive(Debug, PartialEq, Serialize)]
pub struct Variables<'a> {
    stack: StackFacts<'a>,
    source: Option<Source<'a>>,
    profile: &'a str,
    secret_mode: &'a str,
    /// It holds no answers.
    example: bool,
    compose_files: [String; 2],
    /// What else `COMPOSE_FILE` may name.
    other_layers: Vec<OtherLayers<'a>>,
    sections: Vec<Section<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
struct OtherLayers<'a> {
    profile: &'a str,
    files: String,
}

impl<'a> OtherLayers<'a> {
    fn of_profile(profile: &'a Profile) -> Self {
        Self { profile: &profile.name, files: layer::files(profile).join(":") }
    }
}

#[derive(Debug, PartialEq, Serialize)]
struct Section<'a> {
    title: &'a str,
    variables: Vec<Variable<'a>>,
    unread: Vec<Unread<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Variable<'a> {
    key: &'a str,
    label: &'a str,
    help: &'a str,
    unit: Option<&'a str>,
    allowed: Vec<&'a str>,
    owner: Option<&'a str>,
    /// A command that makes such a value, if one does.
    make: Option<String>,
    required: bool,
    /// What holds where nothing is said. Empty: nothing.
    fallback: String,
    /// What this file holds of it: an example has a default, or nothing for a secret.
    value: Exposed<'a>,
    twins: Vec<Twin<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Twin<'a> {
    name: &'a str,
    form: &'a str,
    value: Exposed<'a>,
}

/// What the stack's documents name and its programs do not read.
#[derive(Debug, PartialEq, Serialize)]
struct Unread<'a> {
    key: &'a str,
    example: &'a str,
    say: &'a str,
}

impl<'a> Variables<'a> {
    pub fn of_file(plan: &'a Plan<'a>, file: &File) -> Self {
        let example = paths::name(&file.path).ends_with(".example");
        // An example for several profiles names what any of them has in its variables.
        let secrets = plan.secrets == SecretMode::Env
            || example && plan.others.iter().any(|other| other.secrets != plan.secrets);
        let sections = plan.variables_by_section().map(|(section, variables)| {
            let variables = variables.into_iter().filter(|variable| secrets || !variable.is_secret());
            let unread = plan.stack.unread.iter().filter(|unread| unread.section == section.id);
            Section {
                title: &section.title,
                variables: variables.map(|variable| Variable::of_plan(plan, variable, example)).collect(),
                unread: unread.filter(|_| example).map(Unread::of_stack).collect(),
            }
        });
        Self {
            stack: StackFacts::of_plan(plan),
            source: plan.stack.source.as_ref().map(Source::of_revision),
            profile: &plan.profile.name,
            secret_mode: plan.secrets.id(),
            example,
            compose_files: layer::files(plan.profile),
            other_layers: plan.others.iter().map(|other| OtherLayers::of_profile(other.profile)).collect(),
            sections: sections.collect(),
        }
    }
}

impl<'a> Variable<'a> {
    fn of_plan(plan: &'a Plan<'a>, variable: &'a plan::Variable, example: bool) -> Self {
        let field = variable.field;
        let by_profile = defaults::differ_by_profile(plan, variable);
        let default = if variable.is_secret() || by_profile { "" } else { variable.fallback };
        let said = variable.setting.expose();
        let own = if by_profile && said == variable.fallback { "" } else { said };
        let twins = variable.twins.iter().filter(|_| !example).filter_map(|twin| {
            let value = Exposed(twin.value.as_ref()?.expose());
            Some(Twin { name: &twin.name, form: say::encoding(twin.encoding), value })
        });
        Self {
            key: variable.key,
            label: &field.label,
            help: &field.help,
            unit: field.unit.as_deref(),
            allowed: field.options(),
            owner: field.owner(),
            make: field.recipe().map(|recipe| command(recipe, field.prefix())),
            required: variable.required,
            fallback: defaults::of_variable(plan, variable),
            value: Exposed(if example { default } else { own }),
            twins: twins.collect(),
        }
    }
}

fn command(recipe: Recipe, prefix: Option<&str>) -> String {
    match recipe {
        Recipe::Letters(count) => {
            let command = format!("openssl rand -hex {}", count.div_ceil(2));
            match prefix {
                Some(prefix) => format!("echo {prefix}$({command})"),
                None => command,
            }
        }
        Recipe::Base64(bytes) => format!("openssl rand -base64 {bytes}"),
    }
}

impl<'a> Unread<'a> {
    fn of_stack(unread: &'a stack::Unread) -> Self {
        Self { key: &unread.key, example: &unread.example, say: &unread.say }
    }
}
