use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::{Currency, Money};

use super::filters::Filters;
use super::listing::{Listing, use_refilter};
use crate::forms::sentence;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Field, InputKind, Stack, TextInput};

/// The lowest and highest price, as people write prices.
#[component]
pub(super) fn PriceRange(listing: Listing) -> impl IntoView {
    let session = use_session();
    let refilter = use_refilter(listing);
    let filters = listing.filters;
    let currency = move || session.currency();
    let (lowest, highest) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let text = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency()).amount_text());
        filters.with(|filters| {
            lowest.set(text(filters.min_price).unwrap_or_default());
            highest.set(text(filters.max_price).unwrap_or_default());
        });
        error.set(None);
    });
    let apply = move |event: SubmitEvent| {
        event.prevent_default();
        match range(&lowest.get_untracked(), &highest.get_untracked(), currency()) {
            Ok((min_price, max_price)) => {
                error.set(None);
                refilter(Filters { min_price, max_price, ..filters.get_untracked() });
            }
            Err(message) => error.set(Some(message)),
        }
    };
    let unit = untrack(currency).to_string();
    let again = unit.clone();
    view! {
        <form on:submit=apply novalidate=true>
            <Stack>
                <Field label="Lowest price" unmarked=true>
                    <TextInput value=lowest kind=InputKind::Decimal suffix=unit />
                </Field>
                <Field label="Highest price" unmarked=true error=error>
                    <TextInput value=highest kind=InputKind::Decimal suffix=again />
                </Field>
                <Button submit=true kind=ButtonKind::Secondary full=true>
                    "Apply prices"
                </Button>
            </Stack>
        </form>
    }
}

type Range = (Option<i64>, Option<i64>);

fn range(lowest: &str, highest: &str, currency: Currency) -> Result<Range, String> {
    let bound = |text: &str| match text.trim().replace(',', ".").as_str() {
        "" => Ok(None),
        price => Money::parse(price, currency).map(|money| Some(money.minor())).map_err(sentence),
    };
    let (low, high) = (bound(lowest)?, bound(highest)?);
    if low.zip(high).is_some_and(|(low, high)| low > high) {
        return Err("The highest price is below the lowest.".to_owned());
    }
    Ok((low, high))
}

#[cfg(test)]
mod tests {
    use securecart_domain::Currency;

    use super::range;

    #[test]
    fn a_price_range_is_read_as_people_write_it() {
        assert_eq!(range("", "", Currency::Usd), Ok((None, None)));
        assert_eq!(range(" 10 ", "20,50", Currency::Usd), Ok((Some(1000), Some(2050))));
        assert!(range("20", "10", Currency::Usd).is_err());
        assert!(range("ten", "", Currency::Usd).is_err());
    }
}
