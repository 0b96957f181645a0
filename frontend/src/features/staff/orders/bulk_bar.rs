use std::collections::BTreeSet;

use leptos::prelude::*;
use securecart_dto::admin::BulkOrderAction;
use securecart_dto::orders::Order;

use super::bulk::{Bulk, MOST_AT_ONCE};
use super::page::Ticked;
use super::selection::OrderSelection;
use crate::features::staff::listing::Listing;
use crate::ui::{Binding, Button, ButtonKind, ButtonSize, Checkbox, SelectionBar};

/// Ticks all orders on the page, and marks the ticked ones.
#[component]
pub(super) fn BulkBar(listing: Listing<OrderSelection>, ticked: Ticked, bulk: Bulk) -> impl IntoView {
    let shown = move || listing.items().into_iter().map(|order| order.id).take(MOST_AT_ONCE);
    let all_ticked = Signal::derive(move || ticked.with(|ticked| shown().all(|id| ticked.contains(&id))));
    let all = Binding::new(all_ticked, move |all: bool| {
        ticked.set(if all { untrack(shown).collect() } else { BTreeSet::new() });
    });
    let label = move || format!("Select the {} shown", shown().count());
    let chosen = move || -> Vec<Order> {
        let ticked = ticked.get_untracked();
        untrack(|| listing.items()).into_iter().filter(|order| ticked.contains(&order.id)).collect()
    };
    let mark = move |action: BulkOrderAction| bulk.take(action, chosen());
    let actions = move || {
        view! {
            <Mark bulk=bulk action=BulkOrderAction::Ship mark=mark label="Mark shipped" />
            <Mark bulk=bulk action=BulkOrderAction::Complete mark=mark label="Mark completed" />
            <Button
                kind=ButtonKind::Quiet
                size=ButtonSize::Small
                on:click=move |_| ticked.set(BTreeSet::new())
            >
                "Clear"
            </Button>
        }
    };
    view! {
        <SelectionBar
            selected=Signal::derive(move || ticked.read().len())
            actions=actions
            select_all=move || {
                view! { <Checkbox checked=all label=Signal::derive(label) /> }
            }
        />
    }
}

#[component]
fn Mark(
    bulk: Bulk,
    action: BulkOrderAction,
    #[prop(into)] mark: Callback<BulkOrderAction>,
    label: &'static str,
) -> impl IntoView {
    view! {
        <Button
            kind=ButtonKind::Secondary
            size=ButtonSize::Small
            busy=bulk.doing(action)
            disabled=bulk.doing_other(action)
            on:click=move |_| mark.run(action)
        >
            {label}
        </Button>
    }
}
