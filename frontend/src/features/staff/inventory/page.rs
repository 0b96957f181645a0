use leptos::prelude::*;
use securecart_dto::inventory::InventoryLevel;

use super::filters::LevelFilters;
use super::selection::{LevelSelection, MovementSelection};
use super::words::{item_name, state_words};
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::Listing;
use crate::features::staff::words::counted;
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::ui::{
    Cell, Column, Container, EmptyState, PageHeader, Row, RowTitle, Stack, StatusPill, Table, Width,
};

/// The stock of everything, found and filtered.
#[component]
pub(in crate::features::staff) fn InventoryPage() -> impl IntoView {
    let listing = Listing::<LevelSelection>::new();
    let total = move || listing.total().map(|total| counted(total, "variant", "variants"));
    let rows = move || view! { <Rows listing=listing /> }.into_any();
    let nothing = || {
        view! {
            <EmptyState
                title="There is nothing to count"
                detail="Stock belongs to the variants of products. Add a product first.".to_owned()
                icon=icondata::LuBoxes
            />
        }
    };
    view! {
        <PageTitle text="Inventory" />
        <Container width=Width::Full>
            <PageHeader title="Inventory" lead=Signal::derive(total) />
            <Stack>
                <LevelFilters listing=listing />
                <ListFrame
                    listing=listing
                    failure="The stock could not be loaded"
                    nothing=ViewFn::from(nothing)
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Container>
    }
}

#[component]
fn Rows(listing: Listing<LevelSelection>) -> impl IntoView {
    let columns = vec![
        Column::new("Variant"),
        Column::new("State"),
        Column::number("In the house"),
        Column::number("Kept"),
        Column::number("Available"),
    ];
    let key = |level: &InventoryLevel| (level.item.variant_id, level.on_hand, level.reserved, level.version);
    view! {
        <Table caption="Stock" columns=columns busy=listing.busy>
            <For each=move || listing.items() key=key let(level)>
                <LevelRow level=level />
            </For>
        </Table>
    }
}

#[component]
fn LevelRow(level: InventoryLevel) -> impl IntoView {
    let (tone, state) = state_words(level.state);
    let name = item_name(&level.item);
    let href = Route::AdminStock(MovementSelection::all_of(level.item.variant_id)).path();
    view! {
        <Row>
            <Cell label="Variant" heading=true>
                <RowTitle name=name href=href detail=level.item.sku />
            </Cell>
            <Cell label="State">
                <StatusPill tone=tone label=state />
            </Cell>
            <Cell label="In the house" numeric=true>
                {level.on_hand}
            </Cell>
            <Cell label="Kept" numeric=true>
                {level.reserved}
            </Cell>
            <Cell label="Available" numeric=true>
                {level.available}
            </Cell>
        </Row>
    }
}
