use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_dto::inventory::InventoryLevel;

use super::count::CountForm;
use super::ledger::Ledger;
use super::reservations::Reservations;
use super::selection::{LevelSelection, MovementSelection};
use super::shown::Shown;
use super::thresholds::ThresholdsForm;
use super::words::{item_name, state_words};
use crate::api::{self, use_client};
use crate::features::staff::listing::Listing;
use crate::frame::{Loaded, PageTitle};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{
    Breadcrumbs, Card, Container, Crumb, Gap, Grid, PageHeader, SkeletonLines, Stack, StatusPill,
    SummaryList, SummaryRow, TextLink, Width,
};

/// The stock of one variant: counts, thresholds, what checkouts keep, and why it changed.
#[component]
pub(in crate::features::staff) fn LevelPage() -> impl IntoView {
    let client = use_client();
    let listing = Listing::<MovementSelection>::new();
    let variant = Memo::new(move |_| listing.selection.get().variant);
    let level = LocalResource::new(move || {
        let variant = variant.get();
        async move { api::inventory::get_level(client, &variant).await }
    });
    view! {
        <Container width=Width::Page>
            <Loaded
                resource=level
                failure="The stock could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=8 /> }
                ready=move |level| view! { <Level shown=Shown::new(level, listing) /> }
            />
        </Container>
    }
}

#[component]
fn Level(shown: Shown) -> impl IntoView {
    let session = use_session();
    let editable = untrack(|| session.may(Permission::WriteInventory));
    let item = shown.as_it_is().value.item;
    let product =
        untrack(|| session.may(Permission::ReadProducts)).then_some(Route::AdminProduct(item.product_id));
    let title = item_name(&item);
    let crumbs = vec![
        Crumb::link("Inventory", Route::AdminInventory(LevelSelection::default())),
        Crumb::here(title.clone()),
    ];
    let lead = item.sku.map(|sku| format!("SKU {sku}"));
    let forms = editable.then(|| {
        view! {
            <Grid columns=2>
                <CountForm shown=shown />
                <ThresholdsForm shown=shown />
            </Grid>
        }
    });
    view! {
        <PageTitle text=title.clone() />
        <PageHeader title=title lead=lead above=move || view! { <Breadcrumbs crumbs=crumbs /> } />
        <Stack gap=Gap::Large>
            <Card title="What is there">
                {move || view! { <Counts level=shown.level() /> }}
                {product.map(|product| view! { <TextLink href=product.path()>"Go to the product"</TextLink> })}
            </Card>
            {forms}
            <Reservations variant=item.variant_id />
            <Ledger listing=shown.listing() />
        </Stack>
    }
}

#[component]
fn Counts(level: InventoryLevel) -> impl IntoView {
    let (tone, state) = state_words(level.state);
    view! {
        <SummaryList>
            <SummaryRow label="State">
                <StatusPill tone=tone label=state />
            </SummaryRow>
            <SummaryRow label="In the house">{level.on_hand}</SummaryRow>
            <SummaryRow label="Kept for open checkouts">{level.reserved}</SummaryRow>
            <SummaryRow label="Available" total=true>
                {level.available}
            </SummaryRow>
        </SummaryList>
    }
}
