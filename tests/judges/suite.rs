//! The list of tests. A test whose judge is missing is never reported as passed.

use std::env;
use std::path::{Path, PathBuf};

use libtest_mimic::{Completion, Failed, Trial};

use crate::judge::Judge;
use crate::namespace;

pub struct Suite {
    trials: Vec<Trial>,
    /// Those that need minutes.
    long: Vec<Trial>,
    /// Whether this run takes those alone: `cargo xtask prove`.
    at_length: bool,
    /// Whether this process is already alone in a network of its own.
    alone: bool,
}

impl Suite {
    pub fn new(alone: bool) -> Self {
        Self {
            trials: Vec::new(),
            long: Vec::new(),
            at_length: env::var_os("BERTH_AT_LENGTH").is_some(),
            alone,
        }
    }

    pub fn into_trials(self) -> Vec<Trial> {
        if self.at_length { self.long } else { self.trials }
    }

    #[allow(dead_code, reason = "the first are on their way")]
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
        let both = one.find().and_then(|one| Ok((one, other.find()?)));
        let (found, second) = match both {
            Ok((one, other)) => (Ok(one), other),
            Err(missing) => (Err(missing), PathBuf::new()),
        };
        self.add(one, sentence, found, move |first| {
            test(&first, &second);
            Ok(())
        });
    }

    /// Adds a test that needs nobody else's program.
    pub fn ours(&mut self, sentence: &str, test: impl FnOnce() + Send + 'static) {
        let trial = Trial::test(sentence, move || {
            test();
            Ok(())
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
        let trial = Trial::ignorable_test(sentence, move || match found {
            Ok(program) => test(program).map(|()| Completion::Completed),
            Err(missing) if env::var("CI").is_ok_and(|ci| ci == "true") => Err(missing.into()),
            Err(missing) => Ok(Completion::ignored_with(missing)),
        });
        self.trials.push(trial.with_kind(judge.to_string()));
    }
}
