//! What can be installed. A stack is data: `templates/<id>/stack.yaml`, checked when Berth is built and written into
//! the program in few bytes ([`wire`]), which [`crate::catalogue`] reads. The build script compiles this module too: it
//! must know nothing but [`crate::values`] and [`crate::wire`].

mod by_name;
mod condition;
mod field;
mod image;
mod output;
mod service;
mod text;
mod wire;

pub use by_name::ByName;
pub use condition::{Condition, Scene};
pub use field::{Caution, Field, Form, Kind, OptionItem, Origin, Recipe, SecretRule, Trigger, Unread};
pub use image::{Build, Image, ProfileTarget};
pub use output::{File, FileKind, Paths, Step};
pub use service::{
    Attachment, Entry, EnvFile, Health, Join, Mount, PortRule, ProfileCommand, Readiness, Resources, Restart,
    Service, Source, Wait, title,
};
pub use text::{Encoding, Part, Text};

#[derive(Debug)]
pub struct Stack {
    pub id: &'static str,
    /// The names that it had before, which links still hold.
    pub formerly: &'static [&'static str],
    pub name: &'static str,
    pub summary: &'static str,
    /// The project's own page.
    pub home: &'static str,
    /// What its programs were read at. None: nobody has said.
    pub source: Option<Revision>,
    /// The fixed name under which an engine groups containers and volumes (G15).
    pub project: &'static str,
    /// The first is the one of a service that names none.
    pub networks: &'static [Network],
    /// Where the stack's repository keeps its deployment.
    pub folder: &'static str,
    /// Files and folders that the repository has, which containers are given as they are.
    pub sources: &'static [&'static str],
    /// What the stack's own documents ask of a machine.
    pub host: Host,
    /// How large a container's log grows, and how many of them are kept.
    pub logs: Logs,
    /// The field that holds the address on which ports are published.
    pub bind: &'static str,
    /// The first is the default.
    pub profiles: &'static [Profile],
    /// The first is the default.
    pub shapes: &'static [Shape],
    /// The first is the default.
    pub secrets: &'static [SecretMode],
    pub addons: &'static [Addon],
    pub sections: &'static [Section],
    pub fields: &'static [Field],
    /// The variables that its documents name and its programs do not read.
    pub unread: &'static [Unread],
    pub images: &'static [Image],
    pub services: &'static [Service],
    pub files: &'static [File],
    pub next_steps: &'static [Step],
    pub fields_by_key: ByName,
    pub images_by_id: ByName,
    pub services_by_id: ByName,
}

/// A commit of the stack's own repository: what the manifest says of its programs holds there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// `owner/name` on GitHub.
    pub repository: &'static str,
    /// All forty digits.
    pub commit: &'static str,
    pub date: &'static str,
}

impl Revision {
    /// As many digits of the commit as people read.
    pub fn short(&self) -> &'static str {
        &self.commit[..7]
    }

    /// Where it can be looked at.
    pub fn address(&self) -> String {
        format!("https://github.com/{}/tree/{}", self.repository, self.commit)
    }
}

#[derive(Debug)]
pub struct Profile {
    pub id: &'static str,
    pub formerly: &'static [&'static str],
    pub name: &'static str,
    pub summary: &'static str,
    /// Each service is held to what it may use of the machine.
    pub limits: bool,
    /// Services run as often as they may, and are started again as often as they may.
    pub scaled: bool,
    /// How secrets travel in it, the first by default. Empty: as the stack offers.
    pub secrets: &'static [SecretMode],
}

#[derive(Debug)]
pub struct Network {
    pub id: &'static str,
    /// What the engine calls it, whatever the project is. Empty: the engine's choice.
    pub name: &'static str,
    /// Nothing in it reaches out, and nothing is published from it.
    pub internal: bool,
}

#[derive(Debug)]
pub struct Logs {
    pub size: Text,
    pub files: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    pub cpus: u32,
    /// In GB, both.
    pub memory: u32,
    pub disk: u32,
}

#[derive(Debug)]
pub struct Addon {
    pub id: &'static str,
    pub formerly: &'static [&'static str],
    pub name: &'static str,
    pub summary: &'static str,
    /// Others that it can't go with.
    pub excludes: &'static [&'static str],
}

/// Fields that belong together, in the page, in `.env` and at the prompt.
#[derive(Debug)]
pub struct Section {
    pub id: &'static str,
    pub title: &'static str,
    pub step: Stage,
}

/// Where in the conversation a section is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Ports,
    Images,
    Secrets,
    Settings,
}

/// What a bundle is unpacked into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A folder of its own, images pulled.
    #[default]
    Deploy,
    /// The root of the stack's repository, images built from source.
    Repository,
}

/// How containers get their secrets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecretMode {
    /// As environment variables, from `.env`.
    #[default]
    Env,
    /// As files below `/run/secrets`, from `secrets/`.
    Files,
}

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

impl Stack {
    pub fn profile(&self, id: &str) -> Option<&'static Profile> {
        self.profiles.iter().find(|profile| profile.id == id)
    }

    /// How secrets may travel in a profile, the first by default.
    pub fn secret_modes(&self, profile: &str) -> &'static [SecretMode] {
        let own = self.profile(profile).map(|profile| profile.secrets).unwrap_or_default();
        if own.is_empty() { self.secrets } else { own }
    }

    pub fn field(&self, key: &str) -> Option<&'static Field> {
        Some(&self.fields[self.field_place(key)?])
    }

    /// Where the field stands among all of them.
    pub fn field_place(&self, key: &str) -> Option<usize> {
        self.fields_by_key.place(self.fields, |field| field.key, key)
    }

    pub fn unread(&self, key: &str) -> Option<&'static Unread> {
        self.unread.iter().find(|it| it.key == key)
    }

    pub fn is_secret(&self, key: &str) -> bool {
        self.field(key).is_some_and(|field| field.secret().is_some())
    }

    pub fn addon(&self, id: &str) -> Option<&'static Addon> {
        self.addons.iter().find(|addon| addon.id == id)
    }

    pub fn section(&self, id: &str) -> Option<&'static Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    pub fn service(&self, id: &str) -> Option<&'static Service> {
        Some(&self.services[self.service_place(id)?])
    }

    /// Where the service stands among all of them.
    pub fn service_place(&self, id: &str) -> Option<usize> {
        self.services_by_id.place(self.services, |service| service.id, id)
    }

    pub fn image(&self, id: &str) -> Option<&'static Image> {
        Some(&self.images[self.images_by_id.place(self.images, |image| image.id, id)?])
    }

    /// Those of the fields that are asked at one stage, by section, in the manifest's order.
    pub fn fields_at<'a>(
        &self,
        stage: Stage,
        asked: &'a [&'static Field],
    ) -> impl Iterator<Item = (&'static Section, Vec<&'static Field>)> + use<'a> {
        self.sections.iter().filter(move |section| section.step == stage).map(|section| {
            (section, asked.iter().filter(|field| field.section == section.id).copied().collect())
        })
    }
}
