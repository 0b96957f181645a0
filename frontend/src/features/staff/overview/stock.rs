use leptos::prelude::*;
use securecart_domain::catalog::{ProductStatus, StockFilter};
use securecart_domain::inventory::StockState;
use securecart_dto::AdminPage;
use securecart_dto::admin::{AdminProduct, AdminVariant};

use crate::api::use_client;
use crate::features::staff::listing::Selection;
use crate::features::staff::products::ProductSelection;
use crate::features::staff::words::counted;
use crate::frame::{Loaded, picture};
use crate::routes::Route;
use crate::ui::{ButtonKind, ButtonLink, ButtonSize, Card, Cell, Column, Row, RowTitle};
use crate::ui::{SkeletonLines, Table, Text};

/// Products shown here; the list has all of them.
const SHOWN: u16 = 6;

/// Products in the shop that nobody can buy.
#[component]
pub(super) fn OutOfStock() -> impl IntoView {
    view! {
        <StockCard stock=StockFilter::Out what="out of stock" none="Everything in the shop can be bought." />
    }
}

/// Products in the shop of which few are left.
#[component]
pub(super) fn LowStock() -> impl IntoView {
    view! {
        <StockCard stock=StockFilter::Low what="low on stock" none="Nothing is low on stock." />
    }
}

#[component]
fn StockCard(stock: StockFilter, what: &'static str, none: &'static str) -> impl IntoView {
    let client = use_client();
    let selection = move || ProductSelection {
        stock: Some(stock),
        status: Some(ProductStatus::Active),
        ..ProductSelection::default()
    };
    let products = LocalResource::new(move || selection().fetch(client, SHOWN, None));
    let ready = move |page: AdminPage<AdminProduct>| {
        let total = page.total;
        let title = format!("{} {what}", counted(total, "product", "products"));
        let rows =
            page.items.into_iter().map(|product| view! { <ProductRow product=product /> }).collect_view();
        let all = move || {
            (total > 0).then(|| {
                view! {
                    <ButtonLink
                        href=Route::AdminProducts(selection())
                        kind=ButtonKind::Secondary
                        size=ButtonSize::Small
                    >
                        "Go to these products"
                    </ButtonLink>
                }
            })
        };
        let table = if total == 0 {
            view! { <Text muted=true body=none.to_owned() /> }.into_any()
        } else {
            let columns = vec![Column::new("Product"), Column::number("Left")];
            view! {
                <Table caption=title.clone() columns=columns>
                    {rows}
                </Table>
            }
            .into_any()
        };
        view! {
            <Card title=title actions=all>
                {table}
            </Card>
        }
    };
    view! {
        <Loaded
            resource=products
            failure="The stock could not be loaded"
            skeleton=|| view! { <SkeletonLines lines=6 /> }
            ready=ready
        />
    }
}

#[component]
fn ProductRow(product: AdminProduct) -> impl IntoView {
    let shortest = product
        .variants
        .iter()
        .filter(|variant| variant.state() == StockState::Low)
        .min_by_key(|variant| variant.available());
    let left = shortest
        .map_or_else(|| product.variants.iter().map(AdminVariant::available).sum(), AdminVariant::available);
    // Of several it is the one that is running out which has to be ordered.
    let detail = match product.variants.as_slice() {
        [only] => only.sku.clone(),
        _ => shortest.map(|variant| variant.title.clone()),
    };
    let picture = product.images.first().map(|image| picture(image.url.clone(), image.alt.clone()));
    view! {
        <Row>
            <Cell label="Product" heading=true>
                <RowTitle
                    name=product.name
                    href=Route::AdminProduct(product.id).path()
                    detail=detail
                    picture=picture
                    pictured=true
                />
            </Cell>
            <Cell label="Left" numeric=true>
                {left}
            </Cell>
        </Row>
    }
}
