//! The complete, checked decision: every name, port, image, variable and secret. Nothing later decides
//! anything of these, and nothing in here is shaped like any one target's files, or knows their names.

mod choices;
pub mod exposure;
pub mod order;
pub mod receives;
mod secrets;
pub mod services;
mod totals;
mod values;
mod variables;

pub use secrets::{Delivery, SecretFile};
pub use services::{Port, Service};
pub use totals::Totals;
pub use variables::{Setting, Twin, Variable};

use values::Used;

use crate::answers::{Answers, link};
use crate::check::{Finding, ports};
use crate::stack::{Field, Profile, Scene, SecretMode, Section, Shape, Source, Stack, Text};
use crate::values::{MASK, Secret};

#[derive(Clone, Debug)]
pub struct Plan<'s> {
    pub stack: &'s Stack,
    pub profile: &'s Profile,
    pub shape: Shape,
    pub secrets: SecretMode,
    pub addons: Vec<&'s str>,
    /// Everything that runs.
    pub services: Vec<Service<'s>>,
    /// The other profiles that the deployment can be switched to.
    pub others: Vec<Variant<'s>>,
    /// Every variable that something here reads, in the order of the fields.
    pub variables: Vec<Variable<'s>>,
    pub volumes: Vec<&'s str>,
    /// What the stack says is to be done next.
    pub steps: Vec<Step<'s>>,
    pub totals: Totals,
    /// The answers without the secrets, as a link holds them.
    pub link: String,
    pub warnings: Vec<Finding>,
    /// Nobody makes what is still missing.
    pub settled: bool,
}

#[derive(Clone, Debug)]
pub struct Variant<'s> {
    pub profile: &'s Profile,
    pub secrets: SecretMode,
    /// Everything that runs in this profile.
    pub services: Vec<Service<'s>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'s> {
    pub say: String,
    pub run: Option<String>,
    /// The key of the variable that is to be supplied, where that is the step.
    pub supplies: Option<&'s str>,
}

/// What runs, what is asked, and what is wrong: all that a person is told while answering. A plan is made of it.
pub struct Draft<'s> {
    pub services: Vec<Service<'s>>,
    others: Vec<Variant<'s>>,
    used: Used,
    pub asked: Vec<&'s Field>,
    /// Errors first.
    pub findings: Vec<Finding>,
}

impl Draft<'_> {
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }
}

/// Or why the choices do not hold.
pub fn draft<'s>(stack: &'s Stack, answers: &Answers) -> Result<Draft<'s>, Vec<Finding>> {
    choices::scene(stack, answers).map(|scene| drafted(stack, answers, &scene))
}

fn drafted<'s>(stack: &'s Stack, answers: &Answers, scene: &Scene) -> Draft<'s> {
    let (services, others) = cast(stack, answers, scene);
    let used = used(stack, scene, &services, &others);

    let mut findings = values::check(stack, answers, scene, &used);
    findings.extend(ports::check(&services::claims(answers, &services)));
    // Another profile is there to be switched to: what can't be published there is said too.
    for other in &others {
        let there = ports::check(&services::claims(answers, &other.services));
        let new: Vec<Finding> =
            there.into_iter().filter(|finding| finding.is_error() && !findings.contains(finding)).collect();
        findings.extend(new);
    }
    let (mut findings, warnings): (Vec<_>, Vec<_>) = findings.into_iter().partition(Finding::is_error);
    findings.extend(warnings);
    let asked = used.asked(stack, answers);
    Draft { services, others, used, asked, findings }
}

/// The plan, or everything that stands in its way. Warnings ride along with a good plan.
pub fn make<'s>(stack: &'s Stack, answers: &Answers) -> Result<Plan<'s>, Vec<Finding>> {
    let scene = choices::scene(stack, answers)?;
    let draft = drafted(stack, answers, &scene);
    if draft.has_errors() {
        return Err(draft.findings);
    }
    let Draft { services, others, used, findings: warnings, .. } = draft;
    let variables = variables::resolved(stack, answers, &used);
    let profile = stack.profile(&answers.profile).unwrap_or(&stack.profiles[0]);
    let there = stack.next_steps.iter().filter(|step| step.when.holds(&scene));
    let steps = there.map(|step| Step {
        say: fill(stack, &step.say, &variables),
        run: step.run.as_ref().map(|run| fill(stack, run, &variables)),
        supplies: None,
    });
    let steps = steps.collect();
    Ok(Plan {
        stack,
        profile,
        shape: answers.shape,
        secrets: answers.secrets,
        addons: stack
            .addons
            .iter()
            .map(|addon| addon.id.as_str())
            .filter(|id| scene.addons.contains(id))
            .collect(),
        volumes: volumes(&services),
        totals: Totals::sum(&services),
        link: link::write(stack, answers),
        others,
        services,
        variables,
        steps,
        warnings,
        settled: false,
    })
}

