//! From the manifest as written to the types that are embedded. What these borrow is leaked: a build script lives for a
//! moment.

use crate::manifest::Notes;
use crate::short::{mount, resources, text};
use crate::source::{self, Alternatives, Guarded, KindName, Mode, Pairs};
use crate::stack::{
    Addon, Attachment, Build, ByName, Caution, Condition, Entry, EnvFile, Field, File, Form, Health, Host,
    Image, Join, Kind, Logs, Network, OptionItem, Origin, Paths, PortRule, Profile, ProfileCommand,
    ProfileTarget, Readiness, Recipe, Restart, Revision, SecretMode, SecretRule, Section, Service, Shape,
    Stack, Stage, Step, Text, Trigger, Unread, Wait,
};
use crate::yaml::Place;

pub fn stack(source: source::Stack, notes: &mut Notes) -> Stack {
    let root = Place::default();
    let (fields, images, services, steps) =
        (root.key("fields"), root.key("images"), root.key("services"), root.key("next-steps"));
    let logs = root.key("logs");
    let folder: &'static str = source.folder.leak();
    let all_fields = numbered(source.fields, |at, it| field(it, folder, &fields.index(at), notes));
    let all_images = numbered(source.images, |at, it| image(it, &images.index(at), notes));
    let all_services = numbered(source.services, |at, it| service(it, folder, &services.index(at), notes));
    Stack {
        id: source.id.leak(),
        formerly: texts(source.formerly),
        name: source.name.leak(),
        summary: source.summary.leak(),
        home: source.home.leak(),
        source: source.source.map(revision),
        project: source.project.leak(),
        networks: networks(source.network, source.networks, notes),
        folder,
        sources: texts(source.sources),
        host: Host { cpus: source.host.cpus, memory: source.host.memory, disk: source.host.disk },
        bind: source.bind.leak(),
        profiles: each(source.profiles, profile),
        shapes: each(source.shapes, shape),
        secrets: each(source.secrets, secret_mode),
        addons: each(source.addons, addon),
        sections: each(source.sections, section),
        logs: Logs {
            size: text(&source.logs.size, &logs.key("size"), notes),
            files: text(&source.logs.files, &logs.key("files"), notes),
        },
        fields: all_fields,
        unread: each(source.unread, unread),
        images: all_images,
        services: all_services,
        files: each(source.files, |it| file(it, folder)),
        next_steps: numbered(source.next_steps, |at, it| step(it, &steps.index(at), notes)),
        fields_by_key: ByName::of(all_fields.iter().map(|it| it.key)),
        images_by_id: ByName::of(all_images.iter().map(|it| it.id)),
        services_by_id: ByName::of(all_services.iter().map(|it| it.id)),
    }
}

fn each<A, B>(items: Vec<A>, lower: impl FnMut(A) -> B) -> &'static [B] {
    items.into_iter().map(lower).collect::<Vec<_>>().leak()
}

fn numbered<A, B>(items: Vec<A>, mut lower: impl FnMut(usize, A) -> B) -> &'static [B] {
    items.into_iter().enumerate().map(|(at, item)| lower(at, item)).collect::<Vec<_>>().leak()
}

fn texts(texts: Vec<String>) -> &'static [&'static str] {
    each(texts, |text| &*text.leak())
}

fn profile(it: source::Profile) -> Profile {
    Profile {
        id: it.id.leak(),
        formerly: texts(it.formerly),
        name: it.name.leak(),
        summary: it.summary.leak(),
        limits: it.limits,
        scaled: it.scaled,
        secrets: each(it.secrets, secret_mode),
    }
}

fn networks(one: String, several: Vec<source::Network>, notes: &mut Notes) -> &'static [Network] {
    if one.is_empty() == several.is_empty() {
        notes.add(Place::default().key("networks"), "expected one of `network` and `networks`");
    }
    let network =
        |it: source::Network| Network { id: it.id.leak(), name: it.name.leak(), internal: it.internal };
    if one.is_empty() {
        each(several, network)
    } else {
        each(vec![one], |id| Network { id: id.leak(), name: "", internal: false })
    }
}

