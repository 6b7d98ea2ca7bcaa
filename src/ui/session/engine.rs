//! The program that renders, as the page holds it. One request is in flight at a time. While it is, further changes come to
//! one request for the files, which is made when its turn comes; what is to be handed over waits in its order. An engine that
//! fails, or that does not reply in time, is ended, and the request goes to another one: nothing that was said is in it.

use std::collections::VecDeque;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Session;
use crate::answers::{Answers, WithSecrets};
use crate::browser::engine::{Engine, Said};
use crate::message::{self, BUILD, HandOver, HandedOver, Reply, Request, Show, Shown, What};
use crate::ui::step::Step;
use crate::words::page::engine as say;

/// A reply takes a hundredth of it.
const DEADLINE_MS: u32 = 10_000;
/// Before that, nobody misses the files.
const UNNOTICED_MS: u32 = 300;
/// Engines that fail one after the other, before no other one is tried.
const MOST_FAILURES: u8 = 2;

#[derive(Default)]
pub struct Link {
    engine: Option<Engine>,
    stands: Stands,
    in_flight: Option<Task>,
    /// The files are to be asked for.
    files_wait: bool,
    waiting: VecDeque<(HandOver, Then)>,
    /// What the files on show were asked by.
    last: Option<Show>,
    failures: u8,
    /// Its files were fetched past what the browser had kept.
    is_anew: bool,
    deadline: Option<Timeout>,
    notice: Option<Timeout>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stands {
    #[default]
    Starting,
    Ready,
    /// None could be loaded: another try is for whoever asks for it.
    Missing,
}

enum Task {
    Show(Box<Show>),
    HandOver(HandOver, Then),
}

impl Link {
    fn may_be_tried(&mut self) {
        if self.stands == Stands::Missing {
            self.stands = Stands::Starting;
        }
    }
}

/// Why there are no files.
#[derive(Clone, PartialEq, Eq)]
pub struct Fault {
    pub why: String,
    /// It may go well when it is tried again.
    pub may_pass: bool,
}

/// What is done with it, or with a sentence that says why it can't be had.
pub type Then = Box<dyn FnOnce(Result<HandedOver, String>)>;

impl Session {
    /// From now on, the files follow whatever they follow from.
    pub(super) fn follow_with_files(self) {
        self.start_engine(false);
        Effect::new(move |_| {
            self.made.track();
            self.revealed.track();
            self.earlier.track();
            self.file.track();
            self.as_changes.track();
            self.unfolded.track();
            self.place.track();
            self.ask_for_files();
        });
    }

    pub(super) fn ask_for_files(self) {
        self.link.update_value(|link| link.files_wait = true);
        self.wake();
    }

    pub(super) fn hand_over(self, what: What, then: Then) {
        let answers = WithSecrets(Answers::clone(&untrack(|| self.answers())));
        self.link.update_value(|link| {
            link.waiting.push_back((HandOver { answers, what }, then));
            link.may_be_tried();
        });
        self.wake();
    }

    pub fn try_again(self) {
        self.link.update_value(|link| {
            link.last = None;
            link.may_be_tried();
        });
        self.ask_for_files();
    }

    /// Sends what waits, if nothing is in flight. Where there is no engine any more, another one is tried first.
    fn wake(self) {
        if self.link.with_value(|link| link.stands == Stands::Missing) {
            return;
        }
        if self.link.with_value(|link| link.engine.is_none()) {
            self.link.update_value(|link| link.failures = 0);
            return self.start_engine(false);
        }
        if self.link.with_value(|link| link.stands != Stands::Ready || link.in_flight.is_some()) {
            return self.notice_later();
        }
        match self.next_task() {
            Some(task) => self.send(task),
            None => self.rest(),
        }
    }

    fn next_task(self) -> Option<Task> {
        let mut wish = None;
        self.link.update_value(|link| wish = link.waiting.pop_front());
        if let Some((wish, then)) = wish {
            return Some(Task::HandOver(wish, then));
        }
        let mut wanted = false;
        self.link.update_value(|link| wanted = std::mem::take(&mut link.files_wait));
        let show = wanted.then(|| untrack(|| self.show()))?;
        let is_shown = self.link.with_value(|link| link.last.as_ref() == Some(&show));
        (!is_shown).then(|| Task::Show(Box::new(show)))
    }

    fn show(self) -> Show {
        let made = self.made();
        let earlier = self.earlier.get().filter(|earlier| earlier.answers.stack == made.of.stack);
        let baseline =
            earlier.map_or_else(|| made.choices.clone(), |earlier| Answers::clone(&earlier.answers));
        Show {
            answers: WithSecrets(Answers::clone(&made.of)),
            baseline: WithSecrets(baseline),
            revealed: self.revealed.get(),
            path: self.file.get(),
            as_changes: self.as_changes.get(),
            unfolded: self.unfolded.get(),
            review: self.step() == Step::Review,
            has: self.rows.get_value(),
        }
    }

    fn send(self, task: Task) {
        let request = match &task {
            Task::Show(show) => message::write(&Request::Show(show.clone())),
            Task::HandOver(wish, _) => message::write(&Request::HandOver(wish.clone())),
        };
        let mut sent = Ok(());
        self.link.update_value(|link| {
            link.in_flight = Some(task);
            link.deadline = Some(Timeout::new(DEADLINE_MS, move || self.fail(say::NO_REPLY)));
            if let Some(engine) = &link.engine {
                sent = engine.ask(request);
            }
        });
        match sent {
            Ok(()) => self.notice_later(),
            Err(why) => self.fail(&why),
        }
    }

