//! The templates that all stacks share, and how any template is read.

mod parse;

pub use parse::{reads, syntax};

/// A template that this crate carries. The build script has read it.
pub struct Shared {
    pub name: &'static str,
    pub text: &'static str,
    /// See [`reads`].
    pub reads: &'static [&'static str],
}

/// By name.
static SHARED: &[Shared] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

pub fn shared(name: &str) -> Option<&'static Shared> {
    let at = SHARED.binary_search_by_key(&name, |template| template.name).ok()?;
    Some(&SHARED[at])
}

pub fn all_shared() -> &'static [Shared] {
    SHARED
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_shared_template_is_found_by_its_name() {
        assert!(all_shared().len() > 5);
        for template in all_shared() {
            assert_eq!(shared(template.name).unwrap().text, template.text);
        }
        assert!(shared("compose/nothing").is_none());
    }

    #[test]
    fn what_a_template_reads_is_told_by_its_names() {
        let source = "{{ answers.DOMAIN }}{% for it in services %}{{ it.id }}{% endfor %}";
        assert_eq!(reads(source).unwrap(), ["answers.DOMAIN", "services"]);
    }

    #[test]
    fn what_is_no_template_is_refused_at_its_line() {
        let (line, what) = reads("one\n{{ two\n").unwrap_err();
        assert!(line >= 2 && !what.is_empty(), "{line} {what}");
        // No template reads another one's file, or names one.
        assert_eq!(reads("{% include '../../secret' %}").unwrap_err().0, 1);
    }
}
