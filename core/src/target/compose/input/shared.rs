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
    /// The paths that lead to a service of their own, where that runs.
    routes: Vec<Route<'a>>,
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

#[derive(Debug, PartialEq, Serialize)]
struct Route<'a> {
    path: &'a str,
    /// What a program calls a variable that holds the path behind it.
    variable: String,
    upstream: Option<Use<'a>>,
}

impl<'a> Shared<'a> {
    pub fn of_file(plan: &'a Plan<'a>, file: &'a File<'a>, template: &str) -> Self {
        let (uses, routes, spares) = match file.content {
            Content::Own(own) => (&own.uses[..], &own.routes[..], &own.spares[..]),
            _ => Default::default(),
        };
        let uses = uses.iter().filter_map(|(part, upstream)| Some((&**part, Use::in_plan(plan, upstream)?)));
        let routes = routes.iter().map(|(path, upstream)| Route {
            path,
            variable: format!("{}_path", variable_name(path.trim_start_matches('/'))),
            upstream: Use::in_plan(plan, upstream),
        });
        let defaults = parts::named(plan, template, "defaults");
        Self {
            stack: StackFacts::of_plan(plan),
            shape: plan.shape.id(),
            about: file.about,
            uses: uses.collect(),
            routes: routes.collect(),
            spares,
            defaults: defaults.map(|variable| (variable.key, variable.field.default.as_str())).collect(),
        }
    }
}

impl<'a> Use<'a> {
    fn in_plan(plan: &Plan, upstream: &'a Upstream) -> Option<Self> {
        plan.service(&upstream.service)?;
        let id = &upstream.service;
        Some(Self { id, port: upstream.port, variable: variable_name(id) })
    }
}

fn variable_name(text: &str) -> String {
    text.replace(['-', '.', '/'], "_")
}
