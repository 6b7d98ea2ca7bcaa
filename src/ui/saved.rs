//! Answers as text that outlives a reload: a line with the version, then `name=value` lines. Secrets are never in it
//! (G25), neither on the way out nor on the way in, and each part that can't be used is named (G27).
//!
//! ```text
//! berth 1
//! profile dev
//! DASHBOARD_PORT=8080
//! ```

use crate::answers::Answers;
use crate::messages::page::notice as say;
use crate::stack::{SecretMode, Shape, Stack};

const VERSION: &str = "berth 1";

/// Under what the name of the chosen stack is kept.
pub const STACK: &str = "berth.stack";
pub const THEME: &str = "berth.theme";
/// Whether letters alone are shortcuts.
pub const LETTERS: &str = "berth.letters";
/// What every name begins with under which this browser keeps something.
pub const ALL: &str = "berth.";

/// Under what the answers for one stack are kept.
pub fn key(stack: &Stack) -> String {
    format!("berth.answers.{}", stack.id)
}

pub fn write(stack: &Stack, answers: &Answers) -> String {
    let mut text = format!(
        "{VERSION}\nprofile {}\nshape {}\nsecrets {}\n",
        answers.profile,
        answers.shape.id(),
        answers.secrets.id()
    );
    text.extend(answers.addons.iter().map(|addon| format!("addon {addon}\n")));
    let plain = stack.fields.iter().filter(|field| field.secret().is_none());
    text.extend(plain.filter_map(|field| {
        let typed = answers.typed(field.key)?;
        Some(format!("{}={}\n", field.key, escape(typed)))
    }));
    text
}

/// The answers, and what is to be said about the parts that could not be used.
pub fn read(stack: &Stack, text: &str) -> (Answers, Vec<String>) {
    let mut answers = Answers::new(stack);
    let Some(lines) = text.strip_prefix(VERSION).and_then(|rest| rest.strip_prefix('\n')) else {
        return (answers, vec![say::stored_unreadable()]);
    };
    let unusable = lines.lines().filter(|line| take(stack, &mut answers, line).is_none());
    let notices = unusable.map(|line| say::stored_part_unusable(name(line))).collect();
    (answers, notices)
}

fn take(stack: &Stack, answers: &mut Answers, line: &str) -> Option<()> {
    if let Some((key, value)) = line.split_once('=') {
        let field = stack.field(key).filter(|field| field.secret().is_none())?;
        answers.set(field.key, unescape(value)?);
        return Some(());
    }
    match line.split_once(' ')? {
        ("profile", id) => stack.profile(id)?.id.clone_into(&mut answers.profile),
        ("shape", id) => {
            answers.shape = stack.shapes.iter().copied().find(|shape: &Shape| shape.id() == id)?;
        }
        ("secrets", id) => {
            answers.secrets = stack.secrets.iter().copied().find(|mode: &SecretMode| mode.id() == id)?;
        }
        ("addon", id) => answers.addons.push(stack.addons.iter().find(|addon| addon.id == id)?.id.to_owned()),
        _ => return None,
    }
    Some(())
}

/// What a line is about. Its value stays out of the notice.
fn name(line: &str) -> &str {
    line.split_once('=').map_or(line, |(key, _)| key)
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

fn unescape(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (letter, rest) = match part.get(..2)? {
            "25" => ('%', &part[2..]),
            "0A" => ('\n', &part[2..]),
            "0D" => ('\r', &part[2..]),
            _ => return None,
        };
        plain.push(letter);
        plain.push_str(rest);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::values::Secret;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn g26_what_was_typed_comes_back() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        for (key, value) in
            [("DASHBOARD_PORT", "80a"), ("GITHUB_OWNER", "50% = half\r\n⚓"), ("GITHUB_REPO", "")]
        {
            answers.set(key, value);
        }
        assert_eq!(read(stack, &write(stack, &answers)), (answers, vec![]));
    }

    #[test]
    fn g25_no_secret_goes_out_or_comes_in() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-in-its-place"));
        answers.set("GITHUB_TOKEN", "canary-in-the-wrong-place");
        assert!(!write(stack, &answers).contains("canary"));

        let (answers, notices) = read(stack, "berth 1\nGITHUB_TOKEN=canary\n");
        assert_eq!(answers, Answers::new(stack));
        assert!(notices.len() == 1 && notices[0].contains("GITHUB_TOKEN") && !notices[0].contains("canary"));
    }

    #[test]
    fn g27_what_cannot_be_used_is_named_and_the_rest_is_kept() {
        let stack = catalogue::first();
        let text = "berth 1\nprofile nope\nDASHBOARD_PORT=8080\nNO_SUCH=1\nTS_API_PORT=%zz\n\nshape\n";
        let (answers, notices) = read(stack, text);
        assert_eq!(answers.typed("DASHBOARD_PORT"), Some("8080"));
        assert_eq!(notices.len(), 5, "{notices:?}");
    }

    #[test]
    fn g27_another_version_is_left_alone() {
        let stack = catalogue::first();
        for text in ["", "berth 2\nDASHBOARD_PORT=1\n", "berth 1", "{}", "%"] {
            let (answers, notices) = read(stack, text);
            assert_eq!((answers, notices.len()), (Answers::new(stack), 1), "{text:?}");
        }
    }
}
