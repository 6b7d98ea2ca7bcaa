//! A stack for whoever makes findings and renders nothing: the page, which leaves that to its engine. What only rendering
//! reads is left out. A plan of what remains has the same services, fields and findings, and nothing else of it is true.

use super::{Entry, Health, Host, Image, Part, Resources, Service, Source, Stack, Text};

impl Stack {
    #[must_use]
    pub fn unrendered(mut self) -> Self {
        self.project.clear();
        self.networks.clear();
        self.sources.clear();
        self.host = Host::default();
        fields_alone(&mut self.logs.size);
        fields_alone(&mut self.logs.files);
        for profile in &mut self.profiles {
            profile.adds.clear();
        }
        for unread in &mut self.unread {
            unread.section.clear();
            unread.example.clear();
        }
        self.images.items_mut().iter_mut().for_each(image);
        self.services.items_mut().iter_mut().for_each(service);
        self.files.retain(|file| !file.holds.is_empty());
        for file in &mut self.files {
            file.path.clear();
            file.template.clear();
            file.about.clear();
            file.uses.clear();
            file.routes.clear();
            file.spares.clear();
        }
        self.next_steps.clear();
        self
    }
}

fn image(image: &mut Image) {
    fields_alone(&mut image.reference);
    if let Some(build) = &mut image.build {
        build.context.clear();
        build.dockerfile.clear();
        build.target = None;
        build.target_in.clear();
        entries(&mut build.args);
    }
    image.tools.clear();
    image.architectures.clear();
    image.end_of_life = None;
    image.note = None;
}

fn service(service: &mut Service) {
    service.hostname = None;
    service.container_name = None;
    service.user.iter_mut().for_each(fields_alone);
    texts(&mut service.entrypoint);
    texts(&mut service.command);
    for (_, command) in &mut service.command_in {
        texts(command);
    }
    entries(&mut service.environment);
    service.variable_files.clear();
    service.mounts.retain(|mount| matches!(mount.value.source, Source::Host { .. }));
    if let Some(Health { command, .. }) = &mut service.health {
        texts(command);
    }
    service.health.take_if(|health| health.command.is_empty());
    service.waits_for.clear();
    service.networks.clear();
    for join in &mut service.joins {
        join.network.clear();
        join.alias.clear();
    }
    service.resources = Resources::default();
    service.restart = None;
    service.stop_grace_period = None;
}

/// Which fields are asked hangs on them.
fn entries(entries: &mut Vec<Entry>) {
    for entry in &mut *entries {
        entry.name.clear();
        fields_alone(&mut entry.value);
    }
    entries.retain(|entry| !entry.value.is_empty());
}

fn texts(texts: &mut Vec<Text>) {
    texts.iter_mut().for_each(fields_alone);
    texts.retain(|text| !text.is_empty());
}

fn fields_alone(text: &mut Text) {
    text.0.retain(|part| matches!(part, Part::Field { .. }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::{catalogue, plan};

    /// Every choice that a stack offers, and then some.
    fn every_choice(stack: &Stack) -> Vec<Answers> {
        let mut all = vec![Answers::new(stack)];
        let mut with = |each: &dyn Fn(&Answers) -> Vec<Answers>| all = all.iter().flat_map(each).collect();
        let changed = |answers: &Answers, change: &dyn Fn(&mut Answers)| {
            let mut answers = answers.clone();
            change(&mut answers);
            answers
        };
        with(&|a| stack.profiles.iter().map(|p| changed(a, &|a| a.profile.clone_from(&p.id))).collect());
        with(&|a| stack.shapes.iter().map(|shape| changed(a, &|a| a.shape = *shape)).collect());
        with(&|a| stack.secrets.iter().map(|mode| changed(a, &|a| a.secrets = *mode)).collect());
        for addon in &stack.addons {
            with(&|a| vec![a.clone(), changed(a, &|a| a.addons.push(addon.id.clone()))]);
        }
        all
    }

    #[test]
    fn whatever_is_chosen_the_same_is_asked_and_found() {
        for (whole, part) in catalogue::all().iter().zip(catalogue::read_all()) {
            let part = part.unrendered();
            for answers in every_choice(whole) {
                let asked =
                    |stack| plan::asked(stack, &answers).iter().map(|field| &field.key).collect::<Vec<_>>();
                assert_eq!(asked(whole), asked(&part), "{answers:?}");
                let (whole, part) = (plan::make(whole, &answers), plan::make(&part, &answers));
                match (whole, part) {
                    (Ok(whole), Ok(part)) => {
                        let services = |plan: &plan::Plan| {
                            format!(
                                "{:?}",
                                plan.services
                                    .iter()
                                    .map(|service| (service.id, service.name, &service.manifest.purpose))
                                    .collect::<Vec<_>>()
                            )
                        };
                        assert_eq!(services(&whole), services(&part));
                        assert_eq!((whole.warnings, whole.link), (part.warnings, part.link), "{answers:?}");
                    }
                    (whole, part) => assert_eq!(whole.err(), part.err(), "{answers:?}"),
                }
            }
        }
    }
}
