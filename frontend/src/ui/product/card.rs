use leptos::prelude::*;

use super::gallery::{Loading, Picture};
use super::price_tag::PriceTag;
use crate::ui::icon::Icon;
use crate::ui::rating::StarRow;

/// What reviews come to, for a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRating {
    /// Tenths of a star: 0 to 50.
    pub tenths: u32,
    /// The same in words: "4.3 of 5 stars, 12 reviews".
    pub words: String,
    /// How many reviews there are.
    pub count: u32,
}

/// What a shopper should know about stock. Nothing, when there is plenty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StockNote {
    /// Enough: nothing is said.
    #[default]
    Plenty,
    /// So few that it matters.
    Few(u32),
    /// None left.
    SoldOut,
}

impl StockNote {
    /// The note for this many units: the number matters from `few` downwards.
    pub fn for_units(units: u32, few: u32) -> Self {
        match units {
            0 => Self::SoldOut,
            left if left <= few => Self::Few(left),
            _ => Self::Plenty,
        }
    }

    /// The note in words.
    pub fn words(self) -> Option<String> {
        match self {
            Self::Plenty => None,
            Self::Few(left) => Some(format!("{left} left")),
            Self::SoldOut => Some("Sold out".to_owned()),
        }
    }
}

/// How wide the picture of a card is: two in a row, then three, then as many as fit.
const SIZES: &str = "(min-width: 64rem) 20rem, (min-width: 48rem) 33vw, 50vw";

/// A product in a listing. All of it is one link; what is in `action` stays its own button.
#[component]
pub fn ProductCard(
    /// Its page.
    #[prop(into)]
    href: String,
    /// Its name; two lines at most are shown.
    #[prop(into)]
    name: String,
    /// Its first picture. A tinted ground stands in for a missing one.
    #[prop(into, optional_no_strip)]
    picture: Option<Picture>,
    /// First words of its description; one line is shown.
    #[prop(into, optional_no_strip)]
    summary: Option<String>,
    /// What it costs, written for the reader.
    #[prop(into)]
    price: Signal<String>,
    /// What it cost before.
    #[prop(into, optional)]
    compare_at: Signal<Option<String>>,
    /// Said before the price: "from".
    #[prop(into, optional)]
    price_prefix: Signal<Option<String>>,
    /// What to say about stock.
    #[prop(into, optional)]
    stock: Signal<StockNote>,
    /// What reviews come to, if there are any.
    #[prop(into, optional_no_strip)]
    rating: Option<CardRating>,
    /// A word on the picture: "New".
    #[prop(into, optional)]
    flag: Option<String>,
    /// When its picture is fetched.
    #[prop(optional)]
    loading: Loading,
    /// A button such as "Add to cart", shown on hover and focus, and always on touch screens.
    #[prop(into, optional)]
    action: ViewFnOnce,
) -> impl IntoView {
    let shown = match picture {
        Some(picture) => picture.image(loading, SIZES).into_any(),
        None => view! { <Icon icon=icondata::LuImage size="2.5rem" /> }.into_any(),
    };
    view! {
        <article class="sc-product">
            <div
                class="sc-product__picture"
                class:sc-product__picture--sold-out=move || stock.get() == StockNote::SoldOut
            >
                {shown}
                {flag
                    .filter(|flag| !flag.is_empty())
                    .map(|flag| view! { <span class="sc-product__flag">{flag}</span> })}
                <div class="sc-product__action empty:hidden">{action.run()}</div>
            </div>
            <div class="sc-product__body">
                <h3 class="sc-product__name">
                    <a class="sc-product__link" href=href>
                        {name}
                    </a>
                </h3>
                {summary.map(|summary| view! { <p class="sc-product__summary">{summary}</p> })}
                {rating.map(stars)}
                <div class="sc-product__facts">
                    <PriceTag price=price compare_at=compare_at prefix=price_prefix />
                    <span
                        class="sc-product__stock empty:hidden"
                        class:sc-product__stock--few=move || matches!(stock.get(), StockNote::Few(_))
                    >
                        {move || stock.get().words()}
                    </span>
                </div>
            </div>
        </article>
    }
    .into_any()
}

fn stars(rating: CardRating) -> impl IntoView {
    view! {
        <p class="flex items-center gap-1.5 text-sm text-ink-muted">
            <StarRow tenths=rating.tenths words=rating.words />
            <span aria-hidden="true">{rating.count}</span>
        </p>
    }
}

/// Product cards side by side: two on a phone, up to four.
#[component]
pub fn ProductGrid(
    /// [`ProductCard`]s.
    children: Children,
) -> impl IntoView {
    view! { <div class="sc-product-grid">{children()}</div> }
}

#[cfg(test)]
mod tests {
    use super::StockNote;

    #[test]
    fn stock_is_spoken_of_only_when_it_matters() {
        assert_eq!(StockNote::for_units(6, 5).words(), None);
        assert_eq!(StockNote::for_units(5, 5).words().as_deref(), Some("5 left"));
        assert_eq!(StockNote::for_units(0, 5).words().as_deref(), Some("Sold out"));
    }
}
