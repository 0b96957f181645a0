use std::str::FromStr;

use leptos::prelude::*;
use securecart_domain::orders::{FulfilmentStatus, OrderStatus, PaymentStatus};

use super::selection::{OrderSelection, Sent};
use crate::features::staff::listing::{Listing, use_select};
use crate::features::staff::words::{choices, fulfilment_words, order_words, payment_words};
use crate::ui::{Binding, Field, ListBar, SearchBox, Select, SelectOption};

/// Search and filters above the list.
#[component]
pub(super) fn OrderFilters(listing: Listing<OrderSelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let on_search = move |words: String| {
        select.with_value(|select| select(OrderSelection { words, ..current.get_untracked() }));
    };
    let search = move || {
        view! {
            <SearchBox
                label="Search by number, username or full e-mail"
                query=Signal::derive(move || current.get().words)
                on_search=on_search
            />
        }
    };
    view! {
        <ListBar search=search>
            <Filter
                label="Status"
                any="Any status"
                options=choices(OrderStatus::ALL, |status| order_words(status).1)
                value=filter(listing, |selection| &mut selection.status)
            />
            <Filter
                label="Payment"
                any="Any payment"
                options=choices(PaymentStatus::ALL, |status| payment_words(status).1)
                value=filter(listing, |selection| &mut selection.payment)
            />
            <Filter
                label="Delivery"
                any="Any delivery"
                options=sent_choices()
                value=filter(listing, |selection| &mut selection.fulfilment)
            />
        </ListBar>
    }
}

/// How far orders can be sent. Staff mostly look for what is owed, of which a part may have gone.
fn sent_choices() -> Vec<SelectOption> {
    let owed = SelectOption::new(Sent::NotAll.to_string(), "To ship, all or a part");
    let exactly = FulfilmentStatus::ALL.iter().map(|status| {
        let words = match status {
            FulfilmentStatus::Unfulfilled => "Nothing shipped yet",
            other => fulfilment_words(*other).1,
        };
        SelectOption::new(status.to_string(), words)
    });
    [owed].into_iter().chain(exactly).collect()
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
    listing: Listing<OrderSelection>,
    part: fn(&mut OrderSelection) -> &mut Option<T>,
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
