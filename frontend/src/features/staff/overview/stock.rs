use leptos::prelude::*;
use securecart_domain::catalog::{ProductStatus, StockFilter};
use securecart_dto::AdminPage;
use securecart_dto::admin::AdminProduct;

use crate::api::use_client;
use crate::features::staff::listing::Selection;
use crate::features::staff::products::ProductSelection;
use crate::features::staff::words::counted;
use crate::frame::Loaded;
use crate::routes::Route;
use crate::ui::TextLink;
use crate::ui::{ButtonKind, ButtonLink, ButtonSize, Card, SkeletonLines, SummaryList, SummaryRow, Text};

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
        <StockCard stock=StockFilter::Low what="low on stock" none="There are more than five of everything." />
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
        let rows = page.items.into_iter().map(product_row).collect_view();
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
        view! {
            <Card title=title actions=all>
                <SummaryList>{rows}</SummaryList>
                {(total == 0).then(|| view! { <Text muted=true body=none.to_owned() /> })}
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

fn product_row(product: AdminProduct) -> impl IntoView {
    let available = |units: u32, reserved: u32| units.saturating_sub(reserved);
    let left: u32 = product.variants.iter().map(|variant| available(variant.on_hand, variant.reserved)).sum();
    let sku = match product.variants.as_slice() {
        [only] => only.sku.clone(),
        _ => None,
    };
    let link = view! {
        <TextLink href=Route::AdminProduct(product.id)>
            {format!("{left} left")}
        </TextLink>
    };
    view! {
        <SummaryRow label=product.name hint=sku>
            {link}
        </SummaryRow>
    }
}
