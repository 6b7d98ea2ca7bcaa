//! In which order services start, as a drawing and as a list.

use leptos::prelude::*;

use super::parts::drawing;
use crate::message::Order;
use crate::ui::erased::row;
use crate::words::page::review as say;

/// More levels than this need more room than a column has beside the preview.
const FEW_LEVELS: usize = 3;

pub fn view(order: &Order) -> impl IntoView + use<> {
    let Order { drawings: [wide, narrow], lines, levels } = order;
    let line = |(sample, words): &(String, String)| {
        view! { <li class="graph__key">{drawing("graph__sample", sample.clone())}{words.clone()}</li> }
    };
    // What is scrolled must be reached by a keyboard.
    let deep = levels.len() > FEW_LEVELS;
    let (class, reached) = if deep { ("graph graph--deep", Some("0")) } else { ("graph", None) };
    let level = |sentence: &String| view! { <li>{sentence.clone()}"."</li> };
    view! {
        <div class=class tabindex=reached role="group" aria-label=say::ORDER>
            {drawing("graph__wide", wide.clone())}
            {drawing("graph__narrow", narrow.clone())}
        </div>
        <ul class="graph__legend">{row(lines.iter().map(line))}</ul>
        <details class="section graph__words">
            <summary class="section__head"><h4 class="section__title">{say::AS_LIST}</h4></summary>
            <ol class="graph__list">{row(levels.iter().map(level))}</ol>
        </details>
    }
}
