use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_domain::inventory::StockState;

use super::count::{MOST_UNITS, StockCount};
use crate::session::use_session;
use crate::ui::{Badge, Cluster, Gap, InlineNumber, Tone};

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
            <StockStateBadge state=Signal::derive(move || count.state()) />
            {held}
            {number}
        </Cluster>
    }
}

/// Says when there is nothing, little or too much.
#[component]
pub(in crate::features::staff) fn StockStateBadge(#[prop(into)] state: Signal<StockState>) -> impl IntoView {
    let words = Memo::new(move |_| match state.get() {
        StockState::Out => Some((Tone::Danger, "Out")),
        StockState::Low => Some((Tone::Warning, "Low")),
        StockState::Over => Some((Tone::Info, "Too much")),
        StockState::Enough => None,
    });
    move || words.get().map(|(tone, word)| view! { <Badge tone=tone>{word}</Badge> })
}
