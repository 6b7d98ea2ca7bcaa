//! Answers as what stands behind `#` in a link, and back. Secrets are in neither direction part of it (G25). The same
//! answers give the same link, and only what differs from the defaults is in it.
//!
//! ```text
//! ?stack=tamma&profile=prod&addons=monitoring,backup&DASHBOARD_PORT=8080
//! ```

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_decode_str, utf8_percent_encode};

use super::Answers;
use crate::stack::{Field, Stack};

/// What reads well and means nothing to a browser, to Markdown or to a shell stays as it is: a link can be read, and can
/// be pasted anywhere.
const NOT_READABLE: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b':')
    .remove(b'@')
    .remove(b',')
    .remove(b'=')
    .remove(b'?');

/// Where Berth itself is found.
pub const HOME: &str = env!("CARGO_PKG_HOMEPAGE");

/// Of what is wrong, so much is named.
const MOST_NOTICES: usize = 40;

/// A name that is longer is none, and is not repeated.
const LONGEST_NAME: usize = 40;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The step that it names, as text. Empty: none.
    pub step: &'a str,
    /// None where there are none, or where they are for a stack that does not ship.
    pub answers: Option<Answers>,
    /// What can't be used, and what is used instead (G27). No value is in it.
    pub notices: Vec<Notice>,
}

/// A value is in none of them: nobody knows what was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    NoAnswers,
    NoSuchStack,
    NoSuchAddon,
    /// Not of the form `NAME=value`.
    Nameless,
    Unknown(String),
    /// No program reads it.
    Unread(String),
    Secret(String),
    Twice(String),
    Unusable {
        name: String,
        default: String,
    },
    /// There are more of them than are named.
    ManyMore,
}

pub fn write(stack: &Stack, answers: &Answers) -> String {
    let mut link = String::from("?stack=");
    link.extend(encode(&stack.id));
    let mut add = |name: &str, value: &str, default: &str| {
        if value != default {
            link.push('&');
            link.push_str(name);
            link.push('=');
            link.extend(encode(value));
        }
    };
    add("profile", &answers.profile, &stack.profiles[0].id);
    add("shape", answers.shape.id(), stack.shapes[0].id());
    add("secrets", answers.secrets.id(), stack.secret_modes(&answers.profile)[0].id());
    let mut addons = String::new();
    for addon in &stack.addons {
        if answers.addons.contains(&addon.id) {
            addons.push_str(if addons.is_empty() { "" } else { "," });
            addons.push_str(&addon.id);
        }
    }
    add("addons", &addons, "");
    for field in &stack.fields {
        if field.secret().is_none() {
            add(&field.key, answers.value(field), field.default_in(&answers.profile));
        }
    }
    link
}

/// Any text: a whole address, what stands behind its `#`, or that without the step before `?`. Of these stacks it may name
/// one, the first is meant where it names none.
pub fn read<'a>(text: &'a str, stacks: &[Stack]) -> Link<'a> {
    let hash = match text.split_once('#') {
        Some((_, hash)) => hash,
        None if text.contains("://") => text.find('?').map_or("", |at| &text[at..]),
        None => text,
    };
    let Some((step, query)) = hash.split_once('?') else {
        return Link { step: hash, answers: None, notices: vec![Notice::NoAnswers] };
    };
    let id = query.rsplit('&').find_map(|part| {
        let (key, id) = part.split_once('=')?;
        key.eq_ignore_ascii_case("stack").then_some(id)
    });
    let Some(stack) = id.map_or(stacks.first(), |id| named(stacks, id)) else {
        return Link { step, answers: None, notices: vec![Notice::NoSuchStack] };
    };
    let mut reader = Reader { stack, answers: Answers::new(stack), taken: Vec::new(), notices: Vec::new() };
    // The last of two counts.
    for part in query.rsplit('&') {
        reader.read(part);
    }
    reader.reconcile();
    let Reader { answers, mut notices, .. } = reader;
    notices.reverse();
    if notices.len() > MOST_NOTICES {
        // One part of a link may hold many, and what does not go together comes on top.
        notices.drain(..notices.len() - MOST_NOTICES);
        notices.push(Notice::ManyMore);
    }
    Link { step, answers: Some(answers), notices }
}

fn named<'s>(stacks: &'s [Stack], id: &str) -> Option<&'s Stack> {
    let id = decode(id)?;
    stacks.iter().find(|stack| is(&id, &stack.id, &stack.formerly))
}

struct Reader<'s> {
    stack: &'s Stack,
    answers: Answers,
    /// The names that were there already.
    taken: Vec<&'s str>,
    notices: Vec<Notice>,
}

