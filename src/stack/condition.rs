//! When a part of a stack is there.

use super::{SecretMode, Shape};

/// Holds where every list that is not empty names the choice made. An empty condition always holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    pub profiles: &'static [&'static str],
    pub shapes: &'static [Shape],
    pub secrets: &'static [SecretMode],
    pub addons: &'static [&'static str],
    /// None of these is chosen.
    pub without: &'static [&'static str],
    /// Every one of these services is there.
    pub services: &'static [&'static str],
}

/// The choices that conditions ask about.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    pub profile: &'a str,
    pub shape: Shape,
    pub secrets: SecretMode,
    pub addons: Vec<&'a str>,
    /// In the order of their names.
    pub services: Vec<&'a str>,
}

impl Condition {
    pub fn holds(&self, scene: &Scene) -> bool {
        let one_of = |names: &[&str], found: &[&str]| {
            names.is_empty() || names.iter().any(|name| found.contains(name))
        };
        one_of(self.profiles, &[scene.profile])
            && one_of(self.addons, &scene.addons)
            && !self.without.iter().any(|addon| scene.addons.contains(addon))
            && (self.shapes.is_empty() || self.shapes.contains(&scene.shape))
            && (self.secrets.is_empty() || self.secrets.contains(&scene.secrets))
            && self.services.iter().all(|service| scene.has(service))
    }
}

impl Scene<'_> {
    /// The service is there.
    pub fn has(&self, id: &str) -> bool {
        self.services.binary_search(&id).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn scene<'a>() -> Scene<'a> {
        Scene {
            profile: "dev",
            shape: Shape::Deploy,
            secrets: SecretMode::Env,
            addons: vec!["backup"],
            services: vec!["api", "postgres"],
        }
    }

    #[test]
    fn an_empty_condition_holds() {
        assert!(Condition::default().holds(&scene()));
    }

    #[test]
    fn each_list_is_asked() {
        let with = |change: &dyn Fn(&mut Condition)| {
            let mut condition = Condition::default();
            change(&mut condition);
            condition.holds(&scene())
        };
        assert!(with(&|c| c.profiles = &["prod", "dev"]));
        assert!(!with(&|c| c.profiles = &["prod"]));
        assert!(!with(&|c| c.shapes = &[Shape::Repository]));
        assert!(!with(&|c| c.secrets = &[SecretMode::Files]));
        assert!(with(&|c| c.addons = &["backup", "https"]));
        assert!(!with(&|c| c.addons = &["https"]));
        assert!(with(&|c| c.without = &["https"]));
        assert!(!with(&|c| c.without = &["https", "backup"]));
        assert!(with(&|c| c.services = &["api"]));
        assert!(!with(&|c| c.services = &["api", "rabbitmq"]));
    }
}
