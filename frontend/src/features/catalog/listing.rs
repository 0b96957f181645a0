use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_dto::catalog::ProductSummary;
use securecart_dto::finding::{Facets, ProductPage};

use super::filters::Filters;
use crate::api::{self, ApiError, Client, use_client};
use crate::routes::Route;
use crate::ui::use_toasts;

/// The products that the address selects, page by page.
#[derive(Clone, Copy)]
pub(super) struct Listing {
    client: Client,
    /// What the address says.
    pub(super) filters: Memo<Filters>,
    /// The branch of the catalogue; none for all of it.
    pub(super) category: Memo<Option<String>>,
    /// The first piece; fetched anew whenever the selection changes.
    pub(super) first: LocalResource<Result<ProductPage, ApiError>>,
    /// What "load more" has brought since.
    rest: RwSignal<Vec<ProductSummary>>,
    next: RwSignal<Option<String>>,
    /// The next piece is on its way.
    pub(super) loading_more: RwSignal<bool>,
}

impl Listing {
    /// Follows the address.
    pub(super) fn new(filters: Memo<Filters>, category: Memo<Option<String>>) -> Self {
        let client = use_client();
        let rest = RwSignal::new(Vec::new());
        let next = RwSignal::new(None);
        let selection = Memo::new(move |_| (filters.get().from_start(), category.get()));
        let first = LocalResource::new(move || {
            let category = selection.get().1;
            let query = filters.get_untracked().first_page(category.as_deref());
            async move {
                let page = api::catalog::list_products(client, &query).await;
                rest.set(Vec::new());
                next.set(page.as_ref().ok().and_then(|page| page.next_cursor.clone()));
                page
            }
        });
        Self { client, filters, category, first, rest, next, loading_more: RwSignal::new(false) }
    }

    /// How many products are shown.
    pub(super) fn shown(self) -> usize {
        let first = self.first.get().and_then(Result::ok).map_or(0, |page| page.items.len());
        first.saturating_add(self.rest.read().len())
    }

    /// What there is to choose from; none as long as nothing was loaded, and where names are only alike.
    pub(super) fn facets(self) -> Option<Facets> {
        self.first.get().and_then(Result::ok).and_then(|page| page.facets)
    }

    /// Whether there are more.
    pub(super) fn has_more(self) -> bool {
        self.next.read().is_some()
    }

    /// What "load more" has brought.
    pub(super) fn rest(self) -> Vec<ProductSummary> {
        self.rest.get()
    }

    /// The page with other filters.
    pub(super) fn route(self, filters: Filters) -> Route {
        match self.category.get_untracked() {
            Some(slug) => Route::Category(slug, filters),
            None => Route::Search(filters),
        }
    }
}

/// Goes to the same listing with other filters; the view stays where it is.
pub(super) fn use_refilter(listing: Listing) -> impl Fn(Filters) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |filters: Filters| {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate(&listing.route(filters.from_start()).path(), options);
    }
}

/// Fetches the next piece and notes in the address that it is shown.
pub(super) fn use_load_more(listing: Listing) -> impl Fn() + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    let toasts = use_toasts();
    move || {
        let Some(cursor) = listing.next.get_untracked().filter(|_| !listing.loading_more.get_untracked())
        else {
            return;
        };
        let filters = listing.filters.get_untracked();
        let query = filters.next_page(listing.category.get_untracked().as_deref(), cursor.clone());
        let navigate = navigate.clone();
        listing.loading_more.set(true);
        spawn_local(async move {
            let page = api::catalog::list_products(listing.client, &query).await;
            listing.loading_more.try_set(false);
            // Another selection, or the page was left.
            if listing.next.try_get_untracked().flatten() != Some(cursor) {
                return;
            }
            match page {
                Ok(page) => {
                    listing.rest.update(|rest| rest.extend(page.items));
                    listing.next.set(page.next_cursor);
                    let more = filters.more.saturating_add(1);
                    let options =
                        NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                    navigate(&listing.route(Filters { more, ..filters }).path(), options);
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    }
}
