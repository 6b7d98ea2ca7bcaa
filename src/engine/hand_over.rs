//! What leaves the page: the zip, one of its files, or the script.

use super::files::stack_of;
use crate::answers::Answers;
use crate::bundle::Bundle;
use crate::message::{HandOver, HandedOver, What};
use crate::target::compose;
use crate::words::page::{findings, status as say};
use crate::{plan, script, words};

/// Or why not, as a sentence.
pub fn hand_over(wish: &HandOver) -> Result<HandedOver, String> {
    let answers = &wish.answers.0;
    let handed_over = match &wish.what {
        What::Zip => bundle(answers).and_then(|bundle| zip(&bundle)),
        What::File(path) => bundle(answers).and_then(|bundle| file(&bundle, path)),
        What::Script => script(answers),
    };
    handed_over.map_err(|why| say::not_handed_over(&why))
}

fn bundle(answers: &Answers) -> Result<Bundle, String> {
    let plan = plan::make(stack_of(answers), answers);
    let plan = plan.map_err(|found| findings::errors(found.len()))?;
    compose::bundle(&plan).map_err(|fault| words::not_rendered(&fault))
}

fn zip(bundle: &Bundle) -> Result<HandedOver, String> {
    let bytes = bundle.zip().map_err(|error| error.to_string())?;
    Ok(HandedOver { name: bundle.zip_name(), bytes, files: bundle.files.len(), holds_secrets: true })
}

fn file(bundle: &Bundle, path: &str) -> Result<HandedOver, String> {
    let file = bundle.file(path).ok_or_else(|| path.to_owned())?;
    let (bytes, holds_secrets) = (file.text.clone().into_bytes(), file.holds_secrets());
    Ok(HandedOver { name: path.to_owned(), bytes, files: 1, holds_secrets })
}

/// It holds no secret.
fn script(answers: &Answers) -> Result<HandedOver, String> {
    let stack = stack_of(answers);
    let script = script::script(stack, answers).map_err(|error| words::script_refused(&error))?;
    Ok(HandedOver { name: script::name(stack), bytes: script.into_bytes(), files: 1, holds_secrets: false })
}
