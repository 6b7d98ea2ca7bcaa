//! What the page asks for after it came up, as the browser counts it.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit};

use super::{reason, window};

/// Tells of each address from now on, for as long as the page lives. What began before belongs to the load.
pub fn watch(then: impl Fn(String) + 'static) -> Result<(), String> {
    let clock = window()?.performance().ok_or("there is no clock")?;
    let from = clock.now();
    let told =
        Closure::<dyn Fn(PerformanceObserverEntryList)>::new(move |list: PerformanceObserverEntryList| {
            let entries = list.get_entries();
            for entry in entries.iter().filter_map(|entry| entry.dyn_into::<PerformanceEntry>().ok()) {
                if entry.start_time() >= from {
                    then(entry.name());
                }
            }
        });
    let observer = PerformanceObserver::new(told.into_js_value().unchecked_ref());
    let observer = observer.map_err(|error| reason(&error))?;
    // The browser keeps an observer that observes.
    observer.observe(&PerformanceObserverInit::new(&Array::of1(&"resource".into())));
    Ok(())
}
