//! The text of every template, as the build script found and parsed it.

/// Names and texts, by name.
static TEMPLATES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

pub fn find(name: &str) -> Option<&'static str> {
    let at = TEMPLATES.binary_search_by_key(&name, |(known, _)| known).ok()?;
    Some(TEMPLATES[at].1)
}

#[cfg(test)]
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEMPLATES.iter().copied()
}
