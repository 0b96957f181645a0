use leptos::prelude::*;

use super::style::{self, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;

/// A link to another page of the app that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// How much it asks for attention; primary when not given.
    #[prop(optional)]
    kind: ButtonKind,
    /// Medium (40 px) when not given.
    #[prop(optional)]
    size: ButtonSize,
    /// As wide as its container.
    #[prop(optional)]
    full: bool,
    /// Shown before the label.
    #[prop(optional)]
    icon: Option<icondata::Icon>,
    /// The label.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=style::class(kind, size, full) href=move || href.get()>
            {icon.map(|icon| view! { <Icon icon=icon /> })}
            {children()}
        </a>
    }
}

/// A link in running text.
#[component]
pub fn TextLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Leaves the app: opens in a new tab and tells the other site nothing about this one.
    #[prop(optional)]
    external: bool,
    /// Muted, for links beside others of their kind.
    #[prop(optional)]
    quiet: bool,
    /// The words of the link.
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class=if quiet { "sc-link sc-link--quiet" } else { "sc-link" }
            href=move || href.get()
            target=external.then_some("_blank")
            rel=external.then_some("noopener noreferrer")
        >
            {children()}
            {external
                .then(|| {
                    view! {
                        " "
                        <Icon icon=icondata::LuExternalLink size="0.9em" />
                        <span class="sr-only">" (opens in a new tab)"</span>
                    }
                })}
        </a>
    }
}
