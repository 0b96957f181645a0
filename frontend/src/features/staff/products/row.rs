use leptos::prelude::*;
use securecart_domain::inventory::StockState;
use securecart_dto::admin::{AdminProduct, AdminVariant};

use crate::features::staff::stock::{StockCell, StockCount, StockStateBadge, price_range};
use crate::features::staff::words::{counted, product_words};
use crate::frame::picture;
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, ButtonSize, Cell, Cluster, Gap, Row, RowTitle, StatusPill};

/// A product: one row, and one more for each variant when there are several and they are shown.
#[component]
pub(super) fn ProductRows(product: AdminProduct) -> impl IntoView {
    let counts: Vec<_> = product.variants.iter().map(|variant| StockCount::new(&product, variant)).collect();
    let several = counts.len() > 1;
    let open = RwSignal::new(false);
    let (tone, status) = product_words(product.status);
    let detail = match product.variants.as_slice() {
        [only] => only.sku.clone(),
        more => Some(counted(u64::try_from(more.len()).unwrap_or(0), "variant", "variants")),
    };
    let picture = product.images.first().map(|image| picture(image.url.clone(), image.alt.clone()));
    let category = product.category.as_ref().map(|category| category.name.clone());
    let price = price_range(&product.variants);
    let all = StoredValue::new(counts.clone());
    let stock = match counts.first() {
        Some(only) if !several => view! { <StockCell count=*only /> }.into_any(),
        _ => view! { <Together counts=all open=open name=product.name.clone() /> }.into_any(),
    };
    let variants = StoredValue::new(product.variants.into_iter().zip(counts).collect::<Vec<_>>());
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
            <Cell label="Status">
                <StatusPill tone=tone label=status />
            </Cell>
            <Cell label="Category">{category.unwrap_or_else(|| "–".to_owned())}</Cell>
            <Cell label="Price" numeric=true one_line=true>
                {price}
            </Cell>
            <Cell label="Stock" numeric=true>
                {stock}
            </Cell>
        </Row>
        {move || open.get().then(|| variants.get_value().into_iter().map(variant_row).collect_view())}
    }
}

/// The units of all variants together, and the way to each of them.
#[component]
fn Together(counts: StoredValue<Vec<StockCount>>, open: RwSignal<bool>, name: String) -> impl IntoView {
    let state = Signal::derive(move || {
        together(counts.with_value(|counts| counts.iter().map(|c| c.state()).collect()))
    });
    let on_hand = move || {
        counts.with_value(|counts| counts.iter().map(|count| count.on_hand()).fold(0, u32::saturating_add))
    };
    let label = move || if open.get() { "Hide variants" } else { "Count variants" };
    let icon = icondata::LuListTree;
    view! {
        <Cluster gap=Gap::Small end=true>
            <StockStateBadge state=state />
            {on_hand}
            <Button
                kind=ButtonKind::Quiet
                size=ButtonSize::Small
                icon=icon
                attr:aria-expanded=move || open.get().to_string()
                attr:aria-label=move || format!("{} of {name}", label())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {label}
            </Button>
        </Cluster>
    }
}

/// How a product stands: out when all of its variants are, else as the variant that needs somebody first.
fn together(states: Vec<StockState>) -> StockState {
    let first = [StockState::Low, StockState::Over].into_iter().find(|state| states.contains(state));
    match first {
        None if states.iter().all(|state| *state == StockState::Out) => StockState::Out,
        first => first.unwrap_or(StockState::Enough),
    }
}

fn variant_row((variant, count): (AdminVariant, StockCount)) -> impl IntoView {
    view! {
        <Row>
            <Cell label="Variant" heading=true>
                <RowTitle name=variant.title detail=variant.sku nested=true />
            </Cell>
            <Cell>{None::<&str>}</Cell>
            <Cell>{None::<&str>}</Cell>
            <Cell label="Price" numeric=true>
                {variant.price.to_string()}
            </Cell>
            <Cell label="Stock" numeric=true>
                <StockCell count=count />
            </Cell>
        </Row>
    }
}
