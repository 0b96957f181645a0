use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_dto::roles::Role;

use crate::api::{self, use_client};
use crate::features::staff::edited::Edited;
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, ConfirmDialog, use_toasts};

/// Removes a role, after a question.
#[component]
pub(super) fn RemoveRole(role: Role, edited: Edited<Role>) -> impl IntoView {
    let (client, toasts, navigate) = (use_client(), use_toasts(), use_navigate());
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let id = role.id.to_string();
    let title = format!("Remove the role {}?", role.name);
    let remove = move |()| {
        let (id, navigate) = (id.clone(), navigate.clone());
        busy.set(true);
        spawn_local(async move {
            let answer = api::roles::delete_role(client, &id, edited.version()).await;
            let answer = edited.settle(answer, api::roles::get_role(client, &id)).await;
            busy.try_set(false);
            open.try_set(false);
            match answer {
                Ok(None) => {}
                Ok(Some(())) => {
                    toasts.success("The role is removed.");
                    navigate(&Route::AdminRoles.path(), NavigateOptions::default());
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Button kind=ButtonKind::Secondary on:click=move |_| open.set(true)>
            "Remove role"
        </Button>
        <ConfirmDialog
            open=open
            title=title
            confirm_label="Remove role"
            danger=true
            busy=busy
            on_confirm=remove
        >
            "It can not be brought back. A role that somebody has is not removed."
        </ConfirmDialog>
    }
}
