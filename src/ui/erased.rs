//! Few types for what changes. Leptos compiles its code anew for every type that it meets: for each closure, for each
//! value of a signal, for each shape of a view. Under one type each, the code is in the page once.
//!
//! | for                                     | write                                                 |
//! |-----------------------------------------|-------------------------------------------------------|
//! | a part of a view that changes           | [`live`]; [`live_of`], [`live_from`] where it may come out the same |
//! | a part of a view that is there at times | [`when`]                                              |
//! | parts in a row                          | [`row`]                                               |
//! | an attribute that changes               | `name=move \|\| …`, an `Option<String>`: [`given`]    |
//! | a class that changes                    | `class=move \|\| …`, a `String` of all its names: [`either`] |
//! | an event                                | [`on`]                                                |
//! | what many depend on and seldom changes  | [`Settled`]                                           |

use std::sync::{Arc, Mutex, PoisonError};

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// A part of a view that changes.
pub fn live<V: IntoView + 'static>(mut view: impl FnMut() -> V + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || view().into_any());
    view.into_any()
}

/// A part of a view that is made anew when what it is made of differs from before, and is left alone otherwise.
pub fn live_of<T: Clone + PartialEq + Send + Sync + 'static, V: IntoView + 'static>(
    what: impl Fn() -> T + Send + Sync + 'static,
    view: impl Fn(T) -> V + Send + 'static,
) -> AnyView {
    live_from(what, move |what: &T| view(what.clone()))
}

/// The same, for what is looked at only.
pub fn live_from<T: PartialEq + Send + Sync + 'static, V: IntoView + 'static>(
    what: impl Fn() -> T + Send + Sync + 'static,
    view: impl Fn(&T) -> V + Send + 'static,
) -> AnyView {
    let last = Arc::new(Mutex::new(None::<Arc<T>>));
    let shown = last.clone();
    let changes = changes(Box::new(move || {
        let now = Some(Arc::new(what()));
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        let differs = *last != now;
        *last = now;
        differs
    }));
    live(move || {
        // To ask for the number is what makes it up to date.
        changes.get();
        // Let go before the view is made, which may ask for the number itself.
        let shown = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
        shown.map(|shown| view(&shown).into_any())
    })
}

/// How often something differed from before: one type of memo for all that is compared.
fn changes(differs: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<u32> {
    Memo::new(move |before: Option<&u32>| before.map_or(0, |count| *count) + u32::from(differs()))
}

/// A part of a view that is there at times.
pub fn when<V: IntoView + 'static>(
    there: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> V + Send + 'static,
) -> AnyView {
    live_of(there, move |there| there.then(|| view().into_any()))
}

/// Parts of a view, one after the other.
pub fn row<V: IntoView + 'static>(parts: impl IntoIterator<Item = V>) -> AnyView {
    parts.into_iter().map(IntoAny::into_any).collect_view().into_any()
}

/// What many depend on and seldom changes: they are woken only where it differs from before. A memo would wake each of them
/// to ask whether it does.
pub struct Settled<T: 'static> {
    value: StoredValue<T>,
    /// Turned whenever it differs: one type of signal for all that is settled.
    turned: RwSignal<bool>,
}

impl<T> Clone for Settled<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Settled<T> {}

impl<T: Clone + PartialEq + Send + Sync> Settled<T> {
    pub fn new(value: T) -> Self {
        Self { value: StoredValue::new(value), turned: RwSignal::new(false) }
    }

    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.turned.track();
        self.value.with_value(look)
    }

    pub fn get(self) -> T {
        self.with(T::clone)
    }

    pub fn set(self, now: T) {
        if self.value.with_value(|before| *before == now) {
            return;
        }
        self.value.set_value(now);
        self.turned.update(|turned| *turned = !*turned);
    }
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

/// Does something after the next frame is drawn. There is none while the page is out of sight.
pub fn once_shown(then: impl FnOnce() + 'static) {
    request_animation_frame(move || {
        Timeout::new(0, then).forget();
    });
}
