//! What was looked at before, kept in this browser alone: ids, newest first.

use leptos::prelude::*;
use securecart_domain::ProductId;
use securecart_dto::catalog::ProductQuery;

use super::card::SummaryCard;
use crate::api::{self, use_client};
use crate::ui::storage::storage;
use crate::ui::{ProductGrid, Section};

/// Where the browser keeps them.
const STORAGE_KEY: &str = "securecart-viewed";
/// The most that are kept.
const KEPT: usize = 12;
/// The most that are shown.
const SHOWN: usize = 4;

/// The ids kept in this browser; whatever else stands there counts as nothing.
fn remembered() -> Vec<ProductId> {
    let text = storage().and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten());
    parse(&text.unwrap_or_default())
}

fn parse(text: &str) -> Vec<ProductId> {
    text.split(',').filter_map(|id| id.parse().ok()).take(KEPT).collect()
}

/// The same ids with this one at the front.
fn with(seen: ProductId, mut before: Vec<ProductId>) -> Vec<ProductId> {
    before.retain(|id| *id != seen);
    before.insert(0, seen);
    before.truncate(KEPT);
    before
}

fn in_one_line(ids: &[ProductId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// Remembers that a product was looked at. Signing out forgets all of it.
pub(super) fn remember(product: ProductId) {
    if let Some(storage) = storage() {
        // Private windows may refuse; then nothing is remembered.
        storage.set_item(STORAGE_KEY, &in_one_line(&with(product, remembered()))).ok();
    }
}

/// What was looked at before; nothing where nothing was, or where it is not sold any more.
#[component]
pub(super) fn RecentlyViewed(
    /// Not this one: it is being looked at.
    #[prop(optional)]
    but: Option<ProductId>,
    /// Only what can be bought now.
    #[prop(optional)]
    in_stock: bool,
) -> impl IntoView {
    let client = use_client();
    let mut ids = remembered();
    ids.retain(|id| Some(*id) != but);
    // Where some may be left out, the ones before them take their places.
    if !in_stock {
        ids.truncate(SHOWN);
    }
    let wanted = ids.clone();
    let found = LocalResource::new(move || {
        let ids = wanted.clone();
        async move {
            if ids.is_empty() {
                return Vec::new();
            }
            let ids = Some(in_one_line(&ids));
            let query = ProductQuery { ids, in_stock: in_stock.then_some(true), ..ProductQuery::default() };
            // It is an extra: where it fails, nothing is missing.
            api::catalog::list_products(client, &query).await.map(|page| page.items).unwrap_or_default()
        }
    });
    move || {
        let mut products = found.get().unwrap_or_default();
        products.sort_by_key(|product| ids.iter().position(|id| *id == product.id));
        products.truncate(SHOWN);
        (!products.is_empty()).then(|| {
            let cards = products.into_iter().map(|product| view! { <SummaryCard product=product /> });
            view! {
                <Section title="Recently viewed">
                    <ProductGrid>{cards.collect_view()}</ProductGrid>
                </Section>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: usize) -> ProductId {
        format!("prd_{number:032x}").parse().unwrap()
    }

    #[test]
    fn the_newest_comes_first_and_once_and_the_oldest_goes() {
        let all = (0..20).fold(Vec::new(), |before, number| with(id(number), before));
        assert_eq!((all.len(), all[0], all[11]), (KEPT, id(19), id(8)));
        let again = with(id(10), all);
        assert_eq!((again.len(), again[0], again[1]), (KEPT, id(10), id(19)));
        assert_eq!(parse(&in_one_line(&again)), again);
    }

    #[test]
    fn what_is_no_id_is_nothing() {
        assert_eq!(parse("<script>,prd_1,,ord_00000000000000000000000000000001"), []);
    }
}
