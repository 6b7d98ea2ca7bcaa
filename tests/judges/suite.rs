//! The list of tests. A test whose judge is missing is never reported as passed.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use berth_testing::judge::Judge;
use libtest_mimic::{Completion, Failed, Trial};

use crate::namespace;

pub struct Suite {
    trials: Vec<Trial>,
    /// Those that need minutes.
    long: Vec<Trial>,
    length: Length,
    /// Whether this process is already alone in a network of its own.
    alone: bool,
}

/// How much is tried, as `BERTH_LENGTH` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Few bundles and few texts: what is broken on purpose (`cargo xtask mutants`) is broken in each.
    Brief,
    Usual,
    /// What needs minutes, and nothing else: `cargo xtask prove`.
    Full,
}

impl Length {
    pub fn asked() -> Self {
        match env::var("BERTH_LENGTH").as_deref() {
            Err(_) => Self::Usual,
            Ok("brief") => Self::Brief,
            Ok("full") => Self::Full,
            Ok(other) => panic!("BERTH_LENGTH: expected brief or full, found `{other}`"),
        }
    }
}

/// The test, or nothing where one that fails is enough (`BERTH_ENOUGH=one-failure`) and one has.
fn until_one_fails<T>(sentence: &str, test: T) -> Trial
where
    T: FnOnce() -> Result<Completion, Failed> + Send + 'static,
{
    static ONE_HAS_FAILED: AtomicBool = AtomicBool::new(false);
    let one_is_enough = match env::var("BERTH_ENOUGH").as_deref() {
        Err(_) => false,
        Ok("one-failure") => true,
        Ok(other) => panic!("BERTH_ENOUGH: expected one-failure, found `{other}`"),
    };
    Trial::ignorable_test(sentence, move || {
        if one_is_enough && ONE_HAS_FAILED.load(Ordering::Relaxed) {
            return Ok(Completion::ignored_with("another test has failed"));
        }
        // It panics or says so.
        let result = catch_unwind(AssertUnwindSafe(test));
        if !matches!(result, Ok(Ok(_))) {
            ONE_HAS_FAILED.store(true, Ordering::Relaxed);
        }
        result.unwrap_or_else(|panic| resume_unwind(panic))
    })
}

impl Suite {
    pub fn new(alone: bool) -> Self {
        Self { trials: Vec::new(), long: Vec::new(), length: Length::asked(), alone }
    }

    pub fn into_trials(self) -> Vec<Trial> {
        if self.length == Length::Full { self.long } else { self.trials }
    }

    /// Adds tests that need minutes; a run takes either these or the others.
    pub fn at_length(&mut self, tests: impl FnOnce(&mut Self)) {
        let others = std::mem::take(&mut self.trials);
        tests(self);
        let these = std::mem::replace(&mut self.trials, others);
        self.long.extend(these);
    }

    /// Adds a test that gets the judge's path.
    pub fn with<T>(&mut self, judge: Judge, sentence: &str, test: T)
    where
        T: FnOnce(&Path) + Send + 'static,
    {
        self.add(judge, sentence, judge.find(), move |program| {
            test(&program);
            Ok(())
        });
    }

    /// Adds a test that gets the paths of two judges.
    pub fn with_both<T>(&mut self, one: Judge, other: Judge, sentence: &str, test: T)
    where
        T: FnOnce(&Path, &Path) + Send + 'static,
    {
        self.with_all([one, other], sentence, |[one, other]| test(one, other));
    }

    /// Adds a test that gets the paths of so many judges; it bears the first one's name.
    pub fn with_all<const N: usize, T>(&mut self, judges: [Judge; N], sentence: &str, test: T)
    where
        T: FnOnce([&Path; N]) + Send + 'static,
    {
        let mut others = Vec::new();
        let mut found = judges[0].find();
        for judge in &judges[1..] {
            match judge.find() {
                Ok(program) => others.push(program),
                Err(missing) => found = found.and(Err(missing)),
            }
        }
        self.add(judges[0], sentence, found, move |first| {
            test(std::array::from_fn(|at| if at == 0 { first.as_path() } else { others[at - 1].as_path() }));
            Ok(())
        });
    }

    /// Adds a test that gets the paths of so many judges, and needs to be root.
    pub fn as_root_with<const N: usize, T>(&mut self, judges: [Judge; N], sentence: &str, test: T)
    where
        T: FnOnce([&Path; N]) + Send + 'static,
    {
        if Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout == b"0\n") {
            return self.with_all(judges, sentence, test);
        }
        self.add(judges[0], sentence, Err("root is missing: run the tests as root".to_owned()), |_| Ok(()));
    }

    /// Adds a test that needs nobody else's program.
    pub fn ours(&mut self, sentence: &str, test: impl FnOnce() + Send + 'static) {
        let trial = until_one_fails(sentence, move || {
            test();
            Ok(Completion::Completed)
        });
        self.trials.push(trial.with_kind("berth"));
    }

    /// Adds a test that gets the judge's path, and runs in a network where every port and every name is its own.
    pub fn alone_with<T>(&mut self, judge: Judge, sentence: &str, test: T)
    where
        T: FnOnce(&Path) + Send + 'static,
    {
        if self.alone {
            return self.with(judge, sentence, test);
        }
        let found = judge.find().and_then(|program| namespace::available().map(|()| program));
        let name = sentence.to_owned();
        self.add(judge, sentence, found, move |_| namespace::run_again_inside(&name).map_err(Failed::from));
    }

    fn add<T>(&mut self, judge: Judge, sentence: &str, found: Result<PathBuf, String>, test: T)
    where
        T: FnOnce(PathBuf) -> Result<(), Failed> + Send + 'static,
    {
        let trial = until_one_fails(sentence, move || match found {
            Ok(program) => test(program).map(|()| Completion::Completed),
            Err(missing) if env::var("CI").is_ok_and(|ci| ci == "true") => Err(missing.into()),
            Err(missing) => Ok(Completion::ignored_with(missing)),
        });
        self.trials.push(trial.with_kind(judge.to_string()));
    }
}
