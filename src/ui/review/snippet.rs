//! What a stack's own quick start puts beside its commands, so that its readers come here with the stack chosen.

use leptos::prelude::*;

use super::parts::command;
use crate::browser::location;
use crate::ui::erased::nothing;
use crate::ui::session::Session;
use crate::words::page::{review as say, status};

#[derive(PartialEq)]
pub struct Snippets {
    markdown: String,
    html: String,
    /// Nobody else reaches the page: this machine alone serves it.
    local: bool,
}

pub fn snippets(session: Session) -> Snippets {
    let answers = session.answers();
    let page = location::page();
    let (markdown, html) = written(&page, &answers.stack, &answers.profile);
    Snippets { markdown, html, local: location::is_local(&page) }
}

pub fn view(session: Session, Snippets { markdown, html, local }: &Snippets) -> AnyView {
    let note = || view! { <p class="review__note">{say::LOCAL_PAGE}</p> }.into_any();
    view! {
        <p class="review__note">{say::SNIPPET_LEAD}</p>
        <h4 class="ring__title">"Markdown"</h4>
        {command(session, markdown.clone(), status::THE_SNIPPET)}
        <h4 class="ring__title">"HTML"</h4>
        {command(session, html.clone(), status::THE_SNIPPET)}
        {if *local { note() } else { nothing() }}
    }
    .into_any()
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
