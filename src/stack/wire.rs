//! A stack's types as they are written into the program: whoever gives one of them a part says it here.

#[allow(clippy::wildcard_imports)] // every type there is
use super::*;
use crate::wire::wired;

wired! {
    Stack = Stack {
        id, formerly, name, summary, home, source, project, networks, folder, sources, host, logs, bind, profiles, shapes, secrets, addons, sections, fields, unread, images,
        services, files, next_steps, fields_by_key, images_by_id, services_by_id
    };
    ByName = ByName(places);
    Revision = Revision { repository, commit, date };
    Unread = Unread { key, section, example, say };
    Profile = Profile { id, formerly, name, summary, limits, scaled, secrets };
    Network = Network { id, name, internal };
    Logs = Logs { size, files };
    Host = Host { cpus, memory, disk };
    Addon = Addon { id, formerly, name, summary, excludes };
    Section = Section { id, title, step };
    Stage = Stage::Ports | Stage::Images | Stage::Secrets | Stage::Settings;
    Shape = Shape::Deploy | Shape::Repository;
    SecretMode = SecretMode::Env | SecretMode::Files;
    Condition = Condition { profiles, shapes, secrets, addons, without, services };
    Field = Field {
        key, formerly, section, label, help, kind, default, default_from, profile_defaults, required, asked_when, asked_with, begins, unit, cautions };
    Caution = Caution { trigger, say, refuse, when };
    Trigger = Trigger::Always | Trigger::Value(value) | Trigger::Above(most);
    Kind = Kind::Text | Kind::List | Kind::Identifier | Kind::Port | Kind::Integer { least, most }
        | Kind::Decimal { least } | Kind::Switch | Kind::Choice(options) | Kind::Registry | Kind::Tag
        | Kind::HostName | Kind::Email | Kind::Name | Kind::Path | Kind::Secret(rule);
    OptionItem = OptionItem { value, label };
    SecretRule = SecretRule { origin, file, form };
    Origin = Origin::Generated(recipe) | Origin::Owner(place);
    Recipe = Recipe::Letters(count) | Recipe::Base64(bytes);
    Form = Form { min_length, prefixes, word, base64_bytes };
    Image = Image { id, reference, build, file_suffix, tools, architectures, end_of_life, note };
    Build = Build { context, dockerfile, target, profile_targets, args };
    ProfileTarget = ProfileTarget { profile, target };
    Service = Service {
        id, name, purpose, image, hostname, container_name, user, entrypoint, command, profile_commands, environment, env_files, private_environment,
        mounts, ports, health, waits_for, networks, joins, resources, replicas, restart, stop_grace_period, when
    };
    ProfileCommand = ProfileCommand { profile, words };
    EnvFile = EnvFile { path, when };
    Attachment = Attachment { network, when };
    Join = Join { network, field, alias, when };
    Resources = Resources { cpus, memory, reserved_cpus, reserved_memory };
    Restart = Restart { delay, attempts };
    Entry = Entry { name, value, when };
    Mount = Mount { source, target, read_only, when };
    Source = Source::Volume(name) | Source::File(path) | Source::Memory | Source::Host { field, volume };
    PortRule = PortRule { container, field, purpose, page, udp, open, loopback, when };
    Health = Health { command, interval, timeout, retries, start_period };
    Wait = Wait { service, until };
    Readiness = Readiness::Started | Readiness::Healthy | Readiness::Completed;
    File = File { path, template, mode, about, overlay, holds, when };
    Paths = Paths { alone, in_repository };
    Step = Step { say, run, when };
    Text = Text(parts);
    Part = Part::Literal(text) | Part::Field { key, encoding };
    Encoding = Encoding::Plain | Encoding::Npgsql | Encoding::Percent;
}
