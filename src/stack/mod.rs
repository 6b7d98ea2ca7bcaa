//! What can be installed. A stack is data: `templates/<id>/stack.yaml`, checked when Berth is built and embedded in
//! a compact form ([`crate::catalogue`]), so that nothing here parses YAML or can fail at run time. The build script
//! compiles this module too: it must know nothing but [`crate::values`].

mod condition;
mod field;
mod image;
mod output;
mod service;
mod text;

pub use condition::{Condition, Scene};
pub use field::{Field, Form, Kind, OptionItem, Origin, Recipe, SecretRule};
pub use image::Image;
pub use output::{File, FileKind, Step};
pub use service::{Entry, Health, Mount, PortRule, Readiness, Service, Source, Wait};
pub use text::{Encoding, Part, Text};

use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub struct Stack {
    pub id: String,
    pub name: String,
    pub summary: String,
    /// The project's own page.
    pub home: String,
    /// The fixed name under which an engine groups containers and volumes (G15).
    pub project: String,
    pub network: String,
    /// The field that holds the address on which ports are published.
    pub bind: String,
    /// The first is the default.
    pub profiles: Vec<Profile>,
    /// The first is the default.
    pub shapes: Vec<Shape>,
    /// The first is the default.
    pub secrets: Vec<SecretMode>,
    pub addons: Vec<Addon>,
    pub sections: Vec<Section>,
    pub fields: Vec<Field>,
    pub images: Vec<Image>,
    pub services: Vec<Service>,
    pub files: Vec<File>,
    pub next_steps: Vec<Step>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Profile {
    pub id: String,
    pub name: String,
    pub summary: String,
    /// Sample rows are put into the database.
    pub sample_data: bool,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Addon {
    pub id: String,
    pub name: String,
    pub summary: String,
}

/// Fields that belong together, in the page, in `.env` and at the prompt.
#[derive(Debug, Serialize, Deserialize)]
pub struct Section {
    pub id: String,
    pub title: String,
    pub step: Stage,
}

/// Where in the conversation a section is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    Ports,
    Images,
    Secrets,
    Settings,
}

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
    pub fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.id == id)
    }

    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }

    pub fn image(&self, id: &str) -> Option<&Image> {
        self.images.iter().find(|image| image.id == id)
    }

    /// The fields asked at one stage, by section, in the manifest's order.
    pub fn fields_at(&self, stage: Stage) -> impl Iterator<Item = (&Section, Vec<&Field>)> {
        self.sections.iter().filter(move |section| section.step == stage).map(|section| {
            (section, self.fields.iter().filter(|field| field.section == section.id).collect())
        })
    }
}
