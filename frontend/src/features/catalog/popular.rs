use std::collections::BTreeSet;

use leptos::prelude::*;
use securecart_domain::{ProductId, catalog::ProductSort};
use securecart_dto::catalog::{ProductQuery, ProductSummary};

use super::card::SummaryCard;
use super::filters::Filters;
use crate::api::{self, use_client};
use crate::routes::Route;
use crate::ui::{ProductGrid, Section, TextLink};

/// The most that are shown.
const SHOWN: u16 = 4;

/// What sells best and is in stock; nothing where all of it stands on the page already.
#[component]
pub(super) fn Popular(
    /// What the page shows anyway; nothing while that is not known.
    #[prop(into)]
    but: Signal<Option<BTreeSet<ProductId>>>,
    /// The most that `but` can name.
    but_at_most: u16,
) -> impl IntoView {
    let client = use_client();
    let found = LocalResource::new(move || async move {
        // As many more as may be left out again.
        let limit = but_at_most.saturating_add(SHOWN);
        let sort = Some(ProductSort::BestSelling);
        let query =
            ProductQuery { in_stock: Some(true), sort, limit: Some(limit), ..ProductQuery::default() };
        // It is an extra: where it fails, nothing is missing.
        api::catalog::list_products(client, &query).await.map(|page| page.items).unwrap_or_default()
    });
    move || {
        let but = but.get()?;
        let mut products: Vec<ProductSummary> = found.get()?;
        products.retain(|product| !but.contains(&product.id));
        products.truncate(SHOWN.into());
        if products.is_empty() {
            return None;
        }
        let cards = products.into_iter().map(|product| view! { <SummaryCard product=product /> });
        Some(view! {
            <Section title="Popular" actions=|| view! { <TextLink href=best_sellers()>"See all"</TextLink> }>
                <ProductGrid>{cards.collect_view()}</ProductGrid>
            </Section>
        })
    }
}

fn best_sellers() -> Route {
    let sort = Some(ProductSort::BestSelling);
    Route::Search(Filters { sort, in_stock: true, ..Filters::default() })
}