fn shape(it: source::Shape) -> Shape {
    match it {
        source::Shape::Deploy => Shape::Deploy,
        source::Shape::Repository => Shape::Repository,
    }
}

fn secret_mode(it: source::SecretMode) -> SecretMode {
    match it {
        source::SecretMode::Env => SecretMode::Env,
        source::SecretMode::Files => SecretMode::Files,
    }
}

fn addon(it: source::Addon) -> Addon {
    Addon {
        id: it.id.leak(),
        formerly: texts(it.formerly),
        name: it.name.leak(),
        summary: it.summary.leak(),
        excludes: texts(it.excludes),
    }
}

fn section(it: source::Section) -> Section {
    let step = match it.step {
        source::Stage::Ports => Stage::Ports,
        source::Stage::Images => Stage::Images,
        source::Stage::Secrets => Stage::Secrets,
        source::Stage::Settings => Stage::Settings,
    };
    Section { id: it.id.leak(), title: it.title.leak(), step }
}

pub fn condition(it: source::Condition) -> Condition {
    Condition {
        profiles: texts(it.profiles),
        shapes: each(it.shapes, shape),
        secrets: each(it.secrets, secret_mode),
        addons: texts(it.addons),
        without: texts(it.without),
        services: texts(it.services),
    }
}

fn field(it: source::Field, folder: &str, place: &Place, notes: &mut Notes) -> Field {
    let kind = kind(&it, folder, place, notes);
    Field {
        key: it.key.leak(),
        formerly: texts(it.formerly),
        section: it.section.leak(),
        label: it.label.leak(),
        help: it.help.leak(),
        kind,
        default: it.default.0.leak(),
        default_from: it.default_from.leak(),
        profile_defaults: each(it.default_in.0, |(profile, value)| (&*profile.leak(), &*value.0.leak())),
        required: it.required,
        unit: it.unit.leak(),
        asked_when: each(it.asked_when.0, |(key, value)| (&*key.leak(), &*value.0.leak())),
        asked_with: texts(it.asked_with),
        begins: texts(it.begins),
        cautions: numbered(it.cautions, |at, it| caution(it, &place.key("cautions").index(at), notes)),
    }
}

fn caution(it: source::Caution, place: &Place, notes: &mut Notes) -> Caution {
    let trigger = match (it.value, it.above) {
        (Some(value), None) => Trigger::Value(value.0.leak()),
        (None, Some(most)) => Trigger::Above(most),
        (None, None) => Trigger::Always,
        (Some(_), Some(_)) => {
            notes.add(place.clone(), "expected one of `value` and `above`");
            Trigger::Always
        }
    };
    Caution { trigger, say: it.say.leak(), refuse: it.refuse, when: condition(it.when) }
}

fn revision(it: source::Revision) -> Revision {
    Revision { repository: it.repository.leak(), commit: it.commit.leak(), date: it.date.leak() }
}

fn unread(it: source::Unread) -> Unread {
    Unread {
        key: it.key.leak(),
        section: it.section.leak(),
        example: it.example.0.leak(),
        say: it.say.leak(),
    }
}

