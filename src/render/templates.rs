//! The text of every template, as the build script found and parsed it.

pub struct Template {
    pub name: &'static str,
    pub text: &'static str,
    /// What it reads of its input, as far as names alone tell: `answers.DOMAIN`.
    pub reads: &'static [&'static str],
}

/// By name.
static TEMPLATES: &[Template] = &include!(concat!(env!("OUT_DIR"), "/templates.rs"));

pub fn find(name: &str) -> Option<&'static Template> {
    let at = TEMPLATES.binary_search_by_key(&name, |template| template.name).ok()?;
    Some(&TEMPLATES[at])
}

/// The keys that a template reads of one map.
pub fn keys<'a>(template: &str, map: &'a str) -> impl Iterator<Item = &'static str> + use<'a> {
    let reads = find(template).map_or(&[][..], |template| template.reads);
    reads.iter().filter_map(move |path| path.strip_prefix(map)?.strip_prefix('.'))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub fn all() -> &'static [Template] {
    TEMPLATES
}
