use leptos::prelude::*;
use securecart_domain::catalog::ImportStatus;
use securecart_dto::imports::ProductImport;

use super::watch::Watch;
use super::words::{applied_words, checked_words, is_running, picture_words, progress_words, undone_words};
use crate::ui::{Notice, Progress, Tone};

/// Where the import is: on its way, or what came of it.
#[component]
pub(super) fn Standing(watch: Watch) -> impl IntoView {
    let running = Memo::new(move |_| watch.known().is_some_and(|import| is_running(import.status)));
    let said = Memo::new(move |_| watch.known().map(|import| said(&import)));
    move || {
        if running.get() {
            let of = move |read: fn(&ProductImport) -> u32| watch.known().as_ref().map_or(0, read);
            return view! {
                <Progress
                    label=Signal::derive(move || {
                        watch.known().as_ref().map(progress_words).unwrap_or_default()
                    })
                    done=Signal::derive(move || of(|import| import.done))
                    total=Signal::derive(move || watch.known().and_then(|import| import.products))
                />
                <Unheard watch=watch />
            }
            .into_any();
        }
        said.get()
            .map(|(tone, title, words)| {
                view! {
                    <Notice tone=tone title=Some(title)>
                        {words}
                    </Notice>
                }
            })
            .into_any()
    }
}

/// Says that the page does not know how far it is, and that this does not hold the work up.
#[component]
fn Unheard(watch: Watch) -> impl IntoView {
    let unheard = Memo::new(move |_| watch.is_trying_again());
    move || {
        unheard.get().then(|| {
            view! {
                <Notice tone=Tone::Warning title="The shop does not answer".to_owned()>
                    "It is asked again by itself. The import goes on meanwhile."
                </Notice>
            }
        })
    }
}

fn said(import: &ProductImport) -> (Tone, String, String) {
    let (tone, title, words) = match import.status {
        ImportStatus::Failed => {
            let why = import.failure.clone().unwrap_or_default();
            (Tone::Danger, "There is nothing to import", why)
        }
        ImportStatus::Applied => {
            let words = format!("{} {}", applied_words(import.applied), picture_words(import.pictures));
            (Tone::Success, "The import is applied", words.trim_end().to_owned())
        }
        ImportStatus::Undone => (Tone::Info, "The import is undone", undone_words(import.undone)),
        _ => {
            let words = format!("{} {}", checked_words(import.checked), import.stock_note);
            (Tone::Info, "Nothing is changed yet", words)
        }
    };
    (tone, title.to_owned(), words)
}
