use leptos::prelude::*;
use securecart_domain::catalog::{ProductStatus, StockFilter};

use super::selection::ProductSelection;
use crate::features::catalog::{category_choices, use_categories};
use crate::features::staff::listing::{Listing, use_select};
use crate::features::staff::words::{choices, product_words, stock_words};
use crate::ui::{Binding, Field, ListBar, SearchBox, Select};

/// Search and filters above the list.
#[component]
pub(super) fn ProductFilters(listing: Listing<ProductSelection>) -> impl IntoView {
    let select = use_select(listing);
    let (by_status, by_stock, by_category) = (select.clone(), select.clone(), select.clone());
    let current = listing.selection;
    let status = Binding::new(
        Signal::derive(move || current.read().status.map(|status| status.to_string()).unwrap_or_default()),
        move |value: String| {
            by_status(ProductSelection { status: value.parse().ok(), ..current.get_untracked() });
        },
    );
    let stock = Binding::new(
        Signal::derive(move || current.read().stock.map(|stock| stock.to_string()).unwrap_or_default()),
        move |value: String| {
            by_stock(ProductSelection { stock: value.parse().ok(), ..current.get_untracked() });
        },
    );
    let category = Binding::new(Signal::derive(move || current.get().category), move |category: String| {
        by_category(ProductSelection { category, ..current.get_untracked() });
    });
    let categories = use_categories().resource();
    let branches =
        Signal::derive(move || category_choices(&categories.get().and_then(Result::ok).unwrap_or_default()));
    let search = StoredValue::new(select);
    let on_search = move |words: String| {
        search.with_value(|select| select(ProductSelection { words, ..current.get_untracked() }));
    };
    let search = move || {
        view! {
            <SearchBox
                label="Search by name or SKU"
                query=Signal::derive(move || current.get().words)
                on_search=on_search
            />
        }
    };
    view! {
        <ListBar search=search>
            <Field label="Status" label_hidden=true unmarked=true>
                <Select
                    value=status
                    placeholder="Any status".to_owned()
                    options=choices(ProductStatus::ALL, |status| product_words(status).1)
                />
            </Field>
            <Field label="Stock" label_hidden=true unmarked=true>
                <Select
                    value=stock
                    placeholder="Any stock".to_owned()
                    options=choices(StockFilter::ALL, stock_words)
                />
            </Field>
            <Field label="Category" label_hidden=true unmarked=true>
                <Select value=category placeholder="Any category".to_owned() options=branches />
            </Field>
        </ListBar>
    }
}
