//! The scripts and settings that all stacks share. They know no stack's services: what they write of is in `uses`.

use serde::Serialize;

use super::parts::{self, ByKey, StackFacts};
use crate::plan::Plan;
use crate::stack::Upstream;
use crate::target::compose::{Content, File};

#[derive(Debug, PartialEq, Serialize)]
pub struct Shared<'a> {
    stack: StackFacts<'a>,
    shape: &'a str,
    about: &'a str,
    /// The services that run, by the parts that they play in this template.
    uses: ByKey<'a, Use<'a>>,
    /// Those that a script which stops services leaves running.
    spares: &'a [String],
    /// What holds where `.env` says nothing.
    defaults: ByKey<'a, &'a str>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Use<'a> {
    id: &'a str,
    port: u16,
    /// What a program calls a variable that holds its address.
    variable: String,
}

impl<'a> Shared<'a> {
    pub fn of_file(plan: &'a Plan<'a>, file: &'a File<'a>, template: &str) -> Self {
        let (uses, spares) = match file.content {
            Content::Own(own) => (&own.uses[..], &own.spares[..]),
            _ => Default::default(),
        };
        let there = uses.iter().filter(|(_, upstream)| plan.service(&upstream.service).is_some());
        let defaults = parts::named(plan, template, "defaults");
        Self {
            stack: StackFacts::of_plan(plan),
            shape: plan.shape.id(),
            about: file.about,
            uses: there.map(|(part, upstream)| (part.as_str(), Use::of_stack(upstream))).collect(),
            spares,
            defaults: defaults.map(|variable| (variable.key, variable.field.default.as_str())).collect(),
        }
    }
}

impl<'a> Use<'a> {
    fn of_stack(upstream: &'a Upstream) -> Self {
        let variable = upstream.service.replace(['-', '.'], "_");
        Self { id: &upstream.service, port: upstream.port, variable }
    }
}
