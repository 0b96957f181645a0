//! Buttons and links that look like buttons.

mod icon_button;
mod links;
mod style;

use leptos::prelude::*;

use super::feedback::Spinner;
use super::icon::Icon;
pub use icon_button::IconButton;
pub use links::{ButtonLink, TextLink};
pub use style::{ButtonKind, ButtonSize};

/// A button. Listen with `on:click` on the component itself.
///
/// While `busy` it cannot be pressed again and tells assistive technology so; its spinner only shows
/// after 300 ms. Use one [`ButtonKind::Primary`] per page, and a verb as the label.
#[component]
pub fn Button(
    /// How much it asks for attention; primary when not given.
    #[prop(optional)]
    kind: ButtonKind,
    /// Medium (40 px) when not given.
    #[prop(optional)]
    size: ButtonSize,
    /// Something the press started is still under way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Cannot be pressed now. Say beside it why.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// As wide as its container.
    #[prop(optional)]
    full: bool,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// Shown before the label.
    #[prop(optional)]
    icon: Option<icondata::Icon>,
    /// The label.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=style::class(kind, size, full)
            disabled=move || disabled.get() || busy.get()
            aria-busy=move || busy.get().then_some("true")
        >
            <Show when=move || busy.get()>
                <Spinner />
            </Show>
            {icon.map(|icon| view! { <Icon icon=icon /> })}
            {children()}
        </button>
    }
}
