//! What every template is given: the plan, said for Compose files. One type, so that a template can ask for nothing else.

use serde::Serialize;

use super::compose;
use crate::plan::{Plan, Variable};
use crate::stack::{Readiness, Recipe, Source};

#[derive(Serialize)]
pub struct View<'a> {
    stack: StackView<'a>,
    profile: ProfileView<'a>,
    sample_data: bool,
    compose_files: Vec<&'a str>,
    service_names: Vec<&'a str>,
    services: Vec<ServiceView<'a>>,
    /// Those to which the profile adds something.
    overlay: Vec<ServiceView<'a>>,
    volumes: &'a [String],
    sections: Vec<SectionView<'a>>,
    ports: Vec<PortView<'a>>,
    pages: Vec<PortView<'a>>,
    steps: Vec<StepView<'a>>,
    files: Vec<FileView<'a>>,
}

#[derive(Serialize)]
struct StackView<'a> {
    id: &'a str,
    name: &'a str,
    summary: &'a str,
    home: &'a str,
    project: &'a str,
    network: &'a str,
}

#[derive(Serialize)]
struct ProfileView<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Clone, Serialize)]
struct ServiceView<'a> {
    id: &'a str,
    title: &'a str,
    image: String,
    hostname: &'a str,
    environment: Vec<EntryView<'a>>,
    profile_environment: Vec<EntryView<'a>>,
    mounts: Vec<String>,
    ports: Vec<String>,
    health: HealthView,
    waits_for: Vec<WaitView<'a>>,
}

#[derive(Clone, Serialize)]
struct EntryView<'a> {
    name: &'a str,
    value: String,
}

#[derive(Clone, Serialize)]
struct HealthView {
    command: Vec<String>,
    /// These three in seconds.
    interval: u32,
    timeout: u32,
    start_period: u32,
    retries: u32,
}

#[derive(Clone, Serialize)]
struct WaitView<'a> {
    service: &'a str,
    condition: &'static str,
}

#[derive(Serialize)]
struct SectionView<'a> {
    title: &'a str,
    variables: Vec<VariableView<'a>>,
}

#[derive(Serialize)]
struct VariableView<'a> {
    key: &'a str,
    label: &'a str,
    help: &'a str,
    unit: &'a str,
    allowed: &'a [&'static str],
    owner: &'a str,
    /// A command that makes such a value. Empty: none does.
    make: String,
    required: bool,
    /// What holds where nothing is said. Empty: nothing.
    fallback: &'a str,
    value: &'a str,
    /// What the example holds: a default, or nothing for a secret.
    example: &'a str,
    twins: Vec<TwinView<'a>>,
}

#[derive(Serialize)]
struct TwinView<'a> {
    name: &'a str,
    form: &'static str,
    value: &'a str,
}

#[derive(Clone, Serialize)]
struct PortView<'a> {
    service: &'a str,
    purpose: &'a str,
    field: &'a str,
    host: u16,
    container: u16,
    page: &'a str,
}

#[derive(Serialize)]
struct StepView<'a> {
    say: &'a str,
    run: &'a str,
}

#[derive(Serialize)]
struct FileView<'a> {
    path: &'a str,
    about: &'a str,
}

impl<'a> View<'a> {
    pub fn of(plan: &'a Plan) -> Self {
        let ports = ports(plan);
        let stack = plan.stack;
        let services: Vec<ServiceView> = plan.services.iter().map(|it| service(plan, it)).collect();
        let added = |it: &&ServiceView| !it.ports.is_empty() || !it.profile_environment.is_empty();
        Self {
            stack: StackView {
                id: &stack.id,
                name: &stack.name,
                summary: &stack.summary,
                home: &stack.home,
                project: &stack.project,
                network: &stack.network,
            },
            profile: ProfileView { id: &plan.profile.id, name: &plan.profile.name },
            sample_data: plan.sample_data,
            compose_files: compose::files(plan),
            service_names: plan.services.iter().map(|service| service.id.as_str()).collect(),
            overlay: services.iter().filter(added).cloned().collect(),
            services,
            volumes: &plan.volumes,
            sections: plan
                .variables_by_section()
                .map(|(section, variables)| SectionView {
                    title: &section.title,
                    variables: variables.into_iter().map(variable).collect(),
                })
                .collect(),
            pages: ports.iter().filter(|port| !port.page.is_empty()).cloned().collect(),
            ports,
            steps: plan.steps.iter().map(|step| StepView { say: &step.say, run: &step.run }).collect(),
            files: plan.files.iter().map(|file| FileView { path: &file.path, about: file.about }).collect(),
        }
    }
}

fn service<'a>(plan: &'a Plan, it: &'a crate::plan::Service) -> ServiceView<'a> {
    let entries = |entries: &'a [(String, crate::stack::Text)], layer| {
        let entry =
            |(name, text): &'a (String, _)| EntryView { name, value: compose::text(plan, text, layer) };
        entries.iter().map(entry).collect()
    };
    let health = &it.health;
    ServiceView {
        id: &it.id,
        title: &it.title,
        image: compose::text(plan, &it.image, compose::Layer::Base),
        hostname: &it.hostname,
        environment: entries(&it.environment, compose::Layer::Base),
        profile_environment: entries(&it.profile_environment, compose::Layer::Profile),
        mounts: it.mounts.iter().map(mount).collect(),
        ports: it.ports.iter().map(|port| compose::port(plan, port)).collect(),
        health: HealthView {
            command: health
                .command
                .iter()
                .map(|word| compose::text(plan, word, compose::Layer::Base))
                .collect(),
            interval: health.interval,
            timeout: health.timeout,
            retries: health.retries,
            start_period: health.start_period,
        },
        waits_for: it
            .waits_for
            .iter()
            .map(|wait| WaitView {
                service: &wait.service,
                condition: match wait.until {
                    Readiness::Started => "service_started",
                    Readiness::Healthy => "service_healthy",
                    Readiness::Completed => "service_completed_successfully",
                },
            })
            .collect(),
    }
}

fn mount(it: &crate::plan::Mounted) -> String {
    let source = match &it.source {
        Source::Volume(name) => name.clone(),
        Source::File(path) => format!("./{path}"),
    };
    format!("{source}:{}{}", it.target, if it.read_only { ":ro" } else { "" })
}

fn variable(it: &Variable) -> VariableView<'_> {
    VariableView {
        key: &it.key,
        label: it.label,
        help: it.help,
        unit: it.unit,
        allowed: &it.allowed,
        owner: it.owner,
        make: match it.recipe {
            None => String::new(),
            Some(Recipe::Letters(count)) => format!("openssl rand -hex {}", count.div_ceil(2)),
            Some(Recipe::Base64(bytes)) => format!("openssl rand -base64 {bytes}"),
        },
        required: it.required,
        fallback: it.profile_fallback,
        value: it.setting.expose(),
        example: if it.is_secret() { "" } else { it.profile_fallback },
        twins: it
            .twins
            .iter()
            .filter_map(|twin| {
                let value = twin.value.as_ref()?.expose();
                Some(TwinView { name: &twin.name, form: crate::messages::encoding(twin.encoding), value })
            })
            .collect(),
    }
}

fn ports(plan: &Plan) -> Vec<PortView<'_>> {
    plan.services
        .iter()
        .flat_map(|service| service.ports.iter().map(move |port| (service, port)))
        .map(|(service, port)| PortView {
            service: &service.id,
            purpose: &port.purpose,
            field: &port.field,
            host: port.host,
            container: port.container,
            page: &port.page,
        })
        .collect()
}
