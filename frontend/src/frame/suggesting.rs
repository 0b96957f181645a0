use leptos::prelude::*;
use securecart_dto::finding::{SuggestedProduct, Suggestions};

use super::smallest_picture;
use crate::api::{self, use_client};
use crate::features::catalog::Filters;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::Suggestion;

/// From how many characters on something is suggested.
const FEWEST: usize = 2;

/// What is suggested for what was typed.
#[derive(Clone, Copy)]
pub(super) struct Suggesting {
    /// What was typed so far.
    pub(super) typed: RwSignal<String>,
    /// What may be meant: the lines for the words before while the answer is on its way, so that they do not blink.
    pub(super) suggestions: Signal<Vec<Suggestion>>,
}

/// Asks the server whenever something else was typed. A search works without suggestions, so a failure is not told.
pub(super) fn use_suggesting() -> Suggesting {
    let client = use_client();
    let session = use_session();
    let typed = RwSignal::new(String::new());
    let words = Memo::new(move |_| typed.with(|typed| typed.trim().to_owned()));
    let too_few = move || words.with(|words| words.chars().count() < FEWEST);
    let found = LocalResource::new(move || {
        let words = words.get();
        let closed = session.may_browse() == Some(false);
        async move {
            if closed || words.chars().count() < FEWEST {
                return Suggestions::default();
            }
            api::catalog::suggest(client, &words).await.unwrap_or_default()
        }
    });
    let suggestions = Signal::derive(move || match found.get() {
        Some(found) if !too_few() => lines(found),
        _ => Vec::new(),
    });
    Suggesting { typed, suggestions }
}

fn lines(found: Suggestions) -> Vec<Suggestion> {
    let search = |words: String| Suggestion {
        label: format!("Did you mean “{words}”?"),
        detail: String::new(),
        picture: None,
        value: Route::Search(Filters { words, ..Filters::default() }).path(),
    };
    let spelt = found.did_you_mean.map(search);
    let categories = found.categories.into_iter().map(|category| Suggestion {
        label: category.name,
        detail: "Category".to_owned(),
        picture: None,
        value: Route::category(category.slug).path(),
    });
    let products = found.products.into_iter().map(product);
    spelt.into_iter().chain(categories).chain(products).collect()
}

fn product(product: SuggestedProduct) -> Suggestion {
    let from = if product.price_varies { "from " } else { "" };
    Suggestion {
        label: product.name,
        detail: format!("{from}{}", product.price),
        picture: product.image_url.map(smallest_picture),
        value: Route::Product(product.slug).path(),
    }
}
