//! Closures under one type each. Leptos compiles its code anew for every type that it meets, and each closure is a type
//! of its own; under one type the code is in the page once.

use leptos::prelude::*;

/// A part of a view that changes.
pub fn live<V: IntoView + 'static>(
    mut view: impl FnMut() -> V + Send + 'static,
) -> Box<dyn FnMut() -> AnyView + Send> {
    Box::new(move || view().into_any())
}

/// A part of a view that is there at times.
pub fn when<V: IntoView + 'static>(
    there: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> V + Send + Sync + 'static,
) -> Box<dyn FnMut() -> AnyView + Send> {
    let there = Memo::new(move |_| there());
    live(move || if there.get() { view().into_any() } else { ().into_any() })
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
