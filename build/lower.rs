//! From the manifest as written to the types that are embedded.

use crate::manifest::Notes;
use crate::source::{self, Guarded, KindName, Mode};
use crate::stack::{
    Addon, Encoding, Entry, Field, File, Health, Image, Kind, Mount, OptionItem, Origin, Part, PortRule,
    Profile, Recipe, SecretRule, Section, Service, Source, Stack, Step, Text, Wait,
};
use crate::yaml::Place;

pub fn stack(source: source::Stack, notes: &mut Notes) -> Stack {
    let root = Place::default();
    let each = |name: &str| {
        let list = root.key(name);
        move |at: usize| list.index(at)
    };
    let (fields, images, services) = (each("fields"), each("images"), each("services"));
    let steps = each("next-steps");
    Stack {
        id: source.id,
        name: source.name,
        summary: source.summary,
        home: source.home,
        project: source.project,
        network: source.network,
        bind: source.bind,
        profiles: source.profiles.into_iter().map(profile).collect(),
        shapes: source.shapes,
        secrets: source.secrets,
        addons: source.addons.into_iter().map(addon).collect(),
        sections: source.sections.into_iter().map(section).collect(),
        fields: numbered(source.fields, |at, it| field(it, &fields(at), notes)),
        images: numbered(source.images, |at, it| image(it, &images(at), notes)),
        services: numbered(source.services, |at, it| service(it, &services(at), notes)),
        files: source.files.into_iter().map(file).collect(),
        next_steps: numbered(source.next_steps, |at, it| step(it, &steps(at), notes)),
    }
}

fn numbered<A, B>(items: Vec<A>, mut lower: impl FnMut(usize, A) -> B) -> Vec<B> {
    items.into_iter().enumerate().map(|(at, item)| lower(at, item)).collect()
}

fn profile(it: source::Profile) -> Profile {
    Profile { id: it.id, name: it.name, summary: it.summary, sample_data: it.sample_data }
}

fn addon(it: source::Addon) -> Addon {
    Addon { id: it.id, name: it.name, summary: it.summary }
}

fn section(it: source::Section) -> Section {
    Section { id: it.id, title: it.title, step: it.step }
}

fn field(it: source::Field, place: &Place, notes: &mut Notes) -> Field {
    let kind = kind(&it, place, notes);
    Field {
        key: it.key,
        section: it.section,
        label: it.label,
        help: it.help,
        kind,
        default: it.default.0,
        profile_defaults: it.default_in.0.into_iter().map(|(profile, value)| (profile, value.0)).collect(),
        required: it.required,
        unit: it.unit,
        caution: it.caution.map(|caution| (caution.value.0, caution.say)),
        when: it.when,
    }
}

fn kind(it: &source::Field, place: &Place, notes: &mut Notes) -> Kind {
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
        KindName::Choice => Kind::Choice(it.options.0.iter().map(option).collect()),
        KindName::Registry => Kind::Registry,
        KindName::Tag => Kind::Tag,
        KindName::Secret => {
            let origin = match (it.letters, it.base64, &it.owner) {
                (Some(letters), None, None) => Origin::Generated(Recipe::Letters(letters)),
                (None, Some(bytes), None) => Origin::Generated(Recipe::Base64(bytes)),
                (None, None, Some(owner)) => Origin::Owner(owner.clone()),
                _ => {
                    notes.add(place.clone(), "expected one of `letters`, `base64` and `owner` on a secret");
                    Origin::Owner(String::new())
                }
            };
            Kind::Secret(SecretRule { origin, form: it.form.clone().unwrap_or_default() })
        }
    }
}

fn option((value, label): &(String, source::Scalar)) -> OptionItem {
    OptionItem { value: value.clone(), label: label.0.clone() }
}

fn image(it: source::Image, place: &Place, notes: &mut Notes) -> Image {
    Image {
        reference: text(&it.reference, &place.key("reference"), notes),
        id: it.id,
        tools: it.tools,
        architectures: it.architectures,
        end_of_life: it.end_of_life,
        note: it.note,
    }
}

