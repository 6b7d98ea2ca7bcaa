//! What a manifest says in short forms: texts with fields in them, mounts, amounts.

use crate::manifest::Notes;
use crate::source::{self, Guarded};
use crate::stack::{Encoding, Mount, Part, Resources, Source, Text};
use crate::yaml::Place;

/// `${NAME}`, `${NAME|npgsql}`, `${NAME|percent}`; `$$` is a dollar sign.
pub fn text(raw: &str, place: &Place, notes: &mut Notes) -> Text {
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
                parts.push(Part::Literal(std::mem::take(&mut literal).leak()));
            }
            parts.push(Part::Field { key: key.to_owned().leak(), encoding });
            rest = after;
        } else {
            notes.add(place.clone(), format!("expected `${{NAME}}` or `$$`; found a lone `$` in `{raw}`"));
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(Part::Literal(literal.leak()));
    }
    Text(parts.leak())
}

/// `name:/target`, `./file:/target`, `tmpfs:/target`, `${FIELD}:/target`, `${FIELD|name}:/target`, or any of them with `:ro`.
pub fn mount(guarded: Guarded, place: &Place, notes: &mut Notes) -> Mount {
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
                "expected `volume:/target`, `./file:/target`, `tmpfs:/target` or `${{FIELD}}:/target`, `:ro` behind it if so; found `{}`",
                guarded.text
            ),
        );
    }
    let chosen = source.strip_prefix("${").and_then(|source| source.strip_suffix('}'));
    let source = match (source.strip_prefix("./"), chosen) {
        (Some(path), _) => Source::File(path.to_owned().leak()),
        (_, Some(chosen)) => {
            let (field, volume) = chosen.split_once('|').unwrap_or((chosen, ""));
            Source::Host { field: field.to_owned().leak(), volume: volume.to_owned().leak() }
        }
        _ if source == "tmpfs" => Source::Memory,
        _ => Source::Volume(source.to_owned().leak()),
    };
    Mount {
        source,
        target: target.to_owned().leak(),
        read_only: mode.is_some(),
        when: super::lower::condition(guarded.when),
    }
}

pub fn resources(it: &source::Resources, place: &Place, notes: &mut Notes) -> Resources {
    let mut read = |key: &str, raw: &source::Scalar, read: fn(&str) -> Option<u32>, expected: &str| {
        if raw.0.is_empty() {
            return 0;
        }
        read(&raw.0).unwrap_or_else(|| {
            notes.add(place.key(key), format!("expected {expected}; found `{}`", raw.0));
            0
        })
    };
    let (cpus, memory) = ("a number of CPUs such as \"0.25\"", "an amount of memory such as 512M or 2G");
    Resources {
        cpus: read("cpus", &it.cpus, thousandths, cpus),
        memory: read("memory", &it.memory, mebibytes, memory),
        reserved_cpus: read("reserved-cpus", &it.reserved_cpus, thousandths, cpus),
        reserved_memory: read("reserved-memory", &it.reserved_memory, mebibytes, memory),
    }
}

/// `0.25` is 250.
fn thousandths(raw: &str) -> Option<u32> {
    let (whole, part) = raw.split_once('.').unwrap_or((raw, ""));
    let part = if part.len() <= 3 { format!("{part:0<3}") } else { return None };
    whole.parse::<u32>().ok()?.checked_mul(1000)?.checked_add(part.parse().ok()?)
}

/// `2G` is 2048.
fn mebibytes(raw: &str) -> Option<u32> {
    match (raw.strip_suffix('M'), raw.strip_suffix('G')) {
        (Some(mebibytes), _) => mebibytes.parse().ok(),
        (_, Some(gibibytes)) => gibibytes.parse::<u32>().ok()?.checked_mul(1024),
        _ => None,
    }
}
