//! `berth init`

mod answers;
mod ask;
mod report;
mod write;

use std::io::{self, IsTerminal};
use std::iter;
use std::path::Path;

use super::stacks::Stacks;
use super::{Init, Stop, json as output, print};
use crate::answers::Answers;
use crate::entropy::System;
use crate::plan::{self, Plan};
use crate::script;
use crate::stack::Stack;
use crate::words::terminal as say;
use crate::{target, words};

pub fn run(stacks: &Stacks, options: &Init) -> Result<(), Stop> {
    let answers::Given { stack, mut answers, kept, notices } = answers::gather(stacks, options)?;
    print::warnings(notices.iter().map(|notice| say::link(notice)))?;
    let to_stdout = options.zip.as_deref() == Some(Path::new("-"));
    if stacks.foreign && (to_stdout || options.script) {
        // A report says it above its commands; here none is printed.
        print::warnings(iter::once(say::foreign_output(&stack.name)))?;
    }
    if options.script {
        return script(stack, &answers);
    }
    if to_stdout && options.json {
        return Err(Stop::Usage(say::JSON_AND_ZIP_BOTH.to_owned()));
    }
    let target = write::Target::new(options);
    target.refuse_what_is_there(stack, answers.shape, options.force)?;

    let asks = !options.yes && !options.json && io::stdin().is_terminal() && io::stderr().is_terminal();
    if asks {
        ask::all(stack, &mut answers)?;
    }
    let made = if options.without_secrets {
        answers = answers.without_secrets();
        Vec::new()
    } else {
        let mut entropy = System::new().ok_or_else(|| Stop::Refused(say::NO_ENTROPY.to_owned()))?;
        let asked = plan::asked(stack, &answers);
        answers.make_missing_secrets(&asked, &mut entropy)
    };
    let mut plan = plan(stack, &answers, options.json)?;
    plan.settled = true;
    let bundle =
        target::compose::bundle(&plan).map_err(|error| Stop::Refused(words::not_rendered(&error)))?;
    if asks && !ask::whether_to_write(&plan, &bundle, &target)? {
        return Err(Stop::Refused(say::NOTHING_WRITTEN.to_owned()));
    }

    if to_stdout {
        print::bytes(&bundle.zip()?)?;
        return print::findings(&plan.warnings);
    }
    let written = target.write(&bundle, options.force)?;
    let done = report::Done {
        plan: &plan,
        bundle: &bundle,
        written: &written,
        made: &made,
        kept: &kept,
        foreign: stacks.foreign,
    };
    if options.json { output::print(&done.json()) } else { done.print() }
}

/// Whatever secrets were given, it asks for them where it runs.
fn script(stack: &Stack, answers: &Answers) -> Result<(), Stop> {
    let answers = answers.without_secrets();
    let plan = plan(stack, &answers, false)?;
    let script =
        script::script(stack, &answers).map_err(|error| Stop::Refused(words::script_refused(&error)))?;
    print::bytes(script.as_bytes())?;
    let mut findings = plan.warnings;
    for field in stack.fields.iter().filter(|field| field.secret().is_some()) {
        findings.retain(|finding| !finding.is_about(&field.key));
    }
    print::findings(&findings)
}

/// The plan; or its findings printed, and nothing written.
fn plan<'s>(stack: &'s Stack, answers: &Answers, json: bool) -> Result<Plan<'s>, Stop> {
    plan::make(stack, answers).or_else(|findings| {
        if json {
            output::print(&serde_json::json!({ "findings": output::findings(&findings) }))?;
        } else {
            print::findings(&findings)?;
        }
        Err(Stop::Refused(say::NOTHING_WRITTEN.to_owned()))
    })
}