fn service(it: source::Service, place: &Place, notes: &mut Notes) -> Service {
    let environment = place.key("environment");
    let entries = it.environment.0.into_iter().map(|(name, Guarded { text: raw, when })| {
        let value = text(&raw, &environment.key(&name), notes);
        Entry { name, value, when }
    });
    let environment: Vec<Entry> = entries.collect();
    let mounts = numbered(it.mounts, |at, guarded| mount(guarded, &place.key("mounts").index(at), notes));
    Service {
        id: it.id,
        title: it.title,
        image: it.image,
        hostname: it.hostname,
        environment,
        mounts,
        ports: it.ports.into_iter().map(port).collect(),
        health: health(&it.health, &place.key("health").key("command"), notes),
        waits_for: it.waits_for.0.into_iter().map(|(service, until)| Wait { service, until }).collect(),
        when: it.when,
    }
}

/// `name:/target`, `./file:/target` or either with `:ro`.
fn mount(guarded: Guarded, place: &Place, notes: &mut Notes) -> Mount {
    let mut parts = guarded.text.split(':');
    let (source, target, mode) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
    if source.is_empty()
        || !target.starts_with('/')
        || !matches!(mode, None | Some("ro"))
        || parts.next().is_some()
    {
        notes.add(
            place.clone(),
            format!(
                "expected `volume:/target` or `./file:/target`, `:ro` behind it if so; found `{}`",
                guarded.text
            ),
        );
    }
    let source = match source.strip_prefix("./") {
        Some(path) => Source::File(path.to_owned()),
        None => Source::Volume(source.to_owned()),
    };
    Mount { source, target: target.to_owned(), read_only: mode.is_some(), when: guarded.when }
}

fn port(it: source::Port) -> PortRule {
    PortRule { container: it.container, field: it.field, purpose: it.purpose, page: it.page, when: it.when }
}

fn health(it: &source::Health, place: &Place, notes: &mut Notes) -> Health {
    Health {
        command: it.command.iter().enumerate().map(|(at, raw)| text(raw, &place.index(at), notes)).collect(),
        interval: it.interval,
        timeout: it.timeout,
        retries: it.retries,
        start_period: it.start_period,
    }
}

fn file(it: source::File) -> File {
    let mode = match it.mode {
        Mode::Shared => 0o644,
        Mode::Private => 0o600,
        Mode::Executable => 0o755,
    };
    File { path: it.path, template: it.template, mode, about: it.about, when: it.when }
}

fn step(it: source::Step, place: &Place, notes: &mut Notes) -> Step {
    Step {
        say: text(&it.say, &place.key("say"), notes),
        run: text(&it.run, &place.key("run"), notes),
        when: it.when,
    }
}

/// `${NAME}`, `${NAME|npgsql}`, `${NAME|percent}`; `$$` is a dollar sign.
fn text(raw: &str, place: &Place, notes: &mut Notes) -> Text {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find('$') {
        literal.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('$') {
            literal.push('$');
            rest = after;
        } else if let Some((inside, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            let (key, encoding) = match inside.split_once('|') {
                None => (inside, Encoding::Plain),
                Some((key, "npgsql")) => (key, Encoding::Npgsql),
                Some((key, "percent")) => (key, Encoding::Percent),
                Some((key, other)) => {
                    notes.add(
                        place.clone(),
                        format!("expected the encoding `npgsql` or `percent`; found `{other}`"),
                    );
                    (key, Encoding::Plain)
                }
            };
            if !literal.is_empty() {
                parts.push(Part::Literal(std::mem::take(&mut literal)));
            }
            parts.push(Part::Field { key: key.to_owned(), encoding });
            rest = after;
        } else {
            notes.add(place.clone(), format!("expected `${{NAME}}` or `$$`; found a lone `$` in `{raw}`"));
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    Text(parts)
}
