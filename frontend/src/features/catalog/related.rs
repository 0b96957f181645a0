use leptos::prelude::*;
use securecart_domain::ProductId;

use super::card::SummaryCard;
use crate::api::{self, use_client};
use crate::ui::{ProductGrid, Section};

/// What goes with a product; nothing where nothing does.
#[component]
pub(super) fn Related(product: ProductId) -> impl IntoView {
    let client = use_client();
    // It is an extra: where it fails, nothing is missing.
    let found = LocalResource::new(move || async move {
        api::catalog::list_related(client, product).await.unwrap_or_default()
    });
    move || {
        let products = found.get().unwrap_or_default();
        (!products.is_empty()).then(|| {
            let cards = products.into_iter().map(|product| view! { <SummaryCard product=product /> });
            view! {
                <Section title="Goes with it">
                    <ProductGrid>{cards.collect_view()}</ProductGrid>
                </Section>
            }
        })
    }
}
