//! What can be installed. A stack is data: `templates/<id>/stack.yaml`, which is read and checked when Berth is built and
//! embedded as what these types say. [`crate::catalogue`] holds those that ship.

mod condition;
mod field;
mod image;
mod keyed;
mod mount;
mod output;
#[cfg(feature = "read")]
pub mod read;
mod service;
mod short;
#[cfg(feature = "templates")]
mod templates;
mod text;
#[cfg(feature = "read")]
mod unrendered;

pub use condition::{Condition, Guarded, Scene};
pub use field::{Caution, Field, Form, Kind, Origin, Recipe, SecretRule, Unread};
pub use image::{Build, Image};
pub use keyed::Keyed;
pub use mount::{Mount, Source};
pub use output::{File, FileKind, Mode, Paths, Step, Upstream};
pub use service::{Entry, Health, Join, PortRule, Readiness, Resources, Restart, Service};
#[cfg(feature = "templates")]
pub use templates::{ByName, Template, Templates};
pub use text::{Encoding, Part, Text};

use serde::{Deserialize, Serialize};

use crate::packed;
use crate::packed::{Packed, Reader};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Stack {
    pub id: String,
    /// The names that it had before, which links still hold.
    #[serde(default)]
    pub formerly: Vec<String>,
    pub name: String,
    pub summary: String,
    /// The project's own page.
    pub home: String,
    /// What its programs were read at. None: nobody has said.
    pub source: Option<Revision>,
    /// The fixed name under which an engine groups containers and volumes (G15).
    pub project: String,
    /// The first is the one of a service that names none.
    pub networks: Vec<Network>,
    /// Where the stack's repository keeps its deployment.
    #[serde(default)]
    pub folder: String,
    /// Files and folders that the repository has, which containers are given as they are.
    #[serde(default)]
    pub sources: Vec<String>,
    /// What the stack's own documents ask of a machine.
    #[serde(default)]
    pub host: Host,
    /// How large a container's log grows, and how many of them are kept.
    #[serde(default)]
    pub logs: Logs,
    /// The field that holds the address on which ports are published.
    pub bind: String,
    /// The first is the default.
    pub profiles: Vec<Profile>,
    /// The first is the default.
    pub shapes: Vec<Shape>,
    /// The first is the default.
    pub secrets: Vec<SecretMode>,
    #[serde(default)]
    pub addons: Vec<Addon>,
    pub sections: Vec<Section>,
    pub fields: Keyed<Field>,
    /// The variables that its documents name and its programs do not read.
    #[serde(default)]
    pub unread: Vec<Unread>,
    pub images: Keyed<Image>,
    pub services: Keyed<Service>,
    pub files: Vec<File>,
    pub next_steps: Vec<Step>,
    /// Its own: files beside the manifest.
    #[cfg(feature = "templates")]
    #[serde(skip)]
    pub templates: Templates,
}

impl Packed for Stack {
    fn unpack(from: &mut Reader) -> Self {
        Self {
            id: Packed::unpack(from),
            formerly: Packed::unpack(from),
            name: Packed::unpack(from),
            summary: Packed::unpack(from),
            home: Packed::unpack(from),
            source: Packed::unpack(from),
            project: Packed::unpack(from),
            networks: Packed::unpack(from),
            folder: Packed::unpack(from),
            sources: Packed::unpack(from),
            host: Packed::unpack(from),
            logs: Packed::unpack(from),
            bind: Packed::unpack(from),
            profiles: Packed::unpack(from),
            shapes: Packed::unpack(from),
            secrets: Packed::unpack(from),
            addons: Packed::unpack(from),
            sections: Packed::unpack(from),
            fields: Packed::unpack(from),
            unread: Packed::unpack(from),
            images: Packed::unpack(from),
            services: Packed::unpack(from),
            files: Packed::unpack(from),
            next_steps: Packed::unpack(from),
            #[cfg(feature = "templates")]
            templates: Templates::default(),
        }
    }
}

/// A commit of the stack's own repository: what the manifest says of its programs holds there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// `owner/name` on GitHub.
    pub repository: String,
    /// All forty digits.
    pub commit: String,
    pub date: String,
}

packed!(Revision { repository, commit, date });

impl Revision {
    /// As many digits of the commit as people read.
    pub fn short(&self) -> &str {
        &self.commit[..7]
    }

    /// Where it can be looked at.
    pub fn address(&self) -> String {
        format!("https://github.com/{}/tree/{}", self.repository, self.commit)
    }
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Profile {
    pub id: String,
    #[serde(default)]
    pub formerly: Vec<String>,
    pub name: String,
    pub summary: String,
    /// Each service is held to what it may use of the machine.
    #[serde(default)]
    pub limits: bool,
    /// Services run as often as they may, and are started again as often as they may.
    #[serde(default)]
    pub scaled: bool,
    /// What it adds to what all profiles have alike, for the reader of the file that holds it.
    pub adds: String,
    #[serde(default)]
    pub standing: Standing,
    /// How secrets travel in it, the first by default. Empty: as the stack offers.
    #[serde(default)]
    pub secrets: Vec<SecretMode>,
}

packed!(Profile { id, formerly, name, summary, limits, scaled, adds, standing, secrets });

/// How a profile stands to the others in the stack's repository.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The deployment can be switched between it and the others.
    #[default]
    Beside,
    /// The same, and it is the one that holds where nothing names another.
    Implied,
    /// There is no switching to it, and none from it.
    Alone,
}