    /// The files that are wanted are being made, which is said once it takes a while.
    fn notice_later(self) {
        self.link.update_value(|link| {
            if link.notice.is_none() {
                link.notice = Some(Timeout::new(UNNOTICED_MS, move || self.is_rendering.set(true)));
            }
        });
    }

    fn start_engine(self, anew: bool) {
        let started = Engine::start(anew, move |said| self.hear(said));
        let failed = started.as_ref().err().cloned();
        self.link.update_value(|link| {
            link.engine = started.ok();
            link.stands = Stands::Starting;
            link.is_anew = anew;
        });
        self.notice_later();
        if let Some(why) = failed {
            self.fail(&why);
        }
    }

    fn hear(self, said: Said) {
        match said {
            Said::Ready(build) if build == BUILD => {
                self.link.update_value(|link| link.stands = Stands::Ready);
                self.wake();
            }
            Said::Ready(_) if self.link.with_value(|link| link.is_anew) => {
                self.give_up(say::OTHER_BUILD, Stands::Missing);
            }
            Said::Ready(_) => self.start_engine(true),
            Said::Reply(bytes) => match message::read(&bytes) {
                Ok(reply) => self.take(reply),
                Err(_) => self.fail(say::UNREADABLE),
            },
            Said::Requests(addresses) => self.requests.update(|all| all.extend(addresses)),
            Said::Failed(why) => self.fail(&why),
        }
    }

    fn take(self, reply: Reply) {
        let mut task = None;
        let mut failed = false;
        self.link.update_value(|link| {
            task = link.in_flight.take();
            failed = link.failures > 0;
            link.deadline = None;
        });
        // What is handed over has a word of its own.
        if failed {
            self.say(say::STARTED_ANEW.to_owned());
        }
        match (task, reply) {
            (Some(Task::Show(show)), Reply::Shown(shown)) => self.take_files(*show, shown),
            (Some(Task::HandOver(_, then)), Reply::HandedOver(handed_over)) => then(handed_over),
            (task, _) => {
                self.link.update_value(|link| link.in_flight = task);
                return self.fail(say::UNREADABLE);
            }
        }
        self.link.update_value(|link| link.failures = 0);
        self.rest();
        self.wake();
    }

    /// Nothing is being made.
    fn rest(self) {
        self.link.update_value(|link| link.notice = None);
        if self.is_rendering.get_untracked() {
            self.is_rendering.set(false);
        }
    }

    /// Without a program to wait for: the files as they are replied at once.
    #[cfg(feature = "landing")]
    pub fn show_files(self, reply: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        let show = untrack(|| self.show());
        let request = Request::Show(Box::new(show.clone()));
        if let Ok(Reply::Shown(shown)) = message::read(&reply(message::write(&request))) {
            self.take_files(show, shown);
            self.rest();
        }
    }

    fn take_files(self, mut asked: Show, shown: Result<Shown, String>) {
        let mut shown = match shown {
            Ok(shown) => shown,
            Err(why) => return self.fault.set(Some(Fault { why, may_pass: false })),
        };
        let (path, before) = (shown.code.path.clone(), self.shown.get_untracked());
        // What a change touched is shown, unless another file was asked for meanwhile.
        let followed = shown.touched.contains(&path) && self.file.with_untracked(|file| *file == asked.path);
        if shown.code.path != before.code.path || shown.code.as_changes != before.code.as_changes {
            asked.unfolded.clear();
        }
        let unfolded = asked.unfolded.clone();
        if followed {
            asked.path = Some(path.clone());
        }
        // What is asked by the same has these rows.
        asked.has = shown.code.number;
        self.link.update_value(|link| link.last = Some(asked));
        self.fault.maybe_update(|fault| fault.take().is_some());
        if !shown.touched.is_empty() {
            self.touched
                .maybe_update(|touched| std::mem::replace(touched, shown.touched.clone()) != shown.touched);
        }
        if shown.review.is_some() {
            self.review.set(shown.review.take());
        }
        self.rows.set_value(shown.code.number);
        self.shown.set(shown.into());
        if followed {
            self.show_file(&path);
        }
        if unfolded.is_empty() {
            self.unfolded.maybe_update(|unfolded| !std::mem::take(unfolded).is_empty());
        }
    }

    /// The engine is of no more use. What it was asked goes to another one, unless that failed, too.
    fn fail(self, why: &str) {
        let (mut failures, mut was_ready) = (0, false);
        self.link.update_value(|link| {
            link.engine = None;
            was_ready = link.stands == Stands::Ready;
            link.failures += 1;
            failures = link.failures;
            // It may be what has called this.
            if let Some(deadline) = link.deadline.take() {
                deadline.forget();
            }
            match link.in_flight.take() {
                Some(Task::Show(_)) => link.files_wait = true,
                Some(Task::HandOver(wish, then)) => link.waiting.push_front((wish, then)),
                None => {}
            }
        });
        if failures < MOST_FAILURES {
            self.start_engine(false);
        } else if was_ready {
            self.give_up(&say::failed(why), Stands::Starting);
        } else {
            self.give_up(&say::not_loaded(why), Stands::Missing);
        }
    }

    /// Until something is asked for again.
    fn give_up(self, why: &str, stands: Stands) {
        let mut waiting = VecDeque::new();
        self.link.update_value(|link| {
            link.engine = None;
            link.stands = stands;
            link.files_wait = false;
            link.last = None;
            waiting = std::mem::take(&mut link.waiting);
        });
        self.rest();
        self.fault.set(Some(Fault { why: why.to_owned(), may_pass: true }));
        for (_, then) in waiting {
            then(Err(why.to_owned()));
        }
    }
}
