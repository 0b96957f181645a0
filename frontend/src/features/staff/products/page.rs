use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_dto::admin::AdminProduct;

use super::filters::ProductFilters;
use super::row::ProductRows;
use super::selection::ProductSelection;
use crate::features::staff::HistorySelection;
use crate::features::staff::imports::ExportButton;
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::Listing;
use crate::features::staff::words::counted;
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{
    ButtonKind, ButtonLink, Cluster, Column, Container, EmptyState, Gap, PageHeader, Stack, Table, Width,
};

/// All products: found, filtered, and their stock counted in place.
#[component]
pub(in crate::features::staff) fn ProductsPage() -> impl IntoView {
    let listing = Listing::<ProductSelection>::new();
    let total = move || listing.total().map(|total| counted(total, "product", "products"));
    let rows = move || view! { <Rows listing=listing /> }.into_any();
    view! {
        <PageTitle text="Products" />
        <Container width=Width::Full>
            <PageHeader
                title="Products"
                lead=Signal::derive(total)
                actions=move || view! { <Actions /> }
            />
            <Stack>
                <ProductFilters listing=listing />
                <ListFrame
                    listing=listing
                    failure="The products could not be loaded"
                    nothing=ViewFn::from(|| view! { <NoProducts /> })
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Container>
    }
}

#[component]
fn Actions() -> impl IntoView {
    view! {
        <Cluster gap=Gap::Small>
            <ButtonLink
                href=Route::AdminImports(HistorySelection::default())
                kind=ButtonKind::Secondary
                icon=icondata::LuFileUp
            >
                "Import"
            </ButtonLink>
            <ExportButton />
            <AddButton />
        </Cluster>
    }
}

#[component]
fn AddButton() -> impl IntoView {
    let session = use_session();
    move || {
        session.may(Permission::WriteProducts).then(|| {
            view! {
                <ButtonLink href=Route::AdminNewProduct icon=icondata::LuPlus>
                    "Add product"
                </ButtonLink>
            }
        })
    }
}

#[component]
fn NoProducts() -> impl IntoView {
    view! {
        <EmptyState
            title="There are no products yet"
            detail="Add the first one. As a draft it is seen by staff only.".to_owned()
        >
            <AddButton />
        </EmptyState>
    }
}

#[component]
fn Rows(listing: Listing<ProductSelection>) -> impl IntoView {
    let columns = vec![
        Column::new("Product"),
        Column::new("Status"),
        Column::new("Category"),
        Column::number("Price"),
        Column::number("Stock"),
    ];
    view! {
        <Table caption="Products" columns=columns busy=listing.busy>
            <For each=move || listing.items() key=row_key let(product)>
                <ProductRows product=product />
            </For>
        </Table>
    }
}

/// A row is drawn anew when the product or a count of it is another one. Counts made in the row itself are
/// not in the list, so they do not draw it anew.
fn row_key(product: &AdminProduct) -> (String, i64, Vec<(u32, u32)>) {
    let counts = product.variants.iter().map(|variant| (variant.on_hand, variant.reserved)).collect();
    (product.id.to_string(), product.version, counts)
}
