use leptos::prelude::*;
use securecart_domain::Permission;

use super::count::{MOST_UNITS, StockCount};
use crate::session::use_session;
use crate::ui::{Badge, Cluster, Gap, InlineNumber, Tone};

/// From how few units on stock is called low; the same number that the filter "low" has.
const FEW: u32 = 5;

/// The count of a variant, to be changed in place by those who may.
#[component]
pub(in crate::features::staff) fn StockCell(count: StockCount) -> impl IntoView {
    let session = use_session();
    let held = move || match count.reserved() {
        0 => String::new(),
        held => format!("{held} held"),
    };
    let number = move || {
        if session.may(Permission::WriteInventory) {
            view! {
                <InlineNumber
                    value=Signal::derive(move || count.on_hand())
                    label=format!("Stock of {}", count.name())
                    on_save=move |counted| count.set(counted)
                    problem=count.problem()
                    busy=count.busy()
                    max=MOST_UNITS
                />
            }
            .into_any()
        } else {
            (move || count.on_hand()).into_any()
        }
    };
    view! {
        <Cluster gap=Gap::Small end=true>
            <StockLevelBadge available=Signal::derive(move || count.available()) />
            {held}
            {number}
        </Cluster>
    }
}

/// Says when little or nothing can be sold.
#[component]
pub(in crate::features::staff) fn StockLevelBadge(available: Signal<u32>) -> impl IntoView {
    let level = Memo::new(move |_| match available.get() {
        0 => Some((Tone::Danger, "Out")),
        units if units <= FEW => Some((Tone::Warning, "Low")),
        _ => None,
    });
    move || level.get().map(|(tone, word)| view! { <Badge tone=tone>{word}</Badge> })
}
