use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::{Permission, SecurityEventId};
use securecart_dto::security::SecurityEvent;

use crate::api::{self, use_client};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, ConfirmDialog, use_toasts};

/// What can be done about an event, for those who may.
#[component]
pub(super) fn EventActions(
    /// The event as it is now.
    event: SecurityEvent,
    /// Called when it is another one.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let (open, blocked) = (event.acknowledged_at.is_none(), event.blocked_until.is_some());
    let (id, source) = (event.id, event.source);
    move || {
        let may = session.may(Permission::WriteSecurity);
        view! {
            {(may && blocked).then(|| view! { <Lift id=id source=source.clone() on_done=on_done /> })}
            {(may && open).then(|| view! { <Acknowledge id=id on_done=on_done /> })}
        }
    }
}

#[component]
fn Acknowledge(id: SecurityEventId, on_done: Callback<()>) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let busy = RwSignal::new(false);
    let acknowledge = move |_| {
        busy.set(true);
        spawn_local(async move {
            let answer = api::security::acknowledge(client, id).await;
            busy.try_set(false);
            match answer {
                Ok(_) => toasts.success("The event is acknowledged."),
                Err(error) => toasts.error(error.detail()),
            }
            on_done.try_run(());
        });
    };
    view! {
        <Button busy=busy on:click=acknowledge>
            "Acknowledge"
        </Button>
    }
}

#[component]
fn Lift(id: SecurityEventId, source: String, on_done: Callback<()>) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let lift = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = api::security::lift_block(client, id).await;
            busy.try_set(false);
            open.try_set(false);
            match answer {
                Ok(_) => toasts.success("The block is lifted."),
                Err(error) => toasts.error(error.detail()),
            }
            on_done.try_run(());
        });
    };
    view! {
        <Button kind=ButtonKind::Secondary on:click=move |_| open.set(true)>
            "Lift the block"
        </Button>
        <ConfirmDialog
            open=open
            title=format!("Let {source} in again?")
            confirm_label="Lift the block"
            busy=busy
            on_confirm=lift
        >
            "Everybody at this address can use the shop again. If what was noticed goes on, the address is not blocked again for the same reason until a block would have ended."
        </ConfirmDialog>
    }
}
