//! What the page asks for after it came up, as the browser counts it.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    HtmlLinkElement, PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList,
    PerformanceObserverInit,
};

use super::{document, reason, window};

/// Tells of each address from now on, for as long as the page lives. What began before belongs to the load, and so does
/// what the page itself names, whenever that is: a browser fetches an icon when it likes, and a worker starts in its own time.
pub fn watch(then: impl Fn(String) + 'static) -> Result<(), String> {
    let clock = window()?.performance().ok_or("there is no clock")?;
    let from = clock.now();
    let told =
        Closure::<dyn Fn(PerformanceObserverEntryList)>::new(move |list: PerformanceObserverEntryList| {
            let entries = list.get_entries();
            for entry in entries.iter().filter_map(|entry| entry.dyn_into::<PerformanceEntry>().ok()) {
                let address = entry.name();
                if entry.start_time() >= from && !is_linked(&address) && !is_of_the_engine(&address) {
                    then(address);
                }
            }
        });
    let observer = PerformanceObserver::new(told.into_js_value().unchecked_ref());
    let observer = observer.map_err(|error| reason(&error))?;
    // The browser keeps an observer that observes.
    observer.observe(&PerformanceObserverInit::new(&Array::of1(&"resource".into())));
    Ok(())
}

fn is_linked(address: &str) -> bool {
    let Some(document) = window().ok().and_then(|window| window.document()) else { return false };
    let links = document.get_elements_by_tag_name("link");
    let mut links = (0..links.length()).filter_map(|at| links.item(at)?.dyn_into::<HtmlLinkElement>().ok());
    links.any(|link| link.href() == address)
}

fn is_of_the_engine(address: &str) -> bool {
    let address = address.split('?').next().unwrap_or_default();
    document::engine_files().split(' ').any(|file| address.rsplit('/').next() == Some(file))
}
