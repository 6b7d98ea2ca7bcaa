//! The manifest as it is written: short forms allowed, unknown keys refused.

use std::{fmt, marker::PhantomData};

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Stack {
    pub id: String,
    #[serde(default)]
    pub formerly: Vec<String>,
    pub name: String,
    pub summary: String,
    pub home: String,
    pub source: Option<Revision>,
    pub project: String,
    /// One for everything, instead of `networks`.
    #[serde(default)]
    pub network: String,
    #[serde(default)]
    pub networks: Vec<Network>,
    #[serde(default)]
    pub folder: String,
    #[serde(default)]
    pub sources: Vec<String>,
    #[serde(default)]
    pub host: Host,
    #[serde(default)]
    pub logs: Logs,
    pub bind: String,
    pub profiles: Vec<Profile>,
    pub shapes: Vec<Shape>,
    pub secrets: Vec<SecretMode>,
    #[serde(default)]
    pub addons: Vec<Addon>,
    pub sections: Vec<Section>,
    pub fields: Vec<Field>,
    #[serde(default)]
    pub unread: Vec<Unread>,
    pub images: Vec<Image>,
    pub services: Vec<Service>,
    pub files: Vec<File>,
    pub next_steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    pub repository: String,
    pub commit: String,
    pub date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unread {
    pub key: String,
    pub section: String,
    #[serde(default)]
    pub example: Scalar,
    pub say: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Profile {
    pub id: String,
    #[serde(default)]
    pub formerly: Vec<String>,
    pub name: String,
    pub summary: String,
    #[serde(default)]
    pub limits: bool,
    #[serde(default)]
    pub scaled: bool,
    #[serde(default)]
    pub secrets: Vec<SecretMode>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    pub id: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub internal: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logs {
    pub size: String,
    pub files: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    pub cpus: u32,
    pub memory: u32,
    pub disk: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addon {
    pub id: String,
    #[serde(default)]
    pub formerly: Vec<String>,
    pub name: String,
    pub summary: String,
    #[serde(default)]
    pub excludes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub id: String,
    pub title: String,
    pub step: Stage,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Field {
    pub key: String,
    #[serde(default)]
    pub formerly: Vec<String>,
    pub section: String,
    pub label: String,
    pub help: String,
    pub kind: KindName,
    #[serde(default)]
    pub default: Scalar,
    #[serde(default)]
    pub default_from: String,
    #[serde(default = "Pairs::none")]
    pub default_in: Pairs<Scalar>,
    #[serde(default)]
    pub required: bool,
    #[serde(default = "Pairs::none")]
    pub asked_when: Pairs<Scalar>,
    #[serde(default)]
    pub asked_with: Vec<String>,
    #[serde(default)]
    pub begins: Vec<String>,
    #[serde(default)]
    pub unit: String,
    pub least: Option<u64>,
    pub most: Option<u64>,
    #[serde(default = "Pairs::none")]
    pub options: Pairs<Scalar>,
    pub letters: Option<u16>,
    pub base64: Option<u16>,
    pub owner: Option<String>,
    pub form: Option<Form>,
    #[serde(default)]
    pub cautions: Vec<Caution>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KindName {
    Text,
    List,
    Identifier,
    Port,
    Integer,
    Decimal,
    Switch,
    Choice,
    Registry,
    Tag,
    HostName,
    Email,
    Name,
    Path,
    Secret,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caution {
    /// At most one of these two; without, whatever the value is.
    pub value: Option<Scalar>,
    pub above: Option<u64>,
    pub say: String,
    #[serde(default)]
    pub refuse: bool,
    #[serde(default)]
    pub when: Condition,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Image {
    pub id: String,
    pub reference: String,
    pub build: Option<Build>,
    #[serde(default)]
    pub file_suffix: String,
    pub tools: Vec<String>,
    pub architectures: Vec<String>,
    #[serde(default)]
    pub end_of_life: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Build {
    pub context: String,
    pub dockerfile: String,
    #[serde(default)]
    pub target: String,
    #[serde(default = "Pairs::none")]
    pub target_in: Pairs<String>,
    #[serde(default = "Pairs::none")]
    pub args: Pairs<Alternatives>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Service {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub purpose: Option<String>,
    pub image: String,
    #[serde(default)]
    pub hostname: String,
    #[serde(default)]
    pub container_name: String,
    #[serde(default)]
    pub user: String,
    #[serde(default)]
    pub entrypoint: Vec<String>,
    #[serde(default)]
    pub command: Vec<String>,
    #[serde(default = "Pairs::none")]
    pub command_in: Pairs<Vec<String>>,
    #[serde(default)]
    pub env_files: Vec<Guarded>,
    #[serde(default = "Pairs::none")]
    pub environment: Pairs<Alternatives>,
    #[serde(default)]
    pub mounts: Vec<Guarded>,
    #[serde(default)]
    pub ports: Vec<Port>,
    /// Not on a job.
    pub health: Option<Health>,
    #[serde(default)]
    pub job: bool,
    #[serde(default = "Pairs::none")]
    pub waits_for: Pairs<Readiness>,
    #[serde(default)]
    pub networks: Vec<Guarded>,
    #[serde(default)]
    pub joins: Vec<Join>,
    #[serde(default)]
    pub resources: Resources,
    #[serde(default)]
    pub replicas: Scalar,
    pub restart: Option<Restart>,
    #[serde(default)]
    pub stop_grace_period: u32,
    #[serde(default)]
    pub when: Condition,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    pub network: String,
    pub field: String,
    pub alias: String,
    #[serde(default)]
    pub when: Condition,
}

/// `cpus: "0.5"`, `memory: 512M`.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Resources {
    pub cpus: Scalar,
    pub memory: Scalar,
    pub reserved_cpus: Scalar,
    pub reserved_memory: Scalar,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restart {
    pub delay: u32,
    pub attempts: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Port {
    pub container: u16,
    pub field: String,
    pub purpose: String,
    #[serde(default)]
    pub page: String,
    #[serde(default)]
    pub udp: bool,
    #[serde(default)]
    pub open: bool,
    #[serde(default)]
    pub loopback: bool,
    #[serde(default)]
    pub when: Condition,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Health {
    pub command: Vec<String>,
    pub interval: u32,
    pub timeout: u32,
    pub retries: u32,
    pub start_period: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub path: String,
    pub template: String,
    #[serde(default)]
    pub mode: Mode,
    pub about: String,
    /// At the top of the repository, not in the deployment's folder.
    #[serde(default)]
    pub root: bool,
    #[serde(default)]
    pub overlay: String,
    #[serde(default)]
    pub holds: Vec<String>,
    #[serde(default)]
    pub when: Condition,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    #[default]
    Shared,
    Private,
    Executable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub say: String,
    #[serde(default)]
    pub run: String,
    #[serde(default)]
    pub when: Condition,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Condition {
    pub profiles: Vec<String>,
    pub shapes: Vec<Shape>,
    pub secrets: Vec<SecretMode>,
    pub addons: Vec<String>,
    pub without: Vec<String>,
    pub services: Vec<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Form {
    pub min_length: usize,
    pub prefixes: Vec<String>,
    pub word: bool,
    pub base64_bytes: usize,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    Ports,
    Images,
    Secrets,
    Settings,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    Deploy,
    Repository,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecretMode {
    Env,
    Files,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Readiness {
    Started,
    Healthy,
    Completed,
}

/// A scalar of any kind, as text.
#[derive(Default)]
pub struct Scalar(pub String);

/// Text, or text with a condition.
pub struct Guarded {
    pub text: String,
    pub when: Condition,
}

/// A mapping in the order in which it is written.
pub struct Pairs<V>(pub Vec<(String, V)>);

impl<V> Pairs<V> {
    pub fn none() -> Self {
        Self(Vec::new())
    }
}

struct ScalarVisitor;

impl Visitor<'_> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, a number or true/false")
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar(number.to_string()))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Scalar, E> {
        Ok(Scalar(truth.to_string()))
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct GuardedVisitor;

impl<'de> Visitor<'de> for GuardedVisitor {
    type Value = Guarded;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, or a mapping of `value` and `when`")
    }

    fn visit_str<E>(self, text: &str) -> Result<Guarded, E> {
        Ok(Guarded { text: text.to_owned(), when: Condition::default() })
    }

    fn visit_u64<E>(self, number: u64) -> Result<Guarded, E> {
        Ok(Guarded { text: number.to_string(), when: Condition::default() })
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Guarded, E> {
        Ok(Guarded { text: truth.to_string(), when: Condition::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Guarded, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            value: String,
            when: Condition,
        }

        let full = Full::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Guarded { text: full.value, when: full.when })
    }
}

impl<'de> Deserialize<'de> for Guarded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GuardedVisitor)
    }
}

/// One text, or a list of those of which at most one holds.
pub struct Alternatives(pub Vec<Guarded>);

struct AlternativesVisitor;

impl<'de> Visitor<'de> for AlternativesVisitor {
    type Value = Alternatives;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, a mapping of `value` and `when`, or a list of such mappings")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Alternatives, E> {
        GuardedVisitor.visit_str(text).map(|it| Alternatives(vec![it]))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Alternatives, E> {
        GuardedVisitor.visit_u64(number).map(|it| Alternatives(vec![it]))
    }

    fn visit_bool<E: serde::de::Error>(self, truth: bool) -> Result<Alternatives, E> {
        GuardedVisitor.visit_bool(truth).map(|it| Alternatives(vec![it]))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Alternatives, A::Error> {
        GuardedVisitor.visit_map(map).map(|it| Alternatives(vec![it]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Alternatives, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(Alternatives(all))
    }
}

impl<'de> Deserialize<'de> for Alternatives {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AlternativesVisitor)
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
            type Value = Pairs<V>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<V>, A::Error> {
                let mut pairs: Vec<(String, V)> = Vec::new();
                while let Some((Scalar(key), value)) = map.next_entry()? {
                    if pairs.iter().any(|(known, _)| *known == key) {
                        return Err(serde::de::Error::custom(format!(
                            "expected each key once; found `{key}` again"
                        )));
                    }
                    pairs.push((key, value));
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}
