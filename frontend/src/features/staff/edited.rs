use leptos::prelude::*;
use securecart_dto::ProblemType;

use crate::api::{ApiError, Versioned};
use crate::ui::{Binding, Button, ButtonKind, Dialog};

/// Something that is edited under a version: as it was loaded, and what somebody else made of it meanwhile.
#[derive(Clone, Debug)]
pub(super) struct Edited<T: Clone + Send + Sync + 'static> {
    known: RwSignal<Versioned<T>>,
    /// What is there now, while the reader is asked what to do about it.
    theirs: RwSignal<Option<Versioned<T>>>,
}

impl<T: Clone + Send + Sync + 'static> Copy for Edited<T> {}

impl<T: Clone + Send + Sync + 'static> Edited<T> {
    /// As it was loaded.
    pub(super) fn new(loaded: Versioned<T>) -> Self {
        Self { known: RwSignal::new(loaded), theirs: RwSignal::new(None) }
    }

    /// The thing as it is known, for what changes with it.
    pub(super) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.known.with(|known| read(&known.value))
    }

    /// The version that is changed.
    pub(super) fn version(self) -> Option<String> {
        self.known.with_untracked(|known| known.version.clone())
    }

    /// Lets the refusal of an old version become a question, with what is there now. Other errors are the caller's, also
    /// that nothing is there any more.
    pub(super) async fn settle<V>(
        self,
        answer: Result<V, ApiError>,
        fetch: impl Future<Output = Result<Versioned<T>, ApiError>>,
    ) -> Result<Option<V>, ApiError> {
        match answer {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is(ProblemType::StaleVersion) => {
                let theirs = fetch.await?;
                // The page may have been left meanwhile.
                self.theirs.try_set(Some(theirs));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Goes on with what is there now; what is typed stays.
    fn keep_typed(self) {
        if let Some(theirs) = self.theirs.get_untracked() {
            self.known.set(theirs);
            self.theirs.set(None);
        }
    }
}

/// Says that somebody else was faster. What is typed stays unless the reader gives it up; either way they go on with the
/// version that is there now.
#[component]
pub(super) fn StaleDialog<T: Clone + Send + Sync + 'static>(
    /// What is edited.
    edited: Edited<T>,
    /// Shows this in place of what is typed.
    #[prop(into)]
    on_theirs: Callback<Versioned<T>>,
) -> impl IntoView {
    let open = Binding::new(Signal::derive(move || edited.theirs.read().is_some()), move |open: bool| {
        if !open {
            edited.keep_typed();
        }
    });
    let replace = move |_| {
        let theirs = edited.theirs.get_untracked();
        edited.theirs.set(None);
        if let Some(theirs) = theirs {
            on_theirs.run(theirs);
        }
    };
    let actions = move || {
        view! {
            <Button kind=ButtonKind::Secondary on:click=replace>
                "Show what is there now"
            </Button>
            <Button on:click=move |_| edited.keep_typed()>"Keep what I typed"</Button>
        }
    };
    view! {
        <Dialog open=open title="Somebody changed this meanwhile" actions=actions>
            <p>
                "It was changed after you opened it, so nothing of yours is done yet. Keep what you typed, and saving once more puts it in place of theirs. Or look at what is there now; what you typed is then gone."
            </p>
        </Dialog>
    }
}
