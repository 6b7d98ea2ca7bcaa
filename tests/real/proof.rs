//! One stack, from its sources to its end: copied, unpacked, built, started, asked, started again, asked again, taken down.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{env, fs};

use berth::stack::{Shape, Stack};
use berth_testing::engine::Engine;
use berth_testing::lanes::Steps;
use berth_testing::real::ask::{self, until};
use berth_testing::real::questions::{Lacking, Question, Questions};
use berth_testing::real::source;

use crate::bases::Bases;
use crate::deployment::{self, Deployment};
use crate::page;
use crate::report::{self, Image};

/// The proxy by which builds reach their packages, where the engine is our own.
pub static PROXY: OnceLock<Option<String>> = OnceLock::new();

pub fn prove(steps: &Steps, engine: &Engine, id: &str) {
    let stack = berth::catalogue::find(id).expect("it ships");
    let questions = Questions::about(id).unwrap_or_else(|words| panic!("{words}"));
    let folder = tempfile::Builder::new().prefix("berth-real-").tempdir().expect("a temporary folder");
    let revision = stack.source.as_ref().unwrap_or_else(|| panic!("{id}'s manifest names no source"));
    let given = env::var_os("BERTH_REAL_SOURCE").map(PathBuf::from);
    let pristine = folder.path().join("pristine");
    fs::create_dir(&pristine).unwrap();
    match source::copy(revision, given.as_deref(), &pristine) {
        Ok(words) => println!("  {id}: {words}"),
        Err(words) if given.is_none() => return steps.skip("the sources are here", &words),
        Err(words) => {
            println!("  {id}: {words}");
            return steps.must("the sources are here", || panic!("{words}"));
        }
    }
    let mut bases = Bases::default();
    let mut ended = None;
    for profile in wanted(&questions) {
        let copy = folder.path().join(profile);
        let done = Command::new("cp").arg("-a").arg(&pristine).arg(&copy).status();
        assert!(done.is_ok_and(|status| status.success()), "the sources can't be copied");
        let steps = steps.within(profile);
        let whole = catch_unwind(AssertUnwindSafe(|| {
            one(&steps, engine, stack, profile, Shape::Repository, &questions, &copy, &mut bases);
        }));
        // The other profiles may come up.
        ended = whole.err().or(ended);
        let _ = fs::remove_dir_all(copy);
    }
    if let Some(why) = ended {
        resume_unwind(why);
    }
}

/// Those that `--profile` names, else all.
pub fn wanted(questions: &Questions) -> Vec<&str> {
    let named = env::var("BERTH_REAL_PROFILES").unwrap_or_default();
    let is_wanted = |profile: &&str| named.is_empty() || named.split(',').any(|name| name == *profile);
    questions.profiles.iter().map(String::as_str).filter(is_wanted).collect()
}

#[allow(clippy::too_many_arguments, reason = "each is another thing")]
pub fn one(
    steps: &Steps,
    engine: &Engine,
    stack: &Stack,
    profile: &str,
    shape: Shape,
    questions: &Questions,
    copy: &Path,
    bases: &mut Bases,
) {
    let lacking = questions.lacking.as_ref().filter(|lacking| {
        let base = bases.provide(engine, std::slice::from_ref(&lacking.base));
        base != Image::Real
    });
    let proxy = PROXY.get().and_then(Option::as_deref);
    let deployment = steps.must("the bundle is unpacked", || {
        let home = deployment::home(stack, shape, copy);
        deployment::unpack(stack, profile, shape, questions, copy).unwrap_or_else(|words| panic!("{words}"));
        if let Some(repository) = &questions.repository {
            make_repository(&home.join(&repository.folder), &repository.name);
        }
        Deployment::open(engine, stack, profile, questions, home, proxy, lacking.is_some())
            .unwrap_or_else(|words| panic!("{words}"))
    });
    for words in &questions.prepare {
        let done = Command::new(&words[0]).args(&words[1..]).current_dir(&deployment.home).output();
        let done = done.unwrap_or_else(|error| panic!("{words:?}: {error}"));
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
    let images = provided(steps, &deployment, bases, lacking, &logs(&stack.id, profile));
    let had: BTreeSet<&str> =
        images.iter().filter(|(_, image)| image.is_had()).map(|(name, _)| *name).collect();
    let more = lacking.iter().flat_map(|lacking| lacking.unready.keys());
    let unready =
        questions.unready.keys().chain(more).map(String::as_str).filter(|name| had.contains(name)).collect();
    let mut answers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut asker = Asker { deployment: &deployment, kept: deployment.settings.clone(), folder: copy };
    let whole = catch_unwind(AssertUnwindSafe(|| {
        steps.must("something of it is here", || assert!(!had.is_empty(), "every image of it is missing"));
        let start = |sentence: &str| {
            steps.must(sentence, || {
                if let Err(words) = deployment.up(&had, &unready) {
                    let said = deployment.compose(60, &["logs", "--no-color", "--tail", "30"]);
                    panic!("{words}\n{}", deployment.scrubbed(&said.unwrap_or_default()));
                }
            });
        };
        start("`docker compose up -d --wait`: everything that is here becomes healthy");
        asker.all(steps, questions, profile, false, &had, &mut answers);
        steps.must("`docker compose down` ends everything and keeps the data", || {
            deployment.compose(180, &["down"]).unwrap_or_else(|words| panic!("{words}"));
        });
        start("`docker compose up -d --wait` starts it again");
        asker.all(&steps.within("again"), questions, profile, true, &had, &mut answers);
    }));
    deployment.keep_logs(&logs(&stack.id, profile));
    steps.step("`docker compose down -v` leaves nothing", || {
        deployment
            .compose(180, &["down", "-v", "--remove-orphans"])
            .unwrap_or_else(|words| panic!("{words}"));
    });
    for (service, image) in &images {
        let answers = answers.get(service).copied().unwrap_or_default();
        report::add(&format!("{} {profile}", stack.id), service, image, answers);
    }
    if let Err(why) = whole {
        resume_unwind(why);
    }
}

/// Each service's image, or why there is none.
fn provided<'a>(
    steps: &Steps,
    deployment: &'a Deployment,
    bases: &mut Bases,
    lacking: Option<&Lacking>,
    logs: &Path,
) -> BTreeMap<&'a str, Image> {
    let mut images = BTreeMap::new();
    for service in deployment.services() {
        let mut image = Image::NotHad("its image can't be built".to_owned());
        let sentence = format!("{service} has its image");
        let mut failed = None;
        let started = Instant::now();
        if let Some(lacking) = lacking.filter(|lacking| lacking.services.iter().any(|name| name == service)) {
            image = Image::NotHad(lacking.what.clone());
        } else {
            match deployment.provide(service, bases, logs) {
                Ok(made) => image = made,
                Err(words) => failed = Some(words),
            }
        }
        if started.elapsed() > Duration::from_secs(1) {
            println!("  {service}: {} s", started.elapsed().as_secs());
        }
        match (&image, failed) {
            (_, Some(words)) => steps.step(&sentence, || panic!("{}", tail(&words, 60))),
            (Image::NotHad(reason), None) => steps.skip(&sentence, reason),
            _ => steps.step(&sentence, || {}),
        }
        images.insert(service, image);
    }
    images
}

