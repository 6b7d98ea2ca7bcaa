//! What was done, for a person and for a script.

use serde_json::{Value, json};

use super::super::{Stop, json as output, print};
use super::write::Written;
use crate::bundle::Bundle;
use crate::plan::Plan;
use crate::stack::SecretMode;
use crate::target::compose;
use crate::words;
use crate::words::terminal as say;

pub struct Done<'a> {
    pub plan: &'a Plan<'a>,
    pub bundle: &'a Bundle,
    pub written: &'a Written,
    /// The secrets that were made.
    pub made: &'a [&'a str],
    /// What was taken over from the deployment that was there.
    pub kept: &'a [&'a str],
    /// The stack is not one of those that ship.
    pub foreign: bool,
}

impl Done<'_> {
    pub fn print(&self) -> Result<(), Stop> {
        let files = &self.bundle.files;
        print::line(&say::heading(&self.plan.stack.name, &self.plan.profile.name))?;
        for (at, file) in files.iter().enumerate() {
            print::line(&say::file_done(at + 1, files.len(), &file.path))?;
        }
        print::line(&say::created(&self.written.target))?;
        for file in files {
            print::line(&format!("   {:<30} {}", file.path, say::size(file.text.len())))?;
        }
        print::line(&say::totals(&words::needs(self.plan)))?;
        if !self.made.is_empty() {
            print::line(&say::made(
                self.made,
                if self.plan.secrets == SecretMode::Files { "secrets/" } else { ".env" },
            ))?;
        }
        if !self.kept.is_empty() {
            print::line(&say::kept(self.kept))?;
        }
        if let Some(backup) = &self.written.backup {
            print::line(&say::backed_up(backup))?;
        }
        if self.foreign {
            print::line(&say::foreign(&self.plan.stack.name))?;
        }
        print::line(&say::next_steps(&self.written.target))?;
        for (at, step) in compose::steps(self.plan).iter().enumerate() {
            print::line(&say::step(at + 1, &step.say, step.run.as_deref()))?;
        }
        print::findings(&self.plan.warnings)
    }

    pub fn json(&self) -> Value {
        let files = self.bundle.files.iter();
        let file = |file: &crate::bundle::File| json!({ "path": file.path, "mode": format!("{:04o}", file.mode), "bytes": file.text.len() });
        let step = |step: &crate::plan::Step| json!({ "say": step.say, "run": step.run.as_deref().unwrap_or_default() });
        json!({
            "stack": self.plan.stack.id,
            "foreign": self.foreign,
            "profile": self.plan.profile.id,
            "target": self.written.target,
            "backup": self.written.backup,
            "files": files.map(file).collect::<Value>(),
            "totals": {
                "cpus": f64::from(self.plan.totals.most.cpus) / 1000.0,
                "memory_mib": self.plan.totals.most.memory,
                "containers": self.plan.totals.containers,
                "limited": self.plan.profile.limits,
            },
            "generated": self.made,
            "kept": self.kept,
            "findings": output::findings(&self.plan.warnings),
            "next_steps": compose::steps(self.plan).iter().map(step).collect::<Value>(),
        })
    }
}
