//! Icons, and what only some readers perceive.

use leptos::prelude::*;

/// A Lucide icon in the colour and size of the text around it.
///
/// It is decoration: hidden from assistive technology, so the meaning must also stand in words.
#[component]
pub fn Icon(
    /// For instance `icondata::LuSearch`.
    #[prop(into)]
    icon: Signal<icondata::Icon>,
    /// Edge length in `em`, as text; 1.15 by default.
    #[prop(optional, into)]
    size: Option<&'static str>,
) -> impl IntoView {
    let size = size.unwrap_or("1.15em");
    view! {
        <span class="sc-icon" aria-hidden="true">
            <leptos_icons::Icon icon=icon width=size height=size />
        </span>
    }
}

/// Text for screen readers only.
#[component]
pub fn VisuallyHidden(children: Children) -> impl IntoView {
    view! { <span class="sr-only">{children()}</span> }
}

/// The first stop of the Tab key: jumps over the header to the main content.
#[component]
pub fn SkipLink(
    /// Id of the element that holds the main content.
    target: &'static str,
) -> impl IntoView {
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_element(target);
    };
    view! {
        <a class="sc-skip-link" href=format!("#{target}") on:click=skip>
            "Skip to content"
        </a>
    }
}

/// Moves the focus (and the view) to the element with this id; does nothing when there is none.
pub fn focus_element(id: &str) {
    use wasm_bindgen::JsCast;
    let element =
        document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        // A detached element refuses focus; the reader then simply stays where they are.
        element.focus().ok();
    }
}
