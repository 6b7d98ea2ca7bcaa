//! What a stack's own quick start puts beside its commands, so that its readers come here with the stack chosen.

use leptos::prelude::*;

use super::parts::command;
use crate::browser::location;
use crate::ui::erased::live_of;
use crate::ui::session::Session;
use crate::words::page::{review as say, status};

pub fn view(session: Session) -> AnyView {
    let page = location::page();
    // Nobody else reaches the page: this machine alone serves it.
    let local = location::is_local(&page);
    let snippets = move || {
        let answers = session.answers();
        written(&page, &answers.stack, &answers.profile)
    };
    live_of(snippets, move |(markdown, html)| {
        view! {
            <p class="review__note">{say::SNIPPET_LEAD}</p>
            <h4 class="ring__title">"Markdown"</h4>
            {command(session, markdown, status::THE_SNIPPET)}
            <h4 class="ring__title">"HTML"</h4>
            {command(session, html, status::THE_SNIPPET)}
            {local.then(|| view! { <p class="review__note">{say::LOCAL_PAGE}</p> })}
        }
    })
}

/// As Markdown and as HTML.
fn written(page: &str, stack: &str, profile: &str) -> (String, String) {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (alt, badge) = (say::BADGE, format!("{folder}/badge.svg"));
    let link = |and: &str| format!("{page}#?stack={stack}{and}profile={profile}");
    let markdown = format!("[![{alt}]({badge})]({})", link("&"));
    let html = format!("<a href=\"{}\"><img src=\"{badge}\" alt=\"{alt}\"></a>", link("&amp;"));
    (markdown, html)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn the_badge_lies_beside_the_page_and_the_link_carries_the_choices() {
        for page in ["https://example.com/berth/", "https://example.com/berth/index.html"] {
            let (markdown, html) = written(page, "tamma", "dev");
            assert_eq!(
                markdown,
                format!(
                    "[![Set up with Berth](https://example.com/berth/badge.svg)]({page}#?stack=tamma&profile=dev)"
                )
            );
            assert!(html.contains(&format!("href=\"{page}#?stack=tamma&amp;profile=dev\"")), "{html}");
        }
    }
}
