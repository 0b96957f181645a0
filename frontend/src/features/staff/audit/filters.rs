use chrono::NaiveDate;
use leptos::prelude::*;
use securecart_domain::audit::{EVENTS, Outcome};

use super::selection::AuditSelection;
use crate::features::staff::listing::{Listing, use_select};
use crate::features::staff::words::{choices, outcome_words};
use crate::ui::{Binding, Field, InputKind, ListBar, SearchBox, Select, SelectOption, TextInput};

/// Search and filters above the list.
#[component]
pub(super) fn AuditFilters(listing: Listing<AuditSelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let search = move || {
        view! {
            <SearchBox
                label="Search by username or id of the account"
                query=Signal::derive(move || current.get().actor)
                on_search=move |actor: String| {
                    select.with_value(|select| {
                        select(AuditSelection { actor: actor.trim().to_owned(), ..current.get_untracked() });
                    });
                }
            />
        }
    };
    let events = EVENTS.iter().map(|event| SelectOption::new(*event, *event)).collect::<Vec<_>>();
    let event = filter(
        listing,
        |selection| selection.event.unwrap_or_default().to_owned(),
        |selection, value| selection.event = EVENTS.iter().copied().find(|event| *event == value),
    );
    let outcome = filter(
        listing,
        |selection| selection.outcome.map(|outcome| outcome.to_string()).unwrap_or_default(),
        |selection, value| selection.outcome = value.parse().ok(),
    );
    view! {
        <ListBar search=search>
            <Field label="Event" label_hidden=true unmarked=true>
                <Select value=event placeholder="Any event".to_owned() options=events />
            </Field>
            <Field label="Outcome" label_hidden=true unmarked=true>
                <Select
                    value=outcome
                    placeholder="Any outcome".to_owned()
                    options=choices(Outcome::ALL, |outcome| outcome_words(outcome).1)
                />
            </Field>
            <Typed
                label="Object id"
                value=filter(listing, |s| s.object.clone(), |s, value| s.object = value)
            />
            <Typed
                label="Network address"
                value=filter(listing, |s| s.address.clone(), |s, value| s.address = value)
            />
            <Day
                label="From day (UTC)"
                value=filter(listing, |s| day(s.from), |s, value| s.from = value.parse().ok())
            />
            <Day
                label="To day (UTC)"
                value=filter(listing, |s| day(s.to), |s, value| s.to = value.parse().ok())
            />
        </ListBar>
    }
}

/// A word that is looked for when the reader leaves the field or presses Enter.
#[component]
fn Typed(label: &'static str, value: Binding<String>) -> impl IntoView {
    let draft = RwSignal::new(String::new());
    Effect::new(move |_| draft.set(value.get()));
    let look = move || {
        let typed = draft.get_untracked().trim().to_owned();
        if typed != value.get_untracked() {
            value.set(typed);
        }
    };
    view! {
        <form
            on:submit=move |event| {
                event.prevent_default();
                look();
            }
            on:focusout=move |_| look()
        >
            <Field label=label unmarked=true>
                <TextInput value=draft max_length=200_u32 autocomplete="off" />
            </Field>
        </form>
    }
}

#[component]
fn Day(label: &'static str, value: Binding<String>) -> impl IntoView {
    view! {
        <Field label=label unmarked=true>
            <TextInput value=value kind=InputKind::Date />
        </Field>
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// One of the filters as the value of a field; the empty value is no filter.
fn filter(
    listing: Listing<AuditSelection>,
    read: fn(&AuditSelection) -> String,
    write: fn(&mut AuditSelection, String),
) -> Binding<String> {
    let select = use_select(listing);
    Binding::new(Signal::derive(move || listing.selection.with(read)), move |value: String| {
        let mut selection = listing.selection.get_untracked();
        write(&mut selection, value);
        select(selection);
    })
}