fn kind(it: &source::Field, folder: &str, place: &Place, notes: &mut Notes) -> Kind {
    let mut only_for = |name: &str, given: bool, kinds: &[KindName]| {
        if given && !kinds.contains(&it.kind) {
            notes.add(place.key(name), format!("expected no `{name}` on a field of this kind"));
        }
    };
    only_for("least", it.least.is_some(), &[KindName::Integer, KindName::Decimal]);
    only_for("most", it.most.is_some(), &[KindName::Integer]);
    only_for("options", !it.options.0.is_empty(), &[KindName::Choice]);
    for (name, given) in [
        ("letters", it.letters.is_some()),
        ("base64", it.base64.is_some()),
        ("owner", it.owner.is_some()),
        ("form", it.form.is_some()),
    ] {
        only_for(name, given, &[KindName::Secret]);
    }
    match it.kind {
        KindName::Text => Kind::Text,
        KindName::List => Kind::List,
        KindName::Identifier => Kind::Identifier,
        KindName::Port => Kind::Port,
        KindName::Integer => {
            Kind::Integer { least: it.least.unwrap_or(0), most: it.most.unwrap_or(u64::MAX) }
        }
        KindName::Decimal => {
            Kind::Decimal { least: it.least.and_then(|least| u32::try_from(least).ok()).unwrap_or(0) }
        }
        KindName::Switch => Kind::Switch,
        KindName::Choice => Kind::Choice(options(&it.options)),
        KindName::Registry => Kind::Registry,
        KindName::Tag => Kind::Tag,
        KindName::HostName => Kind::HostName,
        KindName::Email => Kind::Email,
        KindName::Name => Kind::Name,
        KindName::Path => Kind::Path,
        KindName::Secret => {
            let origin = match (it.letters, it.base64, &it.owner) {
                (Some(letters), None, None) => Origin::Generated(Recipe::Letters(letters)),
                (None, Some(bytes), None) => Origin::Generated(Recipe::Base64(bytes)),
                (None, None, Some(owner)) => Origin::Owner(owner.clone().leak()),
                _ => {
                    notes.add(place.clone(), "expected one of `letters`, `base64` and `owner` on a secret");
                    Origin::Owner("")
                }
            };
            let file = paths(format!("secrets/{}", it.key.to_ascii_lowercase()), folder);
            Kind::Secret(SecretRule { origin, file, form: form(it.form.clone().unwrap_or_default()) })
        }
    }
}

fn options(it: &Pairs<source::Scalar>) -> &'static [OptionItem] {
    let option = |(value, label): &(String, source::Scalar)| OptionItem {
        value: value.clone().leak(),
        label: label.0.clone().leak(),
    };
    it.0.iter().map(option).collect::<Vec<_>>().leak()
}

fn form(it: source::Form) -> Form {
    Form {
        min_length: it.min_length,
        prefixes: texts(it.prefixes),
        word: it.word,
        base64_bytes: it.base64_bytes,
    }
}

fn image(it: source::Image, place: &Place, notes: &mut Notes) -> Image {
    Image {
        reference: text(&it.reference, &place.key("reference"), notes),
        id: it.id.leak(),
        build: it.build.map(|it| build(it, &place.key("build").key("args"), notes)),
        file_suffix: it.file_suffix.leak(),
        tools: texts(it.tools),
        architectures: texts(it.architectures),
        end_of_life: it.end_of_life.leak(),
        note: it.note.leak(),
    }
}

fn build(it: source::Build, args: &Place, notes: &mut Notes) -> Build {
    Build {
        context: it.context.leak(),
        dockerfile: it.dockerfile.leak(),
        target: it.target.leak(),
        profile_targets: each(it.target_in.0, |(profile, target)| ProfileTarget {
            profile: profile.leak(),
            target: target.leak(),
        }),
        args: entries(it.args.0, args, notes),
    }
}

