//! A stack's own templates, which come with it, and what they are parsed to.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use minijinja::Environment;
use serde::ser::{Serialize, Serializer};

use crate::packed;
use crate::packed::{Packed, Reader};
use crate::templates::shared;

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Template {
    pub text: String,
    /// See [`crate::templates::reads`].
    pub reads: Vec<String>,
}

packed!(Template { text, reads });

/// By name: `<stack>/<path>`, without `.j2`.
pub type ByName = BTreeMap<String, Template>;

/// Those of a stack. What it has no template for, all stacks share.
#[derive(Debug, Default)]
pub struct Templates {
    own: Arc<ByName>,
    engine: OnceLock<Environment<'static>>,
}

impl Templates {
    pub fn own(&self) -> &ByName {
        &self.own
    }

    pub fn has(&self, name: &str) -> bool {
        self.own.contains_key(name) || shared(name).is_some()
    }

    /// The keys that a template reads of one map of its input.
    pub fn keys<'a>(&'a self, template: &str, map: &'a str) -> impl Iterator<Item = &'a str> {
        let own = self.own.get(template).into_iter().flat_map(|own| own.reads.iter().map(String::as_str));
        let shared = shared(template).filter(|_| !self.own.contains_key(template));
        let shared = shared.into_iter().flat_map(|shared| shared.reads.iter().copied());
        own.chain(shared).filter_map(move |path| path.strip_prefix(map)?.strip_prefix('.'))
    }

    /// The engine that renders them, made once, so that each template is parsed once.
    pub fn engine(&self, make: impl FnOnce(Arc<ByName>) -> Environment<'static>) -> &Environment<'static> {
        self.engine.get_or_init(|| make(Arc::clone(&self.own)))
    }
}

impl From<ByName> for Templates {
    fn from(own: ByName) -> Self {
        Self { own: Arc::new(own), engine: OnceLock::new() }
    }
}

impl Serialize for Templates {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.own.serialize(to)
    }
}

impl Packed for Templates {
    fn unpack(from: &mut Reader) -> Self {
        ByName::unpack(from).into()
    }
}
