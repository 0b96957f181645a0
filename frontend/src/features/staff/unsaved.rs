use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use crate::ui::{Binding, ConfirmDialog};

/// Whether something typed would be lost by leaving the page, and where the reader wanted to go. Links and
/// closing the tab are asked about; the browser's back button is not: a page can not hold it.
#[derive(Clone, Copy)]
pub(super) struct Unsaved {
    dirty: RwSignal<bool>,
    wanted: RwSignal<Option<String>>,
}

/// What guards typed changes of this area; [`Unsaved::provide`] has to have been called above.
pub(super) fn use_unsaved() -> Unsaved {
    expect_context()
}

impl Unsaved {
    /// Watches over the pages below.
    pub(super) fn provide() -> Self {
        let unsaved = Self { dirty: RwSignal::new(false), wanted: RwSignal::new(None) };
        provide_context(unsaved);
        let closing = window_event_listener_untyped("beforeunload", move |event| {
            if unsaved.dirty.try_get_untracked() == Some(true) {
                // The browser asks in its own words.
                event.prevent_default();
            }
        });
        on_cleanup(move || closing.remove());
        unsaved
    }

    /// The page says whether something is typed and not saved, for as long as it is shown.
    pub(super) fn watch(self, dirty: impl Fn() -> bool + 'static) {
        Effect::new(move |_| self.dirty.set(dirty()));
        on_cleanup(move || self.forget());
    }

    /// Nothing would be lost any more.
    pub(super) fn forget(self) {
        self.dirty.try_set(false);
    }

    /// Holds a press on a link while something would be lost, before the router sees it.
    pub(super) fn intercept(self, event: &MouseEvent) {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
        if elsewhere || !self.dirty.get_untracked() {
            return;
        }
        let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = pressed.and_then(|element| element.closest("a[href]").ok().flatten());
        let href =
            link.filter(|link| !link.has_attribute("target")).and_then(|link| link.get_attribute("href"));
        if let Some(href) = href.filter(|href| href.starts_with('/')) {
            event.prevent_default();
            event.stop_propagation();
            self.wanted.set(Some(href));
        }
    }
}

/// Asks whether to leave without saving.
#[component]
pub(super) fn UnsavedQuestion(unsaved: Unsaved) -> impl IntoView {
    let navigate = use_navigate();
    let wanted = unsaved.wanted;
    let open = Binding::new(Signal::derive(move || wanted.read().is_some()), move |open: bool| {
        if !open {
            wanted.set(None);
        }
    });
    let leave = move |()| {
        let target = wanted.get_untracked();
        wanted.set(None);
        unsaved.forget();
        if let Some(target) = target {
            navigate(&target, NavigateOptions::default());
        }
    };
    view! {
        <ConfirmDialog
            open=open
            title="Leave without saving?"
            confirm_label="Leave without saving"
            danger=true
            on_confirm=leave
        >
            "What you typed on this page is not saved yet."
        </ConfirmDialog>
    }
}