impl<'s> Reader<'s> {
    fn read(&mut self, part: &str) {
        if part.is_empty() || self.notices.len() > MOST_NOTICES {
            return;
        }
        let field = |key| self.stack.fields.iter().find(|field| is(key, &field.key, &field.formerly));
        let Some((key, value)) = part.split_once('=').filter(|(key, _)| is_name(key)) else {
            return self.notices.push(Notice::Nameless);
        };
        let choices = ["stack", "profile", "shape", "secrets", "addons"];
        let field: Option<&'s Field> = field(key);
        let Some(name) = choices
            .into_iter()
            .find(|name| name.eq_ignore_ascii_case(key))
            .or(field.map(|field| field.key.as_str()))
        else {
            let unread = self.stack.unread.iter().find(|unread| is(key, &unread.key, &[]));
            let unknown = || Notice::Unknown(key.to_owned());
            let notice = unread.map_or_else(unknown, |unread| Notice::Unread(unread.key.clone()));
            return self.notices.push(notice);
        };
        if field.is_some_and(|field| field.secret().is_some()) {
            return self.notices.push(Notice::Secret(name.to_owned()));
        }
        if self.taken.contains(&name) {
            return self.notices.push(Notice::Twice(name.to_owned()));
        }
        self.taken.push(name);
        let default = match decode(value) {
            Some(value) => self.take(name, &value).err(),
            None => Some(self.default(name)),
        };
        self.notices.extend(default.map(|default| unusable(name, default)));
    }

    /// Else the default, which goes on holding.
    fn take(&mut self, name: &'s str, value: &str) -> Result<(), &'s str> {
        let (stack, default) = (self.stack, self.default(name));
        match name {
            "stack" => {}
            "profile" => {
                let found = stack.profiles.iter().find(|profile| is(value, &profile.id, &profile.formerly));
                found.ok_or(default)?.id.clone_into(&mut self.answers.profile);
            }
            "shape" => {
                let found = stack.shapes.iter().find(|shape| shape.id().eq_ignore_ascii_case(value));
                self.answers.shape = *found.ok_or(default)?;
            }
            "secrets" => {
                let found = stack.secrets.iter().find(|mode| mode.id().eq_ignore_ascii_case(value));
                self.answers.secrets = *found.ok_or(default)?;
            }
            "addons" => value.split(',').filter(|id| !id.is_empty()).for_each(|id| self.take_addon(id)),
            _ => self.answers.set(name, value),
        }
        Ok(())
    }

    /// The profile may know no such way for secrets to travel.
    fn reconcile(&mut self) {
        let modes = self.stack.secret_modes(&self.answers.profile);
        if modes.contains(&self.answers.secrets) {
            return;
        }
        self.answers.secrets = modes[0];
        if self.taken.contains(&"secrets") {
            self.notices.push(unusable("secrets", modes[0].id()));
        }
    }

    fn take_addon(&mut self, id: &str) {
        match self.stack.addons.iter().find(|addon| is(id, &addon.id, &addon.formerly)) {
            None => self.notices.push(Notice::NoSuchAddon),
            Some(addon) if self.answers.addons.contains(&addon.id) => {}
            Some(addon) => self.answers.addons.push(addon.id.clone()),
        }
    }

    fn default(&self, name: &str) -> &'s str {
        match name {
            "profile" => &self.stack.profiles[0].id,
            "shape" => self.stack.shapes[0].id(),
            "secrets" => self.stack.secrets[0].id(),
            // A field's hangs on the profile, which may not be read yet.
            _ => "",
        }
    }
}

fn unusable(name: &str, default: &str) -> Notice {
    Notice::Unusable { name: name.to_owned(), default: default.to_owned() }
}

/// A link may be typed off: capital letters are not another name.
fn is(name: &str, id: &str, formerly: &[String]) -> bool {
    name.eq_ignore_ascii_case(id) || formerly.iter().any(|former| name.eq_ignore_ascii_case(former))
}

/// Whether it may be said again, wherever that is.
fn is_name(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    !text.is_empty() && text.len() <= LONGEST_NAME && text.bytes().all(letter)
}

fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, &NOT_READABLE)
}

