use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::ProblemType;
use securecart_dto::imports::ProductImport;

use super::selection::RowSelection;
use super::words::is_running;
use crate::api::{self, ApiError, Client, use_client};
use crate::features::staff::listing::Listing;

/// How long to wait between two questions.
const PAUSE: Duration = Duration::from_secs(1);

/// How long to wait at most while no answer comes.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Asks for an import as long as the shop is at work on it, and for its products anew once that is over.
#[derive(Clone, Copy)]
pub(super) struct Watch {
    pub(super) client: Client,
    /// Fetches the products anew.
    refetch: Callback<()>,
    import: Memo<String>,
    /// What is known of it.
    pub(super) state: RwSignal<Option<Result<ProductImport, ApiError>>>,
    /// How many questions in a row had no answer while the shop was at work.
    unanswered: RwSignal<u32>,
}

impl Watch {
    /// Begins, with the import that the address names.
    pub(super) fn begin(listing: Listing<RowSelection>) -> Self {
        let import = Memo::new(move |_| listing.selection.get().import);
        let refetch = Callback::new(move |()| listing.refetch());
        let (state, unanswered) = (RwSignal::new(None), RwSignal::new(0));
        let watch = Self { client: use_client(), refetch, import, state, unanswered };
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

    /// Whether the shop was at work when it was last heard of, and is being asked again.
    pub(super) fn is_trying_again(self) -> bool {
        self.unanswered.get() > 0
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
        // What is known stays: the shop goes on with it, whether or not it can be asked now.
        if was.is_some_and(is_running) && answer.as_ref().is_err_and(is_passing) {
            let unanswered = self.unanswered.get_untracked();
            self.unanswered.set(unanswered.saturating_add(1));
            set_timeout(move || self.ask(), pause_after(unanswered));
            return;
        }
        self.unanswered.set(0);
        self.state.set(Some(answer));
        if was.is_some() && was != is {
            self.refetch.run(());
        }
        if is.is_some_and(is_running) {
            set_timeout(move || self.ask(), PAUSE);
        }
    }
}

/// Whether another answer can be hoped for: nothing came, or the shop could not answer just now.
fn is_passing(error: &ApiError) -> bool {
    match error {
        ApiError::Network | ApiError::Unreadable => true,
        ApiError::Problem(problem) => problem.status >= 500 || problem.kind == ProblemType::TooManyRequests,
    }
}

/// How long to wait after so many questions in a row without an answer: each time twice as long.
fn pause_after(unanswered: u32) -> Duration {
    PAUSE.saturating_mul(2_u32.saturating_pow(unanswered)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use securecart_dto::Problem;

    use super::*;

    #[test]
    fn pauses_grow_to_a_bound() {
        assert_eq!([0, 1, 2, 9, u32::MAX].map(|times| pause_after(times).as_secs()), [1, 2, 4, 30, 30]);
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        let problem = |kind: ProblemType| {
            ApiError::Problem(Box::new(Problem {
                kind,
                title: String::new(),
                status: kind.status(),
                detail: String::new(),
                request_id: String::new(),
                errors: Vec::new(),
                required_permission: None,
                confirm_with: Vec::new(),
            }))
        };
        assert!(is_passing(&ApiError::Network));
        assert!(is_passing(&problem(ProblemType::TooManyRequests)));
        assert!(!is_passing(&problem(ProblemType::NotFound)));
        assert!(!is_passing(&problem(ProblemType::NotSignedIn)));
    }
}
