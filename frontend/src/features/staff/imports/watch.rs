use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::imports::ProductImport;

use super::selection::RowSelection;
use super::words::is_running;
use crate::api::{self, ApiError, Client, use_client};
use crate::features::staff::listing::Listing;

/// How long to wait between two questions.
const PAUSE: Duration = Duration::from_secs(1);

/// Asks for an import as long as the shop is at work on it, and for its products anew once that is over.
#[derive(Clone, Copy)]
pub(super) struct Watch {
    pub(super) client: Client,
    /// Fetches the products anew.
    refetch: Callback<()>,
    import: Memo<String>,
    /// What is known of it.
    pub(super) state: RwSignal<Option<Result<ProductImport, ApiError>>>,
}

impl Watch {
    /// Begins, with the import that the address names.
    pub(super) fn begin(listing: Listing<RowSelection>) -> Self {
        let import = Memo::new(move |_| listing.selection.get().import);
        let refetch = Callback::new(move |()| listing.refetch());
        let watch = Self { client: use_client(), refetch, import, state: RwSignal::new(None) };
        watch.ask();
        watch
    }

    /// The import's id as the address has it.
    pub(super) fn id(self) -> String {
        self.import.get_untracked()
    }

    /// What is known of it, if it could be loaded.
    pub(super) fn known(self) -> Option<ProductImport> {
        self.state.get().and_then(Result::ok)
    }

    /// Asks how far it is.
    pub(super) fn ask(self) {
        let Some(import) = self.import.try_get_untracked() else { return };
        spawn_local(async move {
            let answer = api::imports::get_import(self.client, &import).await;
            self.take(answer);
        });
    }

    /// Takes up an answer, and asks again if it is not the last one.
    pub(super) fn take(self, answer: Result<ProductImport, ApiError>) {
        // The page was left.
        let Some(old) = self.state.try_get_untracked() else { return };
        let status =
            |state: &Result<ProductImport, ApiError>| state.as_ref().ok().map(|import| import.status);
        let (was, is) = (old.as_ref().and_then(status), status(&answer));
        self.state.set(Some(answer));
        if was.is_some() && was != is {
            self.refetch.run(());
        }
        if is.is_some_and(is_running) {
            set_timeout(move || self.ask(), PAUSE);
        }
    }
}
