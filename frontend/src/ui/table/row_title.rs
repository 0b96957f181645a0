use leptos::prelude::*;

use crate::ui::icon::Icon;
use crate::ui::product::{Loading, Picture};

/// What a row is about: its name, a line under it, and a small picture for things that have one.
#[component]
pub fn RowTitle(
    /// The name.
    #[prop(into)]
    name: String,
    /// Its page.
    #[prop(into, optional_no_strip)]
    href: Option<String>,
    /// A line under the name, such as a code.
    #[prop(into, optional)]
    detail: Signal<Option<String>>,
    /// Its picture.
    #[prop(into, optional_no_strip)]
    picture: Option<Picture>,
    /// There is a place for a picture, so that names line up where one is missing.
    #[prop(optional)]
    pictured: bool,
    /// Belongs to the row above it: indented.
    #[prop(optional)]
    nested: bool,
    /// How deep it lies in a tree: indented once for each level.
    #[prop(optional)]
    level: usize,
) -> impl IntoView {
    let picture = (pictured || picture.is_some()).then(|| {
        let shown = match picture {
            // The name beside it says what it shows.
            Some(picture) => {
                Picture { alt: String::new(), ..picture }.image(Loading::Later, "2.25rem").into_any()
            }
            None => view! { <Icon icon=icondata::LuImage /> }.into_any(),
        };
        view! { <span class="sc-row-title__picture">{shown}</span> }
    });
    let name = match href {
        Some(href) => view! {
            <a class="sc-row-title__name" href=href>
                {name}
            </a>
        }
        .into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    };
    view! {
        <span
            class="sc-row-title"
            class:sc-row-title--nested=nested
            data-level=(level > 0).then(|| level.to_string())
        >
            {picture}
            <span class="sc-row-title__words">
                {name}
                <span class="sc-row-title__detail">{move || detail.get()}</span>
            </span>
        </span>
    }
    .into_any()
}