/// What the choices alone make a person's concern, whatever the answers are. Empty where the choices do not hold.
pub fn asked<'s>(stack: &'s Stack, answers: &Answers) -> Vec<&'s Field> {
    let Ok(scene) = choices::scene(stack, answers) else { return Vec::new() };
    let (services, others) = cast(stack, answers, &scene);
    used(stack, &scene, &services, &others).asked(stack, answers)
}

/// What runs in the chosen profile, and each other one that the deployment can be switched to.
fn cast<'s>(stack: &'s Stack, answers: &Answers, scene: &Scene) -> (Vec<Service<'s>>, Vec<Variant<'s>>) {
    let variant = |profile: &'s Profile| {
        let scene = choices::in_profile(stack, scene, &profile.id);
        let services = services::running(stack, answers, &scene);
        Variant { profile, secrets: scene.secrets, services }
    };
    let others = choices::beside(stack, scene).map(variant).collect();
    (services::running(stack, answers, scene), others)
}

fn used(stack: &Stack, scene: &Scene, services: &[Service], others: &[Variant]) -> Used {
    values::used(stack, scene, services.iter().chain(others.iter().flat_map(|other| &other.services)))
}

impl<'s> Plan<'s> {
    /// What conditions ask about.
    pub fn scene(&self) -> Scene<'s> {
        let mut services: Vec<&str> = self.services.iter().map(|service| service.id).collect();
        services.sort_unstable();
        Scene {
            profile: &self.profile.id,
            shape: self.shape,
            secrets: self.secrets,
            addons: self.addons.clone(),
            services,
        }
    }

    pub fn variable(&self, key: &str) -> Option<&Variable<'s>> {
        variables::find(self.stack, &self.variables, key)
    }

    /// What holds for the field, a secret masked. None: nothing was said.
    pub fn said(&self, key: &str) -> Option<String> {
        let variable = self.variable(key).filter(|variable| !variable.setting.is_empty())?;
        Some(variable.setting.to_string())
    }

    pub fn service(&self, id: &str) -> Option<&Service<'s>> {
        services::find(&self.services, self.stack.services.place(id)?)
    }

    /// What must be supplied before the stack starts.
    pub fn missing(&self) -> impl Iterator<Item = &Variable<'s>> {
        self.variables.iter().filter(|variable| variable.is_missing())
    }

    /// The same plan with other values in place of some, which nothing checks.
    #[must_use]
    pub fn changed(mut self, change: impl FnMut(&mut Variable<'s>)) -> Self {
        self.variables.iter_mut().for_each(change);
        self
    }

    /// A mask stands for each secret that the download will make, so that what is shown is what is handed over.
    #[must_use]
    pub fn as_handed_over(self) -> Self {
        self.changed(|variable| {
            if variable.field.recipe().is_some() && variable.setting.is_empty() {
                variable.setting = Setting::Secret(Secret::new(MASK));
            }
        })
    }

    /// The same plan with a mask in place of each secret, for showing.
    #[must_use]
    pub fn masked(self) -> Self {
        self.changed(Variable::mask)
    }

    /// Variables by section, in order, leaving out sections without any.
    pub fn variables_by_section(&self) -> impl Iterator<Item = (&'s Section, Vec<&Variable<'s>>)> {
        self.stack.sections.iter().filter_map(|section| {
            let own: Vec<&Variable> =
                self.variables.iter().filter(|variable| variable.field.section == section.id).collect();
            (!own.is_empty()).then_some((section, own))
        })
    }
}

/// The text with the answers in it. Never for a text that names a secret.
fn fill(stack: &Stack, text: &Text, variables: &[Variable]) -> String {
    text.fill(|key| {
        match variables::find(stack, variables, key) {
            // Better its name than nothing.
            Some(variable) if variable.setting.is_empty() => variable.key.to_owned(),
            Some(variable) => variable.setting.to_string(),
            None => String::new(),
        }
    })
}

