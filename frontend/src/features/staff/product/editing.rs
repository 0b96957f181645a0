use leptos::prelude::*;
use securecart_dto::ProblemType;
use securecart_dto::admin::AdminProduct;

use super::draft::ProductDraft;
use crate::api::{ApiError, Client, Versioned};
use crate::ui::{Button, ButtonKind, Dialog, Toasts};

/// The product that is edited: as it was loaded, its version, and what is typed.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) client: Client,
    pub(super) toasts: Toasts,
    pub(super) product: RwSignal<AdminProduct>,
    version: RwSignal<Option<String>>,
    pub(super) draft: RwSignal<ProductDraft>,
    /// Somebody else was faster.
    stale: RwSignal<bool>,
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
            stale: RwSignal::new(false),
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
                self.stale.try_set(true);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

/// Says that somebody else was faster, and loads what they made of it.
#[component]
pub(super) fn StaleDialog(editing: Editing) -> impl IntoView {
    let open = editing.stale;
    let actions = move || {
        view! {
            <Button kind=ButtonKind::Secondary on:click=move |_| open.set(false)>
                "Keep what I typed"
            </Button>
            <Button on:click=move |_| {
                open.set(false);
                editing.start_over();
            }>"Load it again"</Button>
        }
    };
    view! {
        <Dialog open=open title="Somebody changed this product" actions=actions>
            <p>
                "It was changed after you opened it, so yours was not saved. Load it again to see the change; what you typed here is then gone. Keep it to copy something out first."
            </p>
        </Dialog>
    }
}
