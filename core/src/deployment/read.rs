//! Takes a deployment's files as somebody finds them, and counts.

use std::collections::BTreeMap;
use std::io::Read;

use super::Refusal;
use super::found::{Deployment, Found, LeftOut, Why, is_configuration};
use super::limits::Meter;

#[derive(Debug, Default)]
pub struct Reader {
    meter: Meter,
    deployment: Deployment,
    /// Each path by its small letters.
    without_case: BTreeMap<String, String>,
}

impl Reader {
    /// For one Compose file, by its name, instead of those that Compose finds.
    pub fn asked(path: &str) -> Self {
        let deployment = Deployment { asked: Some(path.to_owned()), ..Deployment::default() };
        Self { deployment, ..Self::default() }
    }

    pub fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    pub fn done(self) -> Deployment {
        self.deployment
    }

    pub fn folder(&mut self, path: &str, mode: Option<u32>) -> Result<(), Refusal> {
        self.entry(path)?;
        if let Some(mode) = mode {
            self.deployment.folder_modes.insert(path.to_owned(), mode);
        }
        Ok(())
    }

    /// A file of which every byte is read, and counted. What is no text is known by its name only.
    pub fn file(&mut self, path: &str, mode: Option<u32>, from: &mut dyn Read) -> Result<(), Refusal> {
        self.entry(path)?;
        let bytes = self.meter.drain(path, from)?;
        if !self.wants(path) {
            return Ok(());
        }
        match bytes.map(String::from_utf8) {
            Some(Ok(text)) => self.deployment.files.push(Found { path: path.to_owned(), mode, text }),
            Some(Err(_)) => {}
            None => self.leave(path, Why::Large),
        }
        Ok(())
    }

    /// Whether what is in it is of interest. What one Compose file names is.
    pub fn wants(&self, path: &str) -> bool {
        self.deployment.asked.is_some() || is_configuration(path)
    }

    /// It is there, and what is in it is not looked at.
    pub fn left_out(&mut self, path: &str, why: Why) -> Result<(), Refusal> {
        self.entry(path)?;
        self.leave(path, why);
        Ok(())
    }

    /// It is there, and nothing is in it that is of interest.
    pub fn by_name(&mut self, path: &str) -> Result<(), Refusal> {
        self.entry(path)
    }

    /// It was looked for.
    pub fn absent(&mut self, path: &str) {
        self.deployment.absent.insert(path.to_owned());
    }

    fn leave(&mut self, path: &str, why: Why) {
        self.deployment.left_out.push(LeftOut { path: path.to_owned(), why });
    }

    fn entry(&mut self, path: &str) -> Result<(), Refusal> {
        self.meter.entry()?;
        if !self.deployment.paths.insert(path.to_owned()) {
            return Err(Refusal::Twice);
        }
        let known = self.without_case.insert(path.to_lowercase(), path.to_owned());
        known.map_or(Ok(()), |known| Err(Refusal::SameBesidesCase(known, path.to_owned())))
    }
}
