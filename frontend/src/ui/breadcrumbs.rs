//! Where the reader is in the shop.

use leptos::prelude::*;

use super::icon::Icon;

/// One step of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Name of the page.
    pub label: String,
    /// Where it is; none for the page the reader is on.
    pub href: Option<String>,
}

impl Crumb {
    /// A step one can go back to.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: Some(href.into()) }
    }

    /// The page the reader is on.
    pub fn here(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }
}

/// The way from the home page to this one.
#[component]
pub fn Breadcrumbs(
    /// From the home page to the one the reader is on.
    #[prop(into)]
    crumbs: Signal<Vec<Crumb>>,
) -> impl IntoView {
    let steps = move || crumbs.get().into_iter().map(step).collect_view();
    view! {
        <nav aria-label="Breadcrumb">
            <ol class="sc-breadcrumbs">{steps}</ol>
        </nav>
    }
}

fn step(crumb: Crumb) -> impl IntoView {
    let content = match crumb.href {
        Some(href) => view! {
            <a class="sc-link sc-link--quiet" href=href>
                {crumb.label}
            </a>
            <Icon icon=icondata::LuChevronRight size="0.9em" />
        }
        .into_any(),
        None => view! { <span aria-current="page">{crumb.label}</span> }.into_any(),
    };
    view! { <li>{content}</li> }
}
