use leptos::prelude::*;
use securecart_dto::catalog::ProductSummary;

use super::add_to_cart::QuickAdd;
use super::reviews::{rating_tenths, rating_words};
use crate::frame::picture;
use crate::routes::Route;
use crate::ui::{CardRating, Loading, ProductCard, StockNote};

/// From how many units downwards the number is told.
pub(super) const FEW: u32 = 5;

/// A product in a listing.
#[component]
pub(super) fn SummaryCard(
    /// The product.
    product: ProductSummary,
    /// When its picture is fetched.
    #[prop(optional)]
    loading: Loading,
) -> impl IntoView {
    // The name stands beside the picture; saying it twice helps nobody.
    let alt = if product.image_alt == product.name { String::new() } else { product.image_alt.clone() };
    let quick = product.only_variant_id.filter(|_| product.stock > 0);
    let name = product.name.clone();
    let rating = product.rating.map(|rating| CardRating {
        tenths: rating_tenths(&rating),
        words: rating_words(&rating),
        count: rating.count,
    });
    view! {
        <ProductCard
            href=Route::Product(product.slug.clone())
            name=product.name.clone()
            picture=product.image_url.clone().map(|url| picture(url, alt))
            summary=Some(product.summary.clone()).filter(|summary| !summary.is_empty())
            price=product.price.to_string()
            compare_at=product.compare_at_price.map(|price| price.to_string())
            price_prefix=product.price_varies.then(|| "from".to_owned())
            stock=StockNote::for_units(product.stock, FEW)
            rating=rating
            loading=loading
            action=move || quick.map(|variant| view! { <QuickAdd variant=variant name=name /> })
        />
    }
}
