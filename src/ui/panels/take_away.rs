//! The ways in which the answers leave the page, and the presets that stay.

use leptos::prelude::*;

use crate::browser::document;
use crate::ui::erased::{live, live_of, on, row, when};
use crate::ui::primitives::{Button, Shape};
use crate::ui::session::{Preset, Session, session};
use crate::words::page::{self, take_away as say};

const NAME_ID: &str = "preset-name";

pub fn view() -> impl IntoView {
    let session = session();
    view! {
        <div class="take-away">
            {way(say::ZIP, say::ZIP_ABOUT, view! {
                <Button label=page::DOWNLOAD icon=Shape::Download press=move || session.download() />
            })}
            {way(say::LINK, say::LINK_ABOUT, view! {
                <Button label=say::COPY_LINK icon=Shape::Copy press=move || session.copy_link() />
                <code class="take-away__link" id="link" tabindex="0">{live(move || session.link())}</code>
            })}
            {way(say::SCRIPT, say::SCRIPT_ABOUT, view! {
                <Button label=say::COPY_SCRIPT icon=Shape::Copy press=move || session.copy_script() />
                <Button label=say::SAVE_SCRIPT icon=Shape::Download press=move || session.save_script() />
            })}
            {way(say::PRESETS, say::PRESETS_ABOUT, presets(session))}
            <p role="status">{live(move || session.status().get().unwrap_or_default())}</p>
        </div>
    }
}

fn way(title: &'static str, about: &'static str, with: impl IntoView) -> impl IntoView {
    view! {
        <section class="take-away__way">
            <h3>{title}</h3>
            <p>{about}</p>
            <div class="take-away__with">{with}</div>
        </section>
    }
}

fn presets(session: Session) -> impl IntoView {
    let name = RwSignal::new(String::new());
    // What puts back the one that was deleted last.
    let gone: RwSignal<Option<String>> = RwSignal::new(None);
    let put_back = move || {
        let press = move || {
            if let Some(line) = gone.get_untracked() {
                session.put_back_preset(&line);
            }
            gone.set(None);
            document::focus(NAME_ID);
        };
        view! { <Button label=say::PUT_BACK icon=Shape::Undo press /> }
    };
    let save = move || {
        if session.save_preset(&name.get_untracked()) {
            name.set(String::new());
        }
    };
    let list = move |(presets, damaged): (Vec<Preset>, bool)| {
        let note = |text: &'static str| view! { <p class="take-away__note">{text}</p> };
        view! {
            {presets.is_empty().then(|| note(say::NO_PRESETS))}
            {damaged.then(|| note(say::DAMAGED))}
            <ul class="take-away__presets">{row(presets.iter().map(move |each| preset(session, gone, each)))}</ul>
        }
    };
    view! {
        <input
            id=NAME_ID
            class="input"
            type="text"
            autocomplete="off"
            aria-label=say::NAME
            placeholder=say::NAME
            prop:value=move || name.get()
            on:input=on(move |event| name.set(event_target_value(&event)))
        />
        <Button label=say::SAVE press=save />
        {when(move || gone.with(Option::is_some), put_back)}
        {live_of(move || session.presets(), list)}
    }
}

fn preset(session: Session, gone: RwSignal<Option<String>>, preset: &Preset) -> impl IntoView + use<> {
    let (about, loaded, deleted) = (preset.about(), preset.clone(), preset.clone());
    let delete = move || {
        gone.set(Some(session.delete_preset(&deleted)));
        document::focus(NAME_ID);
    };
    view! {
        <li class="take-away__preset">
            <b dir="auto">{preset.name.clone()}</b>
            <span>{about}</span>
            <Button label=say::about(say::LOAD, &preset.name) icon=Shape::Undo icon_only=true press=move || session.load_preset(&loaded) />
            <Button label=say::about(say::DELETE, &preset.name) icon=Shape::Close icon_only=true press=delete />
        </li>
    }
}
