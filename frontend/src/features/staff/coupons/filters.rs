use leptos::prelude::*;

use super::selection::CouponSelection;
use crate::features::staff::listing::{Listing, use_select};
use crate::ui::{Binding, Field, ListBar, SearchBox, Select, SelectOption};

/// Search and filter above the list.
#[component]
pub(super) fn CouponFilters(listing: Listing<CouponSelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let on_search = move |words: String| {
        select.with_value(|select| select(CouponSelection { words, ..current.get_untracked() }));
    };
    let search = move || {
        view! {
            <SearchBox
                label="Search by part of a code or description"
                query=Signal::derive(move || current.get().words)
                on_search=on_search
            />
        }
    };
    let active = Binding::new(
        Signal::derive(move || current.get().active.map(|active| active.to_string()).unwrap_or_default()),
        move |value: String| {
            let selection = CouponSelection { active: value.parse().ok(), ..current.get_untracked() };
            select.with_value(|select| select(selection));
        },
    );
    let states = vec![SelectOption::new("true", "Switched on"), SelectOption::new("false", "Switched off")];
    view! {
        <ListBar search=search>
            <Field label="State" label_hidden=true unmarked=true>
                <Select value=active placeholder="On or off".to_owned() options=states />
            </Field>
        </ListBar>
    }
}
