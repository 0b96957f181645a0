use leptos::prelude::*;
use securecart_domain::reviews::ReviewStatus;

use super::selection::ReviewSelection;
use super::words::status_words;
use crate::features::staff::listing::{Listing, use_select};
use crate::ui::{Binding, Choice, SegmentedControl};

/// Which reviews to show.
#[component]
pub(super) fn ReviewFilters(listing: Listing<ReviewSelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let status = Binding::new(
        Signal::derive(move || {
            current.get().status.map(|status| status.as_str().to_owned()).unwrap_or_default()
        }),
        move |value: String| {
            let selection = ReviewSelection { status: value.parse().ok(), ..current.get_untracked() };
            select.with_value(|select| select(selection));
        },
    );
    let mut choices: Vec<Choice> = ReviewStatus::ALL
        .iter()
        .map(|status| Choice::new(status.as_str(), status_words(*status).1))
        .collect();
    choices.push(Choice::new("", "All"));
    view! { <SegmentedControl label="Which reviews" value=status choices=choices /> }
}
