//! When a part of a stack is there.

use serde::{Deserialize, Serialize};

use super::{SecretMode, Shape};
use crate::packed;
use crate::packed::{Packed, Reader};

/// Holds where every list that is not empty names the choice made. An empty condition always holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Condition {
    pub profiles: Vec<String>,
    pub shapes: Vec<Shape>,
    pub secrets: Vec<SecretMode>,
    pub addons: Vec<String>,
    /// None of these is chosen.
    pub without: Vec<String>,
    /// Every one of these services is there.
    pub services: Vec<String>,
}

packed!(Condition { profiles, shapes, secrets, addons, without, services });

/// What stands only where its condition holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guarded<T> {
    pub value: T,
    pub when: Condition,
}

impl<T: Packed> Packed for Guarded<T> {
    fn unpack(from: &mut Reader) -> Self {
        Self { value: Packed::unpack(from), when: Packed::unpack(from) }
    }
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
        let one_of = |names: &[String], found: &[&str]| {
            names.is_empty() || names.iter().any(|name| found.contains(&name.as_str()))
        };
        one_of(&self.profiles, &[scene.profile])
            && one_of(&self.addons, &scene.addons)
            && !self.without.iter().any(|addon| scene.addons.contains(&addon.as_str()))
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

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().copied().map(str::to_owned).collect()
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
        assert!(with(&|c| c.profiles = names(&["prod", "dev"])));
        assert!(!with(&|c| c.profiles = names(&["prod"])));
        assert!(!with(&|c| c.shapes = vec![Shape::Repository]));
        assert!(!with(&|c| c.secrets = vec![SecretMode::Files]));
        assert!(with(&|c| c.addons = names(&["backup", "https"])));
        assert!(!with(&|c| c.addons = names(&["https"])));
        assert!(with(&|c| c.without = names(&["https"])));
        assert!(!with(&|c| c.without = names(&["https", "backup"])));
        assert!(with(&|c| c.services = names(&["api"])));
        assert!(!with(&|c| c.services = names(&["api", "rabbitmq"])));
    }
}
