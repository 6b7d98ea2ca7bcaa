//! Few types for what changes. Leptos compiles its code anew for every type that it meets: for each closure, for each
//! value of a signal, for each shape of a view. Under one type each, the code is in the page once.
//!
//! | for                                     | write                                                 |
//! |-----------------------------------------|-------------------------------------------------------|
//! | words that change                       | [`words`]                                             |
//! | a part of a view that changes           | [`live`]; [`live_of`], [`live_from`] where it may come out the same |
//! | a part of a view that is there at times | [`when`]                                              |
//! | parts in a row                          | [`row`]                                               |
//! | an attribute that changes               | `name=move \|\| …`, an `Option<String>`: [`given`]    |
//! | a class that changes                    | `class=move \|\| …`, a `String` of all its names: [`either`] |
//! | an event                                | [`on`]                                                |
//! | what is done when something changes     | [`follow`]                                            |

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::tachys::view::iterators::StaticVec;

/// A part of a view that changes.
pub fn live(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(view);
    view.into_any()
}

/// Words that change.
pub fn words(words: impl Fn() -> String + Send + 'static) -> AnyView {
    live(move || words().into_any())
}

/// A part of a view that is made anew when what it is made of differs from before, and is left alone otherwise.
pub fn live_of<T: Clone + PartialEq + Send + Sync + 'static>(
    what: impl Fn() -> T + Send + Sync + 'static,
    view: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    live_from(what, move |what: &T| view(what.clone()))
}

/// The same, for what is looked at only.
pub fn live_from<T: PartialEq + Send + Sync + 'static>(
    what: impl Fn() -> T + Send + Sync + 'static,
    view: impl Fn(&T) -> AnyView + Send + 'static,
) -> AnyView {
    let what = move || -> Arc<dyn Comparable> { Arc::new(what()) };
    let view = move |what: &dyn Any| what.downcast_ref().map_or_else(nothing, &view);
    erased_live_from(Box::new(what), Box::new(view))
}

/// What can be compared with another of its type.
trait Comparable: Any + Send + Sync {
    fn is_same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Comparable for T {
    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

type Last = Arc<Mutex<Option<Arc<dyn Comparable>>>>;
type ViewOf = Box<dyn Fn(&dyn Any) -> AnyView + Send>;

fn erased_live_from(what: Box<dyn Fn() -> Arc<dyn Comparable> + Send + Sync>, view: ViewOf) -> AnyView {
    let last = Last::default();
    let shown = last.clone();
    let changes = changes(Box::new(move || {
        let now = what();
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        let differs = last.as_ref().is_none_or(|last| !last.is_same(&*now));
        *last = Some(now);
        differs
    }));
    live(move || {
        // To ask for the number is what makes it up to date.
        changes.get();
        let shown = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
        shown.map_or_else(nothing, |shown| view(&*shown))
    })
}

/// How often something differed from before.
fn changes(differs: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<u32> {
    Memo::new(move |before: Option<&u32>| before.map_or(0, |count| *count) + u32::from(differs()))
}

/// A part of a view that is there at times.
pub fn when(
    there: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    live_of(there, move |there| if there { view() } else { nothing() })
}

/// Parts of a view, one after the other, under the type that `view!` gives to several. However static it calls itself,
/// it may be followed by more parts or by fewer.
pub fn row(parts: impl Iterator<Item = AnyView>) -> AnyView {
    StaticVec::from(parts.collect::<Vec<_>>()).into_any()
}

pub fn nothing() -> AnyView {
    ().into_any()
}

/// An attribute's value, where it is given at all.
pub fn given(is: bool, value: &str) -> Option<String> {
    is.then(|| value.to_owned())
}

/// One text or the other, as an attribute takes it.
pub fn either(is: bool, yes: &str, no: &str) -> String {
    if is { yes } else { no }.to_owned()
}

/// What an element does when an event comes.
pub fn on<E: 'static>(then: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(then)
}

/// What a button does.
pub struct Press(pub Box<dyn Fn()>);

impl<F: Fn() + 'static> From<F> for Press {
    fn from(press: F) -> Self {
        Self(Box::new(press))
    }
}

/// Does something now, and again whenever something that it reads changes.
pub fn follow(then: impl FnMut() + 'static) {
    let then: Box<dyn FnMut()> = Box::new(then);
    Effect::new(then);
}

/// Does something with the next frame, before it is drawn: what it reads has to be laid out first.
pub fn once_drawn(then: impl FnOnce() + 'static) {
    let then: Box<dyn FnOnce()> = Box::new(then);
    request_animation_frame(then);
}

/// Does something after the next frame is drawn. There is none while the page is out of sight.
pub fn once_shown(then: impl FnOnce() + 'static) {
    let then: Box<dyn FnOnce()> = Box::new(then);
    request_animation_frame(move || {
        Timeout::new(0, then).forget();
    });
}