fn decode(text: &str) -> Option<Cow<'_, str>> {
    let plain = percent_decode_str(text).decode_utf8().ok()?;
    // The library leaves an escape that is cut as it is; any other made one byte of three.
    (plain.len() + 2 * text.matches('%').count() == text.len()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::values::Secret;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn answers(change: impl FnOnce(&mut Answers)) -> Answers {
        let mut answers = Answers::new(catalogue::first());
        change(&mut answers);
        answers
    }

    fn written(change: impl FnOnce(&mut Answers)) -> String {
        write(catalogue::first(), &answers(change))
    }

    #[test]
    fn only_what_differs_is_in_it_in_the_manifest_s_order() {
        assert_eq!(written(|_| {}), "?stack=tamma");
        let link = written(|answers| {
            answers.profile = "prod".into();
            answers.addons = ["backup", "monitoring"].map(str::to_owned).to_vec();
            for (key, value) in
                [("TS_API_PORT", "1"), ("DASHBOARD_PORT", "8080"), ("BIND_ADDRESS", "127.0.0.1")]
            {
                answers.set(key, value);
            }
        });
        assert_eq!(
            link,
            "?stack=tamma&profile=prod&addons=monitoring,backup&DASHBOARD_PORT=8080&TS_API_PORT=1"
        );
    }

    #[test]
    fn it_can_be_read_by_people() {
        let link = written(|answers| answers.set("GITHUB_OWNER", "a/b:c@d?e=f,g 1%&#+<é>\n$(id)"));
        assert_eq!(link, "?stack=tamma&GITHUB_OWNER=a/b:c@d?e=f,g%201%25%26%23%2B%3C%C3%A9%3E%0A%24%28id%29");
        let signs: String = (' '..='\u{7f}').filter(|sign| !sign.is_ascii_alphanumeric()).collect();
        assert_eq!(
            encode(&signs).to_string(),
            "%20%21%22%23%24%25%26%27%28%29%2A%2B,-./:%3B%3C=%3E?@%5B%5C%5D%5E_%60%7B%7C%7D~%7F"
        );
    }

    #[test]
    fn it_is_found_in_what_is_pasted() {
        for (text, step) in [
            ("https://example.org/berth/?x=1#ports?stack=tamma&DASHBOARD_PORT=8080", "ports"),
            ("https://example.org/berth/?stack=tamma&DASHBOARD_PORT=8080", ""),
            ("#?DASHBOARD_PORT=8080", ""),
            ("review?stack=tamma&DASHBOARD_PORT=8080", "review"),
            ("?&DASHBOARD_PORT=%38%30%38%30&", ""),
            ("?Stack=TAMMA&dashboard_port=8080&Profile=Dev&SHAPE=Deploy&secrets=ENV&addons=Backup", ""),
        ] {
            let link = read(text, catalogue::all());
            assert_eq!((link.step, link.notices), (step, vec![]), "{text}");
            assert_eq!(link.answers.unwrap().typed("DASHBOARD_PORT"), Some("8080"), "{text}");
        }
    }

    #[test]
    fn g25_no_secret_goes_in_or_comes_out() {
        let link = written(|answers| {
            answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-in-its-place"));
            answers.set("GITHUB_TOKEN", "canary-in-the-wrong-place");
        });
        assert_eq!(link, "?stack=tamma");
        for text in ["?GITHUB_TOKEN=canary", "?GITHUB_TOKEN=%zz&GITHUB_TOKEN=canary", "?a&canary&b=c=canary"]
        {
            let Link { answers, notices, .. } = read(text, catalogue::all());
            assert_eq!(answers, Some(Answers::new(catalogue::first())));
            assert!(!notices.is_empty() && !format!("{notices:?}").contains("canary"), "{notices:?}");
        }
    }

    #[test]
    fn g25_secrets_that_are_there_outlast_a_link() {
        let mut present = answers(|answers| answers.set_secret("GITHUB_TOKEN", Secret::new("mine")));
        present.take(read("?profile=prod", catalogue::all()).answers.unwrap());
        assert_eq!(
            (present.profile.as_str(), present.secret("GITHUB_TOKEN").unwrap().expose()),
            ("prod", "mine")
        );
    }

    #[test]
    fn g27_each_unusable_part_is_named_once() {
        let text = "?stack=tamma&profile=no&shape=&secrets=%&addons=backup,no&NOPE=1&DASHBOARD_PORT=%ff&TS_API_PORT=1&TS_API_PORT=2&=";
        let Link { answers, notices, .. } = read(text, catalogue::all());
        let answers = answers.unwrap();
        assert_eq!((answers.typed("TS_API_PORT"), answers.typed("DASHBOARD_PORT")), (Some("2"), None));
        assert_eq!((answers.profile.as_str(), answers.addons), ("dev", vec!["backup".to_owned()]));
        let expected = [
            unusable("profile", "dev"),
            unusable("shape", "deploy"),
            unusable("secrets", "env"),
            Notice::NoSuchAddon,
            Notice::Unknown("NOPE".into()),
            unusable("DASHBOARD_PORT", ""),
            Notice::Twice("TS_API_PORT".into()),
            Notice::Nameless,
        ];
        assert_eq!(notices, expected);
    }

    #[test]
    fn g26_a_former_name_leads_to_what_has_another_now() {
        assert!(is("API_PORT", "DASHBOARD_PORT", &["WEB_PORT".to_owned(), "API_PORT".to_owned()]));
        assert!(is("web_port", "DASHBOARD_PORT", &["WEB_PORT".to_owned()]));
        assert!(!is("WEB", "DASHBOARD_PORT", &["WEB_PORT".to_owned()]));
    }

    #[test]
    fn g27_what_is_wrong_many_times_is_said_a_few_times() {
        let notices = read(&format!("?{}", "a&".repeat(100_000)), catalogue::all()).notices;
        assert_eq!((notices.len(), &notices[MOST_NOTICES]), (MOST_NOTICES + 1, &Notice::ManyMore));
    }

    #[test]
    fn g27_another_stack_s_answers_are_left_out() {
        for text in [
            "?stack=nope&DASHBOARD_PORT=1",
            "?stack=tamma&stack=nope",
            "?stack=%",
            "?stack=%4z",
            "?stack=tamma%",
            "?stack=%%74amma",
            "",
            "ports",
            "https://a.b/",
        ] {
            let link = read(text, catalogue::all());
            assert_eq!((link.answers, link.notices.len()), (None, 1), "{text}");
        }
    }
}
