//! Looking for something by its words.

use leptos::prelude::*;

use super::icon::Icon;
use super::unique_id::unique_id;

/// A search field that sends on Enter.
#[component]
pub fn SearchBox(
    /// What was searched for; shown and kept up to date with the address bar by the page.
    #[prop(into, optional)]
    query: Signal<String>,
    /// The accessible name and the placeholder: "Search products".
    #[prop(into)]
    label: Signal<String>,
    /// Looks for the words, trimmed; also called with the empty string, to be rid of a search.
    #[prop(into)]
    on_search: Callback<String>,
    /// Also looks 250 ms after the last key, for filtering a table in place.
    #[prop(optional)]
    live: bool,
) -> impl IntoView {
    let id = unique_id("search");
    let draft = RwSignal::new(String::new());
    Effect::new(move |_| draft.set(query.get()));
    let send = move || on_search.run(draft.get_untracked().trim().to_owned());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let mut later = debounce(std::time::Duration::from_millis(250), move |()| send());
    let typed = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        draft.set(event.target().value());
        if live {
            later(());
        }
    };
    view! {
        <form role="search" class="sc-search" on:submit=submit>
            <label class="sr-only" for=id.clone()>
                {move || label.get()}
            </label>
            <Icon icon=icondata::LuSearch />
            <input
                id=id
                type="search"
                name="q"
                autocomplete="off"
                enterkeyhint="search"
                placeholder=move || label.get()
                prop:value=move || draft.get()
                on:input:target=typed
            />
        </form>
    }
    .into_any()
}
