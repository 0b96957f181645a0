use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use securecart_dto::AdminPage;

use crate::api::{ApiError, Client, use_client};
use crate::routes::Route;
use crate::ui::use_toasts;

/// Items fetched at a time.
const PAGE_SIZE: u16 = 24;

/// The most pages fetched at once when someone comes back to a long list: the API gives 100 items at most.
const MAX_PAGES: u16 = 4;

/// What a list shows. All of it stands in the address, so that it can be kept, sent and gone back to.
pub(super) trait Selection: Clone + Default + PartialEq + Send + Sync + 'static {
    /// What is listed.
    type Item: Clone + PartialEq + Send + Sync + 'static;

    /// What the address says; what it says wrong is left out.
    fn read(search: &str) -> Self;

    /// The address.
    fn route(self) -> Route;

    /// How many times "load more" was pressed.
    fn more(&self) -> u16;

    /// The same selection, so many pieces further.
    #[must_use]
    fn with_more(self, more: u16) -> Self;

    /// One piece of it.
    fn fetch(
        self,
        client: Client,
        limit: u16,
        cursor: Option<String>,
    ) -> impl Future<Output = Result<AdminPage<Self::Item>, ApiError>> + 'static;
}

/// The items that the address selects, piece by piece.
pub(super) struct Listing<S: Selection> {
    client: Client,
    /// What the address says.
    pub(super) selection: Memo<S>,
    first: LocalResource<Result<AdminPage<S::Item>, ApiError>>,
    rest: RwSignal<Vec<S::Item>>,
    next: RwSignal<Option<String>>,
    /// The list is fetched anew.
    pub(super) busy: RwSignal<bool>,
    /// The next piece is on its way.
    pub(super) loading_more: RwSignal<bool>,
}

#[expect(clippy::expl_impl_clone_on_copy, reason = "deriving would ask for selections that are Copy")]
impl<S: Selection> Clone for Listing<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Selection> Copy for Listing<S> {}

impl<S: Selection> Listing<S> {
    /// Follows the address.
    pub(super) fn new() -> Self {
        let client = use_client();
        let search = use_location().search;
        let selection = Memo::new(move |_| S::read(&search.get()));
        let start = Memo::new(move |_| selection.get().with_more(0));
        let (rest, next) = (RwSignal::new(Vec::new()), RwSignal::new(None));
        let busy = RwSignal::new(true);
        let first = LocalResource::new(move || {
            let pages = selection.with_untracked(S::more).saturating_add(1).min(MAX_PAGES);
            let page = start.get().fetch(client, PAGE_SIZE.saturating_mul(pages), None);
            busy.set(true);
            async move {
                let page = page.await;
                rest.try_set(Vec::new());
                next.try_set(page.as_ref().ok().and_then(|page| page.next_cursor.clone()));
                busy.try_set(false);
                page
            }
        });
        Self { client, selection, first, rest, next, busy, loading_more: RwSignal::new(false) }
    }

    /// Fetches the list anew.
    pub(super) fn refetch(self) {
        self.first.refetch();
    }

    /// Why there is no list.
    pub(super) fn failure(self) -> Option<ApiError> {
        self.first.get().and_then(Result::err)
    }

    /// Items on all pages together; none as long as the answer is not there.
    pub(super) fn total(self) -> Option<u64> {
        self.first.get().and_then(Result::ok).map(|page| page.total)
    }

    /// The items fetched so far.
    pub(super) fn items(self) -> Vec<S::Item> {
        let mut items = self.first.get().and_then(Result::ok).map_or_else(Vec::new, |page| page.items);
        items.extend(self.rest.get());
        items
    }

    /// Whether there are more.
    pub(super) fn has_more(self) -> bool {
        self.next.read().is_some()
    }
}

/// Goes to the same list with another selection; the view stays where it is.
pub(super) fn use_select<S: Selection>(_: Listing<S>) -> impl Fn(S) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |selection: S| {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate(&selection.with_more(0).route().path(), options);
    }
}

/// Fetches the next piece and notes in the address that it is shown.
pub(super) fn use_load_more<S: Selection>(
    listing: Listing<S>,
) -> impl Fn(()) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    let toasts = use_toasts();
    move |()| {
        let Some(cursor) = listing.next.get_untracked().filter(|_| !listing.loading_more.get_untracked())
        else {
            return;
        };
        let selection = listing.selection.get_untracked();
        let navigate = navigate.clone();
        listing.loading_more.set(true);
        spawn_local(async move {
            let piece = selection.clone().fetch(listing.client, PAGE_SIZE, Some(cursor.clone())).await;
            listing.loading_more.try_set(false);
            // Another selection, or the page was left.
            if listing.next.try_get_untracked().flatten() != Some(cursor) {
                return;
            }
            match piece {
                Ok(piece) => {
                    listing.rest.update(|rest| rest.extend(piece.items));
                    listing.next.set(piece.next_cursor);
                    let more = selection.more().saturating_add(1);
                    let options =
                        NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                    navigate(&selection.with_more(more).route().path(), options);
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    }
}