packed!(Standing [Beside, Implied, Alone]);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    pub id: String,
    /// What the engine calls it, whatever the project is. None: the engine's choice.
    pub name: Option<String>,
    /// Nothing in it reaches out, and nothing is published from it.
    #[serde(default)]
    pub internal: bool,
}

packed!(Network { id, name, internal });

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logs {
    pub size: Text,
    pub files: Text,
}

packed!(Logs { size, files });

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    pub cpus: u32,
    /// In GB, both.
    pub memory: u32,
    pub disk: u32,
}

packed!(Host { cpus, memory, disk });

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addon {
    pub id: String,
    #[serde(default)]
    pub formerly: Vec<String>,
    pub name: String,
    pub summary: String,
    /// Others that it can't go with.
    #[serde(default)]
    pub excludes: Vec<String>,
}

packed!(Addon { id, formerly, name, summary, excludes });

/// Fields that belong together, in the page, in `.env` and at the prompt.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub id: String,
    pub title: String,
    pub step: Stage,
}

packed!(Section { id, title, step });

/// Where in the conversation a section is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    Ports,
    Images,
    Secrets,
    Settings,
}

packed!(Stage [Ports, Images, Secrets, Settings]);

/// What a bundle is unpacked into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A folder of its own, images pulled.
    #[default]
    Deploy,
    /// The root of the stack's repository, images built from source.
    Repository,
}

packed!(Shape [Deploy, Repository]);

/// How containers get their secrets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecretMode {
    /// As environment variables, from `.env`.
    #[default]
    Env,
    /// As files below `/run/secrets`, from `secrets/`.
    Files,
}

packed!(SecretMode [Env, Files]);

impl Shape {
    pub fn id(self) -> &'static str {
        match self {
            Self::Deploy => "deploy",
            Self::Repository => "repository",
        }
    }
}

impl SecretMode {
    pub fn id(self) -> &'static str {
        match self {
            Self::Env => "env",
            Self::Files => "files",
        }
    }
}

/// The stack of this name, or of one that it had before.
pub fn find<'s>(stacks: &'s [Stack], id: &str) -> Option<&'s Stack> {
    stacks.iter().find(|stack| stack.id == id || stack.formerly.iter().any(|former| former == id))
}

/// Stacks as a program carries them, each with its templates beside it.
#[cfg(feature = "templates")]
pub fn with_templates(parts: Vec<(Stack, Templates)>) -> Vec<Stack> {
    parts.into_iter().map(|(stack, templates)| Stack { templates, ..stack }).collect()
}

/// What holds in this profile, where something of its own does.
fn in_profile<'a, T>(by_profile: &'a [(String, T)], profile: &str) -> Option<&'a T> {
    by_profile.iter().find(|(id, _)| id == profile).map(|(_, own)| own)
}

impl Stack {
    pub fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.id == id)
    }

    /// How secrets may travel in a profile, the first by default.
    pub fn secret_modes(&self, profile: &str) -> &[SecretMode] {
        let own = self.profile(profile).map(|profile| profile.secrets.as_slice()).unwrap_or_default();
        if own.is_empty() { &self.secrets } else { own }
    }

    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.find(key)
    }

    pub fn unread(&self, key: &str) -> Option<&Unread> {
        self.unread.iter().find(|unread| unread.key == key)
    }

    pub fn is_secret(&self, key: &str) -> bool {
        self.field(key).is_some_and(|field| field.secret().is_some())
    }

    pub fn addon(&self, id: &str) -> Option<&Addon> {
        self.addons.iter().find(|addon| addon.id == id)
    }

    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.find(id)
    }

    pub fn image(&self, id: &str) -> Option<&Image> {
        self.images.find(id)
    }

    pub fn file_paths(&self, file: &File) -> Paths {
        Paths::below(if file.root { "" } else { &self.folder }, &file.path)
    }

    /// Where a secret is kept where secrets travel as files.
    pub fn secret_paths(&self, key: &str) -> Paths {
        Paths::below(&self.folder, &format!("secrets/{}", key.to_ascii_lowercase()))
    }

    /// Those of the fields that are asked at one stage, by section, in the manifest's order.
    pub fn fields_at<'s, 'a>(
        &'s self,
        stage: Stage,
        asked: &'a [&'s Field],
    ) -> impl Iterator<Item = (&'s Section, Vec<&'s Field>)> + use<'s, 'a> {
        self.sections.iter().filter(move |section| section.step == stage).map(|section| {
            (section, asked.iter().filter(|field| field.section == section.id).copied().collect())
        })
    }
}
