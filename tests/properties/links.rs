//! Answers outlast a link, whatever they are, and any text may be pasted as one.

use berth::answers::{Answers, link};
use berth::stack::SecretMode;
use berth::values::Secret;
use berth::{catalogue, plan};
use proptest::prelude::*;
use proptest::sample::select;

use crate::anything;

/// Every link that was given away, and what is made of it now.
const KEPT: &str = include_str!("../links/1.txt");

#[test]
fn g26_every_link_that_was_given_away_is_still_read() {
    for line in KEPT.lines().filter(|line| !line.starts_with('#') || line.starts_with("#?")) {
        let [given, same, unusable] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let (read, expected) = (catalogue::read_link(given), catalogue::read_link(same));
        assert_eq!(read.answers, expected.answers, "{given}");
        assert_eq!(read.notices.len().to_string(), unusable, "{given}: {:?}", read.notices);
        assert!(same.is_empty() || expected.notices.is_empty(), "{same}: {:?}", expected.notices);
    }
}

/// Pieces of links, so that what is drawn comes near to one.
fn pasted() -> impl Strategy<Value = String> {
    let words = [
        "#",
        "?",
        "&",
        "=",
        "%",
        "%2",
        "%C3",
        ",",
        "stack=tamma",
        "&stack=no",
        "&profile=prod",
        "&addons=backup,",
        "&DASHBOARD_PORT=",
        "&GITHUB_TOKEN=",
        "https://",
        "ports",
    ];
    let piece = prop_oneof![4 => select(words.to_vec()).prop_map(str::to_owned), 1 => anything()];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn answers() -> impl Strategy<Value = Answers> {
    let stack = catalogue::first();
    let typed =
        proptest::collection::vec((select(stack.fields.iter().collect::<Vec<_>>()), anything()), 0..8);
    let profile = select(stack.profiles.iter().collect::<Vec<_>>());
    let addons = proptest::sample::subsequence(
        stack.addons.iter().map(|addon| addon.id.clone()).collect::<Vec<_>>(),
        0..=3,
    );
    (profile, addons, typed, select(stack.shapes.clone()), select(stack.secrets.clone())).prop_map(
        |(profile, addons, typed, shape, secrets)| {
            let mut answers = Answers::new(stack);
            profile.id.clone_into(&mut answers.profile);
            (answers.addons, answers.shape, answers.secrets) = (addons, shape, secrets);
            for (field, text) in typed {
                if field.secret().is_none() && text != field.default_in(&profile.id) {
                    answers.set(&field.key, text);
                }
            }
            answers
        },
    )
}

proptest! {
    #[test]
    fn g26_what_was_typed_comes_back(answers in answers()) {
        let stack = catalogue::first();
        let link = link::write(stack, &answers);
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic() && !b"#\"<>`".contains(&byte)), "{}", link);
        for text in [link.clone(), format!("#ports{link}"), format!("{}#{link}", link::HOME)] {
            let read = catalogue::read_link(&text);
            prop_assert_eq!(read.notices.len(), 0);
            prop_assert_eq!(read.answers.as_ref(), Some(&answers));
        }
    }

    #[test]
    fn g25_no_secret_is_part_of_a_link(mut answers in answers(), secret in "[a-z]{20}") {
        let stack = catalogue::first();
        let before = link::write(stack, &answers);
        for field in stack.fields.iter().filter(|field| field.secret().is_some()) {
            answers.set_secret(&field.key, Secret::new(secret.clone()));
            answers.set(&field.key, secret.clone());
            let read = catalogue::read_link(&format!("{before}&{}={secret}", field.key)).answers;
            prop_assert!(read.is_some_and(|read| read.secret(&field.key).is_none() && read.typed(&field.key).is_none()));
        }
        prop_assert_eq!(link::write(stack, &answers), before);
    }

    #[test]
    fn g27_any_text_is_read_and_what_is_read_is_written_the_same(text in prop_oneof![anything(), pasted()]) {
        let Some(answers) = catalogue::read_link(&text).answers else { return Ok(()) };
        let stack = catalogue::find(&answers.stack).unwrap();
        let link = link::write(stack, &answers);
        let again = catalogue::read_link(&link);
        prop_assert_eq!(again.notices.len(), 0);
        prop_assert_eq!(again.answers.map(|again| link::write(stack, &again)), Some(link));
    }
}

#[test]
fn g27_of_all_that_is_wrong_so_much_is_named() {
    let unknown = |count| (0..count).map(|at| format!("&NOPE_{at}=1")).collect::<String>();
    for text in [
        format!("?addons={}", "nope,".repeat(1000)),
        format!("?stack=tamma{}", unknown(1000)),
        format!("?stack=campaign&secrets=env&profile=prod{}&addons=nope", unknown(40)),
    ] {
        let notices = catalogue::read_link(&text).notices;
        assert_eq!(notices.len(), 41, "{notices:#?}");
        assert_eq!(notices[40], link::Notice::ManyMore);
    }
}

#[test]
fn g27_a_way_with_secrets_that_the_profile_does_not_know_is_said() {
    let stack = catalogue::find("campaign").expect("Campaign ships");
    for (text, mode, notices) in [
        ("#?stack=campaign&profile=prod", SecretMode::Files, 0),
        ("#?stack=campaign&secrets=env&profile=prod", SecretMode::Files, 1),
        ("#?stack=campaign&profile=prod&secrets=env", SecretMode::Files, 1),
        ("#?stack=campaign&secrets=files", SecretMode::Env, 1),
    ] {
        let read = catalogue::read_link(text);
        let answers = read.answers.expect("answers");
        assert_eq!((answers.secrets, read.notices.len()), (mode, notices), "{text}: {:?}", read.notices);
        assert!(plan::make(stack, &answers).is_ok(), "{text}");
        assert!(!link::write(stack, &answers).contains("secrets"), "it goes without saying");
    }
}
