use leptos::prelude::*;
use securecart_domain::inventory::StockState;

use super::selection::LevelSelection;
use super::words::state_words;
use crate::features::staff::listing::{Listing, use_select};
use crate::features::staff::words::choices;
use crate::ui::{Binding, Field, ListBar, SearchBox, Select};

/// Search and filter above the list.
#[component]
pub(super) fn LevelFilters(listing: Listing<LevelSelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let on_search = move |words: String| {
        select.with_value(|select| select(LevelSelection { words, ..current.get_untracked() }));
    };
    let search = move || {
        view! {
            <SearchBox
                label="Search by part of a name or SKU"
                query=Signal::derive(move || current.get().words)
                on_search=on_search
            />
        }
    };
    let state = Binding::new(
        Signal::derive(move || current.get().state.map(|state| state.to_string()).unwrap_or_default()),
        move |word: String| {
            let selection = LevelSelection { state: word.parse().ok(), ..current.get_untracked() };
            select.with_value(|select| select(selection));
        },
    );
    view! {
        <ListBar search=search>
            <Field label="How it stands" label_hidden=true unmarked=true>
                <Select
                    value=state
                    placeholder="All stock".to_owned()
                    options=choices(StockState::ALL, |state| state_words(state).1)
                />
            </Field>
        </ListBar>
    }
}
