use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::admin::AdminVariant;

use super::editing::Editing;
use crate::api;
use crate::ui::{Binding, ConfirmDialog};

/// Takes a variant away, after a question. The shop says why where it can not.
#[component]
pub(super) fn VariantRemoval(
    editing: Editing,
    /// The variant that is asked about; none while the question is closed.
    asked: RwSignal<Option<AdminVariant>>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let open = Binding::new(Signal::derive(move || asked.read().is_some()), move |wanted: bool| {
        if !wanted {
            asked.set(None);
        }
    });
    let remove = move |()| {
        let Some(variant) = asked.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let (id, variant) = (editing.id(), variant.id.to_string());
            let answer = api::staff::delete_variant(editing.client, &id, &variant, editing.version()).await;
            busy.try_set(false);
            asked.try_set(None);
            match editing.catch_stale(answer) {
                Ok(Some(saved)) => {
                    editing.toasts.success("The variant is removed.");
                    editing.take(saved, false);
                }
                Ok(None) => {}
                Err(error) => editing.toasts.error(error.detail()),
            }
        });
    };
    let title = Signal::derive(move || {
        let name = asked.read().as_ref().map(|variant| variant.title.clone()).unwrap_or_default();
        format!("Remove {name}?")
    });
    view! {
        <ConfirmDialog
            open=open
            title=title
            confirm_label="Remove variant"
            danger=true
            busy=busy
            on_confirm=remove
        >
            "It goes from the shop and from carts. A variant that was counted or ordered stays in the books: give it other values, or set its stock to 0."
        </ConfirmDialog>
    }
}
