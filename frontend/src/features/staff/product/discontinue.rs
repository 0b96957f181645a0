use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::Permission;
use securecart_domain::catalog::ProductStatus;

use super::editing::Editing;
use crate::api;
use crate::features::staff::unsaved::use_unsaved;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, ConfirmDialog};

/// Takes the product out of the shop, after a question.
#[component]
pub(super) fn Discontinue(editing: Editing) -> impl IntoView {
    let session = use_session();
    let unsaved = use_unsaved();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let discontinue = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer =
                api::staff::discontinue_product(editing.client, &editing.id(), editing.version()).await;
            busy.try_set(false);
            open.try_set(false);
            match editing.catch_stale(answer) {
                Ok(Some(())) => {
                    editing.toasts.success("The product is discontinued.");
                    unsaved.forget();
                    editing.start_over();
                }
                Ok(None) => {}
                Err(error) => editing.toasts.error(error.detail()),
            }
        });
    };
    let offered = move || {
        let sold = editing.product.read().status != ProductStatus::Discontinued;
        sold && session.may(Permission::WriteProducts)
    };
    view! {
        <Show when=offered>
            <Button kind=ButtonKind::Secondary on:click=move |_| open.set(true)>
                "Discontinue"
            </Button>
        </Show>
        <ConfirmDialog
            open=open
            title="Discontinue this product?"
            confirm_label="Discontinue product"
            danger=true
            busy=busy
            on_confirm=discontinue
        >
            "Shoppers no longer find or buy it. Orders that have it stay as they are, and it can be made active again."
        </ConfirmDialog>
    }
}
