use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::passkeys::Passkey;

use crate::api::{self, use_client};
use crate::ui::{Binding, ConfirmDialog, use_toasts};

/// Asks before a passkey is removed.
#[component]
pub(super) fn RemovePasskey(
    removing: RwSignal<Option<Passkey>>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let open = Binding::new(Signal::derive(move || removing.read().is_some()), move |open: bool| {
        if !open {
            removing.set(None);
        }
    });
    let title = move || {
        let name = removing.read().as_ref().map(|passkey| passkey.name.clone());
        format!("Remove {}?", name.unwrap_or_default())
    };
    let confirm = move |()| {
        // Closed first: it may have to be confirmed that it is still the owner, in a dialog of its own.
        let Some(passkey) = removing.try_update(Option::take).flatten() else { return };
        spawn_local(async move {
            match api::passkeys::remove_passkey(client, passkey.id).await {
                Ok(()) => {
                    toasts.success(format!("The passkey {} is removed.", passkey.name));
                    on_done.run(());
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <ConfirmDialog
            open=open
            title=Signal::derive(title)
            confirm_label="Remove"
            danger=true
            on_confirm=confirm
        >
            "It opens nothing any more, and every other session ends. Delete it on your device too, or it will go on offering it. Without any passkey and without sign-in codes, your password alone opens your account."
        </ConfirmDialog>
    }
}
