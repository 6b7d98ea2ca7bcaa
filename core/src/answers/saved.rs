//! Answers as a browser keeps them between two visits: as a link holds them, without the secrets (G25), and each part that
//! can't be used is named (G27).

use std::slice;

use super::Answers;
use super::link::{self, Notice};
use crate::stack::Stack;

pub fn write(stack: &Stack, answers: &Answers) -> String {
    link::write(stack, answers)
}

/// The answers, and the parts that could not be used. None: this version reads no such form.
pub fn read(stack: &Stack, text: &str) -> Option<(Answers, Vec<Notice>)> {
    let first = text.strip_prefix("berth 1\n").map(|lines| from_lines(stack, lines));
    let kept = link::read(first.as_deref().unwrap_or(text), slice::from_ref(stack));
    Some((kept.answers?, kept.notices))
}

/// As the first version wrote them: `profile dev`, `addon backup`, `DASHBOARD_PORT=8080`, each on a line.
fn from_lines(stack: &Stack, lines: &str) -> String {
    let mut link = format!("#?stack={}", stack.id);
    let mut addons = String::new();
    for line in lines.lines() {
        if let Some(id) = line.strip_prefix("addon ") {
            addons.push_str(id);
            addons.push(',');
            continue;
        }
        let part = if line.contains('=') { line.replace('&', "%26") } else { line.replacen(' ', "=", 1) };
        link.push('&');
        link.push_str(&part);
    }
    link + "&addons=" + &addons
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
            [("DASHBOARD_PORT", "80a"), ("GITHUB_OWNER", "50% = half\r\n⚓"), ("TAMMA_VERSION", "")]
        {
            answers.set(key, value);
        }
        assert_eq!(read(stack, &write(stack, &answers)), Some((answers, vec![])));
    }

    #[test]
    fn g25_no_secret_goes_out_or_comes_in() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-in-its-place"));
        answers.set("GITHUB_TOKEN", "canary-in-the-wrong-place");
        assert!(!write(stack, &answers).contains("canary"));

        for text in ["berth 1\nGITHUB_TOKEN=canary\n", "?stack=tamma&GITHUB_TOKEN=canary"] {
            let expected = (Answers::new(stack), vec![Notice::Secret("GITHUB_TOKEN".into())]);
            assert_eq!(read(stack, text), Some(expected));
        }
    }

    #[test]
    fn g26_what_the_first_version_kept_is_still_read() {
        let stack = catalogue::first();
        let text = "berth 1\nprofile lite\nshape repository\nsecrets files\naddon backup\naddon monitoring\n\
                    DASHBOARD_PORT= 80a\nGITHUB_OWNER=50%25 & #1 = half%0D%0A⚓+\nGITHUB_REPO=\n";
        let (answers, notices) = read(stack, text).unwrap();
        assert_eq!(notices, []);
        assert_eq!((answers.profile.as_str(), answers.shape.id()), ("lite", "repository"));
        assert_eq!(
            (answers.secrets.id(), answers.addons.join(" ")),
            ("files", "backup monitoring".to_owned())
        );
        for (key, value) in
            [("DASHBOARD_PORT", " 80a"), ("GITHUB_OWNER", "50% & #1 = half\r\n⚓+"), ("GITHUB_REPO", "")]
        {
            assert_eq!(answers.typed(key), Some(value));
        }
    }

    #[test]
    fn g27_what_cannot_be_used_is_named_and_the_rest_is_kept() {
        let stack = catalogue::first();
        let text = "berth 1\nprofile nope\nDASHBOARD_PORT=8080\nNO_SUCH=1\nTS_API_PORT=%zz\n\nshape\n";
        let (answers, notices) = read(stack, text).unwrap();
        assert_eq!(answers.typed("DASHBOARD_PORT"), Some("8080"));
        assert_eq!(notices.len(), 4, "{notices:?}");
    }

    #[test]
    fn g27_another_form_is_left_alone() {
        let stack = catalogue::first();
        for text in ["", "berth 2\nDASHBOARD_PORT=1\n", "berth 1", "{}", "%", "?stack=other&DASHBOARD_PORT=1"]
        {
            assert_eq!(read(stack, text), None, "{text:?}");
        }
    }
}