struct Asker<'a> {
    deployment: &'a Deployment<'a>,
    kept: ask::Kept,
    folder: &'a Path,
}

impl<'a> Asker<'a> {
    fn all(
        &mut self,
        steps: &Steps,
        questions: &'a Questions,
        profile: &str,
        again: bool,
        had: &BTreeSet<&str>,
        answers: &mut BTreeMap<&'a str, usize>,
    ) {
        for question in questions.ask.iter().filter(|question| question.is_asked(profile, again)) {
            let sentence = format!("{}: {}", question.service, question.say);
            let mut needed = [&question.service].into_iter().chain(&question.with);
            if let Some(missing) = needed.find(|service| !had.contains(service.as_str())) {
                steps.skip(&sentence, &format!("{missing} is not here"));
                continue;
            }
            steps.step(&sentence, || {
                let answer = self.one(question).unwrap_or_else(|words| {
                    panic!("{}", self.deployment.scrubbed(&words));
                });
                println!("  {}: {}", question.service, self.deployment.scrubbed(&answer));
                *answers.entry(&question.service).or_default() += 1;
            });
        }
    }

    fn one(&mut self, question: &Question) -> Result<String, String> {
        let (deployment, service) = (self.deployment, question.service.as_str());
        if let Some(http) = &question.http {
            return until(question.within, || {
                let base = deployment.address(service, http.port, http.published.as_deref())?;
                ask::ask(&base, http, &mut self.kept)
            });
        }
        if let Some(page) = &question.page {
            let base = deployment.address(service, page.port, page.published.as_deref())?;
            return page::ask(&base, page, &self.kept, question.within.max(60), self.folder);
        }
        if let Some(run) = &question.run {
            let words: Vec<String> =
                run.command.iter().map(|word| ask::fill(word, &self.kept)).collect::<Result<_, _>>()?;
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let text = ask::fill(&run.text, &self.kept)?;
            return until(question.within, || {
                let said = deployment.compose(60, &[&["exec", "-T", service], &words[..]].concat())?;
                if said.contains(&text) {
                    Ok(brief(&said))
                } else {
                    Err(format!("expected `{text}`, found {said}"))
                }
            });
        }
        let text = ask::fill(question.log.as_deref().unwrap_or_default(), &self.kept)?;
        until(question.within, || {
            let said = deployment.log(service)?;
            let line = said.lines().find(|line| line.contains(&text));
            line.map(brief).ok_or_else(|| format!("no line with `{text}` in its log:\n{}", tail(&said, 20)))
        })
    }
}

/// What a checkout would be cloned from: one commit.
fn make_repository(folder: &Path, name: &str) {
    let bare = folder.join(name);
    fs::create_dir_all(&bare).unwrap();
    let work = tempfile::tempdir().unwrap();
    fs::write(work.path().join("README.md"), "hello\n").unwrap();
    let bare = bare.to_str().expect("a path");
    let who = ["-c", "user.name=octo", "-c", "user.email=octo@example.org"];
    for words in [
        &["init", "-q", "--bare", "-b", "main", bare][..],
        &["init", "-q", "-b", "main"],
        &["add", "README.md"],
        &[&who[..], &["commit", "-qm", "Say hello"]].concat(),
        &["push", "-q", bare, "main"],
    ] {
        let done = Command::new("git").args(words).current_dir(work.path()).output().expect("git runs");
        assert!(done.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// Where what the containers said is kept, for whoever looks for a reason.
pub fn logs(stack: &str, profile: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/real").join(format!("{stack}-{profile}"))
}

fn brief(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}
