use leptos::prelude::*;
use securecart_domain::catalog::MovementKind;
use securecart_dto::inventory::StockMovement;

use super::selection::MovementSelection;
use super::words::{delta, kind_words};
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::{Listing, use_select};
use crate::features::staff::words::choices;
use crate::frame::moment;
use crate::ui::{
    Binding, Cell, Cluster, Column, EmptyState, Field, Row, RowTitle, Section, Select, Stack, Table,
};

/// Why the counters of a variant changed, newest first.
#[component]
pub(super) fn Ledger(listing: Listing<MovementSelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let kind = Binding::new(
        Signal::derive(move || current.get().kind.map(|kind| kind.to_string()).unwrap_or_default()),
        move |word: String| {
            let selection = MovementSelection { kind: word.parse().ok(), ..current.get_untracked() };
            select.with_value(|select| select(selection));
        },
    );
    let nothing = || {
        view! {
            <EmptyState
                title="Nothing has changed yet"
                detail="Every unit that comes or goes is written down here.".to_owned()
                icon=icondata::LuScrollText
            />
        }
    };
    let rows = move || view! { <Rows listing=listing /> }.into_any();
    view! {
        <Section title="Ledger">
            <Stack>
                <Cluster>
                    <Field label="What happened" label_hidden=true unmarked=true>
                        <Select
                            value=kind
                            placeholder="Everything that happened".to_owned()
                            options=choices(MovementKind::ALL, kind_words)
                        />
                    </Field>
                </Cluster>
                <ListFrame
                    listing=listing
                    failure="The ledger could not be loaded"
                    nothing=ViewFn::from(nothing)
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Section>
    }
}

#[component]
fn Rows(listing: Listing<MovementSelection>) -> impl IntoView {
    let columns = vec![
        Column::new("What happened"),
        Column::number("In the house"),
        Column::number("Kept"),
        Column::new("By"),
        Column::new("When"),
    ];
    view! {
        <Table caption="Ledger" columns=columns busy=listing.busy>
            <For each=move || listing.items() key=|entry: &StockMovement| entry.id let(entry)>
                <Entry entry=entry />
            </For>
        </Table>
    }
}

#[component]
fn Entry(entry: StockMovement) -> impl IntoView {
    let reason = Some(entry.reason).filter(|reason| !reason.is_empty());
    view! {
        <Row>
            <Cell label="What happened" heading=true>
                <RowTitle name=kind_words(entry.kind) detail=reason />
            </Cell>
            <Cell label="In the house" numeric=true>
                {delta(entry.on_hand_delta)}
            </Cell>
            <Cell label="Kept" numeric=true>
                {delta(entry.reserved_delta)}
            </Cell>
            <Cell label="By">{entry.actor.unwrap_or_else(|| "The shop".to_owned())}</Cell>
            <Cell label="When" one_line=true>
                {moment(entry.created_at)}
            </Cell>
        </Row>
    }
}
