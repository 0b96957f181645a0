use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::addresses::Address;

use crate::api::{self, use_client};
use crate::ui::{Binding, ConfirmDialog, use_toasts};

/// Asks before an address is removed.
#[component]
pub(super) fn RemoveAddress(removing: RwSignal<Option<Address>>, on_done: Callback<()>) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let busy = RwSignal::new(false);
    let open = Binding::new(Signal::derive(move || removing.read().is_some()), move |open: bool| {
        if !open {
            removing.set(None);
        }
    });
    let title = move || {
        let name = removing.read().as_ref().map(|address| format!("{}, {}", address.name, address.line1));
        format!("Remove {}?", name.unwrap_or_default())
    };
    let confirm = move |()| {
        let Some(address) = removing.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let removed = api::addresses::delete_address(client, address.id).await;
            busy.try_set(false);
            removing.try_set(None);
            match removed {
                Ok(()) => toasts.success("The address is removed."),
                Err(error) => toasts.error(error.detail()),
            }
            on_done.run(());
        });
    };
    view! {
        <ConfirmDialog
            open=open
            title=Signal::derive(title)
            confirm_label="Remove"
            danger=true
            busy=busy
            on_confirm=confirm
        >
            "Orders that were sent there are not changed."
        </ConfirmDialog>
    }
}
