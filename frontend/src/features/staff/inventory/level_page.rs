use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_dto::inventory::InventoryLevel;

use super::count::CountForm;
use super::ledger::Ledger;
use super::reservations::Reservations;
use super::selection::{LevelSelection, MovementSelection};
use super::thresholds::ThresholdsForm;
use super::words::{item_name, state_words};
use crate::api::{self, Versioned, use_client};
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
    // What is shown below is about the same variant, and changes with it.
    let changed = Callback::new(move |()| {
        level.refetch();
        listing.refetch();
    });
    view! {
        <Container width=Width::Page>
            <Loaded
                resource=level
                failure="The stock could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=8 /> }
                ready=move |level| view! { <Level level=level listing=listing changed=changed /> }
            />
        </Container>
    }
}

#[component]
fn Level(
    level: Versioned<InventoryLevel>,
    listing: Listing<MovementSelection>,
    changed: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let editable = untrack(|| session.may(Permission::WriteInventory));
    let product = untrack(|| session.may(Permission::ReadProducts))
        .then_some(Route::AdminProduct(level.value.item.product_id));
    let title = item_name(&level.value.item);
    let crumbs = vec![
        Crumb::link("Inventory", Route::AdminInventory(LevelSelection::default())),
        Crumb::here(title.clone()),
    ];
    let lead = level.value.item.sku.clone().map(|sku| format!("SKU {sku}"));
    let variant = level.value.item.variant_id;
    let counts = level.value.clone();
    let forms = editable.then(|| {
        let counted = level.value.clone();
        view! {
            <Grid columns=2>
                <CountForm level=counted changed=changed />
                <ThresholdsForm level=level changed=changed />
            </Grid>
        }
    });
    view! {
        <PageTitle text=title.clone() />
        <PageHeader title=title lead=lead above=move || view! { <Breadcrumbs crumbs=crumbs /> } />
        <Stack gap=Gap::Large>
            <Counts level=counts product=product />
            {forms}
            <Reservations variant=variant />
            <Ledger listing=listing />
        </Stack>
    }
}

#[component]
fn Counts(level: InventoryLevel, product: Option<Route>) -> impl IntoView {
    let (tone, state) = state_words(level.state);
    view! {
        <Card title="What is there">
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
            {product.map(|product| view! { <TextLink href=product.path()>"Go to the product"</TextLink> })}
        </Card>
    }
}
