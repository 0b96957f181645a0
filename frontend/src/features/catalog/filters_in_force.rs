use leptos::prelude::*;
use securecart_domain::{Currency, Money};
use securecart_dto::finding::Facets;

use super::filters::Filters;
use super::listing::{Listing, use_refilter};
use crate::session::use_session;
use crate::ui::{FilterChip, FilterChips};

/// The filters in force as chips that take them away.
#[component]
pub(super) fn FiltersInForce(listing: Listing) -> impl IntoView {
    let session = use_session();
    let refilter = use_refilter(listing);
    move || {
        let filters = listing.filters.get();
        let chips = chips(&filters, session.currency(), listing.facets().as_ref());
        let chips = chips.into_iter().map(|(label, without)| {
            let refilter = refilter.clone();
            view! { <FilterChip label=label on_remove=move |()| refilter(without.clone()) /> }
        });
        let chips = chips.collect_view();
        let (narrows, widened, clear) = (filters.narrows(), filters.widened(), refilter.clone());
        let clear = move |()| clear(widened.clone());
        narrows.then(|| view! { <FilterChips on_clear=clear>{chips}</FilterChips> })
    }
}

/// What each chip says, and the filters without it.
fn chips(filters: &Filters, currency: Currency, facets: Option<&Facets>) -> Vec<(String, Filters)> {
    let money = |minor: i64| Money::new(minor, currency);
    let fixed = [
        filters.in_stock.then(|| ("In stock".to_owned(), Filters { in_stock: false, ..filters.clone() })),
        filters
            .min_price
            .map(|minor| (format!("From {}", money(minor)), Filters { min_price: None, ..filters.clone() })),
        filters
            .max_price
            .map(|minor| (format!("Up to {}", money(minor)), Filters { max_price: None, ..filters.clone() })),
    ];
    let options = filters.options.pairs().map(|(name, value)| {
        let without = Filters { options: filters.options.toggled(name, value), ..filters.clone() };
        (option_words(name, value, facets), without)
    });
    fixed.into_iter().flatten().chain(options).collect()
}

/// As the shop spells it; as the address does, where nothing offers it any more.
fn option_words(name: &str, value: &str, facets: Option<&Facets>) -> String {
    let option = facets.and_then(|facets| facets.options.iter().find(|option| option.key == name));
    let spelt = option.and_then(|option| {
        let value = option.values.iter().find(|known| known.key == value)?;
        Some(format!("{}: {}", option.name, value.value))
    });
    spelt.unwrap_or_else(|| format!("{}: {}", name.replace('-', " "), value.replace('-', " ")))
}

#[cfg(test)]
mod tests {
    use securecart_domain::catalog::OptionChoices;
    use securecart_dto::finding::{OptionFacet, OptionValueFacet};

    use super::*;

    #[test]
    fn every_filter_has_a_chip_that_takes_it_away() {
        let filters = Filters {
            in_stock: true,
            max_price: Some(500),
            options: OptionChoices::parse("colour:navy-blue,size:m").unwrap(),
            ..Filters::default()
        };
        let value = OptionValueFacet { key: "m".to_owned(), value: "Medium".to_owned(), count: 2 };
        let option = OptionFacet { key: "size".to_owned(), name: "Size".to_owned(), values: vec![value] };
        let facets = Facets { options: vec![option], ..Facets::default() };
        let chips = chips(&filters, Currency::Usd, Some(&facets));
        let words: Vec<&str> = chips.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, ["In stock", "Up to 5.00 USD", "colour: navy blue", "Size: Medium"]);
        assert!(chips.iter().all(|(_, without)| without.narrowing() == 3));
    }
}
