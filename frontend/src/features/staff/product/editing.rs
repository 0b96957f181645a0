use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::ProblemType;
use securecart_dto::admin::AdminProduct;

use super::draft::ProductDraft;
use crate::api::{self, ApiError, Client, Versioned};
use crate::ui::{Binding, Button, ButtonKind, Dialog, Toasts};

/// The product that is edited: as it was loaded, its version, and what is typed.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) client: Client,
    pub(super) toasts: Toasts,
    pub(super) product: RwSignal<AdminProduct>,
    version: RwSignal<Option<String>>,
    pub(super) draft: RwSignal<ProductDraft>,
    /// What somebody made of it who was faster, while the reader is asked what to do about it.
    theirs: RwSignal<Option<Versioned<AdminProduct>>>,
    reload: Callback<()>,
}

impl Editing {
    /// Begins with the product as it was loaded.
    pub(super) fn new(
        client: Client,
        toasts: Toasts,
        loaded: Versioned<AdminProduct>,
        reload: Callback<()>,
    ) -> Self {
        Self {
            client,
            toasts,
            draft: RwSignal::new(ProductDraft::of(&loaded.value)),
            product: RwSignal::new(loaded.value),
            version: RwSignal::new(loaded.version),
            theirs: RwSignal::new(None),
            reload,
        }
    }

    /// The id as it stands in addresses.
    pub(super) fn id(self) -> String {
        self.product.with_untracked(|product| product.id.to_string())
    }

    /// The version that is edited.
    pub(super) fn version(self) -> Option<String> {
        self.version.get_untracked()
    }

    /// Whether its page is still there; what was asked for may be answered later.
    pub(super) fn is_there(self) -> bool {
        !self.product.is_disposed()
    }

    /// Whether something is typed that is not saved.
    pub(super) fn is_dirty(self) -> bool {
        self.product.with(ProductDraft::of) != self.draft.get()
    }

    /// Goes on with the product as the server has it now. What is typed stays, unless it was what was saved.
    pub(super) fn take(self, saved: Versioned<AdminProduct>, typed_is_saved: bool) {
        if typed_is_saved {
            self.draft.try_set(ProductDraft::of(&saved.value));
        }
        self.version.try_set(saved.version);
        self.product.try_set(saved.value);
    }

    /// Loads the product anew; what is typed is lost.
    pub(super) fn start_over(self) {
        self.reload.run(());
    }

    /// Lets an error of an old version become a question; other errors are the caller's.
    pub(super) fn catch_stale<T>(self, answer: Result<T, ApiError>) -> Result<Option<T>, ApiError> {
        match answer {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is(ProblemType::StaleVersion) => {
                self.look();
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Fetches what is there now, to ask what to do about it.
    fn look(self) {
        spawn_local(async move {
            match api::staff::get_product(self.client, &self.id()).await {
                Ok(theirs) => drop(self.theirs.try_set(Some(theirs))),
                Err(error) => self.toasts.error(error.detail()),
            }
        });
    }

    /// Goes on with the product as it is there now; what was typed stays, and the rest becomes theirs.
    fn keep_typed(self) {
        let Some(theirs) = self.theirs.get_untracked() else { return };
        self.theirs.set(None);
        let was = self.product.with_untracked(ProductDraft::of);
        self.draft.update(|draft| draft.follow(&was, ProductDraft::of(&theirs.value)));
        self.take(theirs, false);
    }
}

/// Says that somebody else was faster. Either way the reader goes on with the version that is there now.
#[component]
pub(super) fn StaleDialog(editing: Editing) -> impl IntoView {
    let theirs = editing.theirs;
    let open = Binding::new(Signal::derive(move || theirs.read().is_some()), move |open: bool| {
        if !open {
            editing.keep_typed();
        }
    });
    let start_over = move |_| {
        theirs.set(None);
        editing.start_over();
    };
    let actions = move || {
        view! {
            <Button kind=ButtonKind::Secondary on:click=start_over>
                "Show what is there now"
            </Button>
            <Button on:click=move |_| editing.keep_typed()>"Keep what I typed"</Button>
        }
    };
    view! {
        <Dialog open=open title="Somebody changed this product" actions=actions>
            <p>
                "It was changed after you opened it, so nothing of yours is done yet. Keep what you typed, and saving once more puts it in place of theirs; what you did not touch stays as they made it. Or look at what is there now; what you typed is then gone."
            </p>
        </Dialog>
    }
}