fn service(it: source::Service, folder: &str, place: &Place, notes: &mut Notes) -> Service {
    let (environment, mounts, command) =
        (place.key("environment"), place.key("mounts"), place.key("command"));
    Service {
        private_environment: paths(format!("secrets/{}.env", it.id), folder),
        id: it.id.leak(),
        name: it.name.leak(),
        purpose: it.purpose.map(|purpose| &*purpose.leak()),
        image: it.image.leak(),
        hostname: it.hostname.leak(),
        container_name: it.container_name.leak(),
        user: text(&it.user, &place.key("user"), notes),
        entrypoint: words(it.entrypoint, &place.key("entrypoint"), notes),
        command: words(it.command, &command, notes),
        profile_commands: each(it.command_in.0, |(profile, raw)| {
            let words = words(raw, &place.key("command-in").key(&profile), notes);
            ProfileCommand { profile: profile.leak(), words }
        }),
        env_files: each(it.env_files, |it| EnvFile { path: it.text.leak(), when: condition(it.when) }),
        environment: entries(it.environment.0, &environment, notes),
        mounts: numbered(it.mounts, |at, guarded| mount(guarded, &mounts.index(at), notes)),
        ports: each(it.ports, port),
        health: health(it.health, it.job, place, notes),
        waits_for: each(it.waits_for.0, wait),
        networks: each(it.networks, |it| Attachment { network: it.text.leak(), when: condition(it.when) }),
        joins: each(it.joins, join),
        resources: resources(&it.resources, &place.key("resources"), notes),
        replicas: text(&it.replicas.0, &place.key("replicas"), notes),
        restart: it.restart.map(|it| Restart { delay: it.delay, attempts: it.attempts }),
        stop_grace_period: it.stop_grace_period,
        when: condition(it.when),
    }
}

fn entries(all: Vec<(String, Alternatives)>, place: &Place, notes: &mut Notes) -> &'static [Entry] {
    let mut entries = Vec::new();
    for (name, Alternatives(alternatives)) in all {
        let place = place.key(&name);
        let name: &'static str = name.leak();
        for Guarded { text: raw, when } in alternatives {
            entries.push(Entry { name, value: text(&raw, &place, notes), when: condition(when) });
        }
    }
    entries.leak()
}

fn join(it: source::Join) -> Join {
    Join {
        network: it.network.leak(),
        field: it.field.leak(),
        alias: it.alias.leak(),
        when: condition(it.when),
    }
}

fn port(it: source::Port) -> PortRule {
    PortRule {
        container: it.container,
        field: it.field.leak(),
        purpose: it.purpose.leak(),
        page: it.page.leak(),
        udp: it.udp,
        open: it.open,
        loopback: it.loopback,
        when: condition(it.when),
    }
}

fn words(raw: Vec<String>, place: &Place, notes: &mut Notes) -> &'static [Text] {
    numbered(raw, |at, raw| text(&raw, &place.index(at), notes))
}

fn health(it: Option<source::Health>, job: bool, place: &Place, notes: &mut Notes) -> Option<Health> {
    if it.is_some() == job {
        let place = if job { place.key("job") } else { place.clone() };
        notes.add(place, "expected `health`, or `job: true` on what does its work and ends");
    }
    let it = it?;
    Some(Health {
        command: words(it.command, &place.key("health").key("command"), notes),
        interval: it.interval,
        timeout: it.timeout,
        retries: it.retries,
        start_period: it.start_period,
    })
}

fn wait((service, until): (String, source::Readiness)) -> Wait {
    let until = match until {
        source::Readiness::Started => Readiness::Started,
        source::Readiness::Healthy => Readiness::Healthy,
        source::Readiness::Completed => Readiness::Completed,
    };
    Wait { service: service.leak(), until }
}

fn file(it: source::File, folder: &str) -> File {
    let mode = match it.mode {
        Mode::Shared => 0o644,
        Mode::Private => 0o600,
        Mode::Executable => 0o755,
    };
    File {
        path: paths(it.path, if it.root { "" } else { folder }),
        template: it.template.leak(),
        mode,
        about: it.about.leak(),
        overlay: it.overlay.leak(),
        holds: texts(it.holds),
        when: condition(it.when),
    }
}

fn paths(alone: String, folder: &str) -> Paths {
    let in_repository = if folder.is_empty() { alone.clone() } else { format!("{folder}/{alone}") };
    Paths { alone: alone.leak(), in_repository: in_repository.leak() }
}

fn step(it: source::Step, place: &Place, notes: &mut Notes) -> Step {
    Step {
        say: text(&it.say, &place.key("say"), notes),
        run: text(&it.run, &place.key("run"), notes),
        when: condition(it.when),
    }
}