fn volumes<'s>(services: &[Service<'s>]) -> Vec<&'s str> {
    let (mut names, mut known) = (Vec::new(), Vec::new());
    for mount in services.iter().flat_map(|service| &service.mounts) {
        if let Source::Volume(name) | Source::Host { volume: Some(name), .. } = &mount.source
            && let Err(at) = known.binary_search(&name.as_str())
        {
            known.insert(at, name.as_str());
            names.push(name.as_str());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::check::{Mend, OfAnswers, Place, Problem};
    use crate::values::{Secret, Wrong};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn errors(change: impl FnOnce(&mut Answers)) -> Vec<Finding> {
        let mut answers = Answers::new(catalogue::first());
        change(&mut answers);
        match make(catalogue::first(), &answers) {
            Ok(_) => Vec::new(),
            Err(findings) => findings.into_iter().filter(Finding::is_error).collect(),
        }
    }

    fn dev() -> Plan<'static> {
        make(catalogue::first(), &Answers::new(catalogue::first())).unwrap()
    }

    #[test]
    fn the_defaults_make_a_plan_with_everything_missing_said_as_a_warning() {
        let plan = dev();
        let missing: Vec<&str> =
            plan.variables.iter().filter(|v| v.required && v.setting.is_empty()).map(|v| v.key).collect();
        for key in &missing {
            assert!(plan.warnings.iter().any(|finding| finding.is_about(key)), "{key}");
        }
        assert_eq!(missing.len(), 8);
    }

    #[test]
    fn a_wrong_value_names_its_field_and_offers_the_default() {
        let found = errors(|answers| answers.set("DASHBOARD_PORT", "80a"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, Place::Field("DASHBOARD_PORT".into()));
        assert_eq!(found[0].problem, Wrong::NotAPort { found: "80a".into() }.into());
        assert_eq!(found[0].mend, Some(Mend::Set { key: "DASHBOARD_PORT".into(), value: "3001".into() }));
    }

    #[test]
    fn an_unknown_field_is_named_with_the_nearest_one() {
        let found = errors(|answers| answers.set("DASHBOARD_PROT", "1"));
        let Problem::Answers(OfAnswers::NoSuchField { nearest, .. }) = &found[0].problem else {
            panic!("{found:?}");
        };
        assert_eq!(nearest.as_deref(), Some("DASHBOARD_PORT"));
    }

    #[test]
    fn what_a_stack_does_not_offer_is_an_error() {
        assert_eq!(errors(|answers| answers.profile = "nope".into())[0].place, Place::Choice("profile"));
        assert_eq!(errors(|answers| answers.addons = vec!["nope".into()])[0].place, Place::Choice("add-on"));
    }

    #[test]
    fn add_ons_that_do_the_same_job_exclude_each_other() {
        for pair in [["https", "own-proxy"], ["own-proxy", "https"]] {
            let found = errors(|answers| answers.addons = pair.map(str::to_owned).to_vec());
            assert_eq!((found.len(), &found[0].place), (1, &Place::Choice("add-on")));
            // The one that came last goes; what was chosen before stays.
            assert_eq!(found[0].mend, Some(Mend::LeaveOut { addon: pair[1].into() }));
            assert!(errors(|answers| answers.addons = vec![pair[0].to_owned()]).is_empty());
        }
    }

    fn in_profile(profile: &str) -> Plan<'static> {
        let mut answers = Answers::new(catalogue::first());
        answers.profile = profile.into();
        make(catalogue::first(), &answers).unwrap()
    }

    #[test]
    fn production_advises_a_pinned_version() {
        let said = |plan: &Plan, key: &str| plan.warnings.iter().any(|finding| finding.is_about(key));
        assert!(said(&in_profile("prod"), "TAMMA_VERSION") && !said(&dev(), "TAMMA_VERSION"));
    }

    #[test]
    fn g30_a_port_that_asks_for_nothing_is_said_to_be_open_to_every_page() {
        let said = |plan: &Plan| plan.warnings.iter().any(|finding| finding.is_about("TS_API_PORT"));
        assert!(said(&dev()) && !said(&in_profile("prod")));
    }

    #[test]
    fn g30_sign_in_that_nobody_gets_through_is_said_and_asks_for_its_secret() {
        let mut answers = Answers::new(catalogue::first());
        let asked = |answers: &Answers| {
            asked(catalogue::first(), answers).iter().any(|field| field.key == "TAMMA_JWT_SECRET")
        };
        let said = |answers: &Answers, key: &str| {
            make(catalogue::first(), answers).unwrap().warnings.iter().any(|finding| finding.is_about(key))
        };
        assert!(!asked(&answers) && !said(&answers, "TAMMA_JWT_SECRET"));
        assert!(!said(&answers, "TAMMA_ENABLE_AUTH"));
        answers.set("TAMMA_ENABLE_AUTH", "true");
        assert!(asked(&answers) && said(&answers, "TAMMA_JWT_SECRET") && said(&answers, "TAMMA_ENABLE_AUTH"));
    }

    #[test]
    fn g25_a_password_goes_over_no_network_unencrypted() {
        for profile in ["dev", "prod", "lite"] {
            let found = |addons: &[&str]| {
                errors(|answers| {
                    answers.profile = profile.into();
                    answers.addons = addons.iter().map(|addon| (*addon).to_owned()).collect();
                    answers.set("BIND_ADDRESS", "0.0.0.0");
                    answers.set("DOMAIN", "tamma.example.com");
                })
            };
            assert!(found(&[]).first().is_some_and(|finding| finding.is_about("BIND_ADDRESS")), "{profile}");
            assert_eq!([found(&["https"]), found(&["own-proxy"])], [[], []], "{profile}");
        }
    }

    #[test]
    fn the_front_door_opens_without_a_password_behind_a_proxy_only() {
        let found = |addons: &[&str]| {
            errors(|answers| {
                answers.addons = addons.iter().map(|addon| (*addon).to_owned()).collect();
                answers.set("FRONT_DOOR", "off");
                answers.set("DOMAIN", "tamma.example.com");
            })
        };
        assert!(found(&[])[0].is_about("FRONT_DOOR") && found(&["https"])[0].is_about("FRONT_DOOR"));
        assert_eq!(found(&["own-proxy"]), []);
    }

    #[test]
    fn g30_who_lets_everybody_in_has_to_confirm_it_beyond_this_machine() {
        let stack = catalogue::find("campaign").unwrap();
        let found = |addons: &[&str], bind: &str, confirmed: &str| {
            let mut answers = Answers::new(stack);
            answers.addons = addons.iter().map(|addon| (*addon).to_owned()).collect();
            answers.set("BIND_ADDRESS", bind);
            answers.set("DOMAIN", "campaign.example.com");
            if !confirmed.is_empty() {
                answers.set("OPEN_TO_ANYONE", confirmed);
            }
            let asked = asked(stack, &answers).iter().any(|field| field.key == "OPEN_TO_ANYONE");
            let refused =
                make(stack, &answers).err().is_some_and(|findings| findings[0].is_about("OPEN_TO_ANYONE"));
            (asked, refused)
        };
        assert_eq!(found(&[], "127.0.0.1", ""), (false, false));
        for (addons, bind) in
            [(&[][..], "0.0.0.0"), (&["https"][..], "127.0.0.1"), (&["own-proxy"][..], "127.0.0.1")]
        {
            assert_eq!(found(addons, bind, ""), (true, true), "{addons:?} {bind}");
            assert_eq!(found(addons, bind, "yes"), (true, false), "{addons:?} {bind}");
        }
    }

    #[test]
    fn g30_a_confirmation_reaches_no_container() {
        let stack = catalogue::find("campaign").unwrap();
        let plan = make(stack, &Answers::new(stack)).unwrap();
        let names = |service: &Service| {
            service.environment.iter().any(|(_, text)| text.fields().any(|(key, _)| key == "OPEN_TO_ANYONE"))
        };
        assert!(plan.variable("OPEN_TO_ANYONE").is_some() && !plan.services.iter().any(names));
    }

    #[test]
    fn g30_what_no_program_reads_is_left_out_and_said() {
        let mut answers = Answers::new(catalogue::first());
        answers.set("TAMMA_MODE", "worker");
        let plan = make(catalogue::first(), &answers).unwrap();
        let said = plan.warnings.iter().find(|finding| finding.is_about("TAMMA_MODE")).unwrap();
        let Problem::Answers(OfAnswers::Unread { commit, .. }) = &said.problem else { panic!("{said:?}") };
        assert_eq!(commit, "d99e932");
        assert!(plan.variable("TAMMA_MODE").is_none());
    }

    #[test]
    fn copies_are_answered_where_the_profile_scales() {
        let copies = |profile: &str, text: &str| {
            let mut answers = Answers::new(catalogue::first());
            answers.profile = profile.into();
            answers.set("TAMMA_API_REPLICAS", text);
            let plan = make(catalogue::first(), &answers).unwrap();
            let said = plan.warnings.iter().any(|finding| finding.is_about("TAMMA_API_REPLICAS"));
            (plan.service("tamma-api").unwrap().replicas, said)
        };
        assert_eq!(
            [copies("prod", "1"), copies("prod", "3"), copies("dev", "3")],
            [(1, false), (3, true), (1, false)]
        );
    }

    #[test]
    fn the_totals_count_every_copy() {
        let (prod, lite) = (in_profile("prod").totals, in_profile("lite").totals);
        assert_eq!((prod.most.cpus, prod.most.memory, prod.containers), (7250, 7296, 10));
        assert_eq!((prod.most.reserved_cpus, prod.most.reserved_memory), (1000, 1024));
        assert_eq!((lite.most.cpus, lite.containers), (3750, 4));
        assert!(prod.exceeds(catalogue::first().host) && !lite.exceeds(catalogue::first().host));
    }

    #[test]
    fn only_what_the_choices_need_is_asked() {
        let asked = |change: &dyn Fn(&mut Answers)| {
            let mut answers = Answers::new(catalogue::first());
            change(&mut answers);
            asked(catalogue::first(), &answers)
                .into_iter()
                .map(|field| field.key.as_str())
                .collect::<Vec<_>>()
        };
        assert!(asked(&|_| {}).contains(&"ELSA_PORT"));
        let lite = asked(&|answers| answers.profile = "lite".into());
        assert!(!lite.contains(&"ELSA_PORT") && !lite.contains(&"RABBITMQ_PASSWORD"));
        assert!(asked(&|answers| answers.addons = vec!["own-proxy".into()]).contains(&"PROXY_NETWORK"));
        assert!(asked(&|answers| answers.profile = "nope".into()).is_empty());
    }

    #[test]
    fn g1_a_line_break_is_refused_in_a_value_and_in_a_secret() {
        assert_eq!(errors(|answers| answers.set("GITHUB_OWNER", "a\nb")).len(), 1);
        assert_eq!(
            errors(|answers| answers.set_secret("POSTGRES_PASSWORD", Secret::new("long enough\nbut no")))
                .len(),
            1
        );
    }

    #[test]
    fn g7_the_port_that_was_moved_is_the_one_to_move_on() {
        let found = errors(|answers| answers.set("POSTGRES_PORT", "3001"));
        assert!(found[0].is_about("POSTGRES_PORT"), "{:?}", found[0]);
    }

    #[test]
    fn g7_a_clash_in_the_file_of_another_profile_is_said_too() {
        let clash = |shape| {
            errors(|answers| {
                answers.profile = "prod".into();
                answers.shape = shape;
                answers.set("POSTGRES_PORT", "3001");
            })
        };
        assert!(clash(Shape::Repository)[0].is_about("POSTGRES_PORT"));
        assert!(clash(Shape::Deploy).is_empty());
    }

    #[test]
    fn g12_nothing_names_what_is_not_there() {
        let plan = dev();
        let there: Vec<&str> = plan.services.iter().map(|service| service.id).collect();
        for service in &plan.services {
            assert!(service.waits_for.iter().all(|wait| there.contains(&wait.service)));
        }
    }

    #[test]
    fn a_masked_plan_holds_no_secret() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary; 'canary'"));
        let masked = make(stack, &answers).unwrap().masked();
        let exposed = |variable: &Variable| {
            let twins = variable.twins.iter().filter_map(|twin| twin.value.as_ref());
            variable.setting.expose().contains("canary")
                || twins.into_iter().any(|twin| twin.expose().contains("canary"))
        };
        assert!(!masked.variables.iter().any(exposed));
    }
}
