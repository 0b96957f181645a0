use leptos::prelude::*;
use securecart_dto::finding::{OptionFacet, OptionValueFacet};

use super::filters::Filters;
use super::listing::{Listing, use_refilter};
use crate::ui::{Binding, Checkbox, Disclosure, Gap, Stack};

/// What can be chosen of every option that the products have, each with how many offer it.
///
/// The boxes stay in place while the counts change, so that the focus stays where it is.
#[component]
pub(super) fn OptionFilters(listing: Listing) -> impl IntoView {
    let options = Memo::new(move |_| listing.facets().map(|facets| facets.options).unwrap_or_default());
    view! {
        <div>
            <For each=move || options.get() key=|option| option.key.clone() let(option)>
                <ValuesOf option=option options=options listing=listing />
            </For>
        </div>
    }
}

#[component]
fn ValuesOf(option: OptionFacet, options: Memo<Vec<OptionFacet>>, listing: Listing) -> impl IntoView {
    let key = StoredValue::new(option.key);
    let values = Memo::new(move |_| {
        let options = options.read();
        let own = options.iter().find(|option| key.with_value(|key| *key == option.key));
        own.map(|option| option.values.clone()).unwrap_or_default()
    });
    let name = option.name;
    view! {
        <Disclosure summary=name open=true>
            <Stack gap=Gap::Small>
                <For each=move || values.get() key=|value| value.key.clone() let(value)>
                    <ValueBox option=key value=value values=values listing=listing />
                </For>
            </Stack>
        </Disclosure>
    }
}

#[component]
fn ValueBox(
    option: StoredValue<String>,
    value: OptionValueFacet,
    values: Memo<Vec<OptionValueFacet>>,
    listing: Listing,
) -> impl IntoView {
    let refilter = use_refilter(listing);
    let filters = listing.filters;
    let key = StoredValue::new(value.key);
    let with_keys = move |work: &dyn Fn(&str, &str) -> bool| {
        option.with_value(|option| key.with_value(|key| work(option, key)))
    };
    let chosen =
        move || filters.with(|filters| with_keys(&|option, key| filters.options.contains(option, key)));
    let choose = move |_: bool| {
        let filters = filters.get_untracked();
        let options = filters.options.toggled(&option.get_value(), &key.get_value());
        refilter(Filters { options, ..filters });
    };
    let name = value.value;
    let label = move || {
        let values = values.read();
        let count = values.iter().find(|value| key.with_value(|key| *key == value.key));
        format!("{name} ({})", count.map_or(0, |value| value.count))
    };
    view! { <Checkbox checked=Binding::new(Signal::derive(chosen), choose) label=Signal::derive(label) /> }
}
