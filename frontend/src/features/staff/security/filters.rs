use std::str::FromStr;

use leptos::prelude::*;
use securecart_domain::security::{SecurityEventKind, SecurityEventState, Severity};

use super::selection::SecuritySelection;
use super::words::{kind_words, severity_words, state_words};
use crate::features::staff::listing::{Listing, use_select};
use crate::features::staff::words::choices;
use crate::ui::{Binding, Field, ListBar, SearchBox, Select, SelectOption};

/// Search and filters above the list.
#[component]
pub(super) fn SecurityFilters(listing: Listing<SecuritySelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let on_search = move |source: String| {
        select.with_value(|select| select(SecuritySelection { source, ..current.get_untracked() }));
    };
    let search = move || {
        view! {
            <SearchBox
                label="Search by address or account, in full"
                query=Signal::derive(move || current.get().source)
                on_search=on_search
            />
        }
    };
    view! {
        <ListBar search=search>
            <Filter
                label="What was noticed"
                any="Anything"
                options=choices(SecurityEventKind::ALL, kind_words)
                value=filter(listing, |selection| &mut selection.kind)
            />
            <Filter
                label="How bad"
                any="Low to high"
                options=choices(Severity::ALL, |severity| severity_words(severity).1)
                value=filter(listing, |selection| &mut selection.severity)
            />
            <Filter
                label="State"
                any="Any state"
                options=choices(SecurityEventState::ALL, state_words)
                value=filter(listing, |selection| &mut selection.state)
            />
        </ListBar>
    }
}

#[component]
fn Filter(
    label: &'static str,
    any: &'static str,
    options: Vec<SelectOption>,
    value: Binding<String>,
) -> impl IntoView {
    view! {
        <Field label=label label_hidden=true unmarked=true>
            <Select value=value placeholder=any.to_owned() options=options />
        </Field>
    }
}

/// One of the filters as the value of a select; the empty value is no filter.
fn filter<T: Copy + ToString + FromStr + 'static>(
    listing: Listing<SecuritySelection>,
    part: fn(&mut SecuritySelection) -> &mut Option<T>,
) -> Binding<String> {
    let select = use_select(listing);
    let read = move || {
        let mut selection = listing.selection.get();
        part(&mut selection).map(|value| value.to_string()).unwrap_or_default()
    };
    Binding::new(Signal::derive(read), move |value: String| {
        let mut selection = listing.selection.get_untracked();
        *part(&mut selection) = value.parse().ok();
        select(selection);
    })
}
