use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::Permission;
use securecart_domain::catalog::ImportStatus;
use securecart_dto::imports::ImportCounts;

use super::watch::Watch;
use crate::api;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Cluster, ConfirmDialog, use_toasts};

/// Applies the import, or undoes it.
#[component]
pub(super) fn Steps(watch: Watch) -> impl IntoView {
    let session = use_session();
    let status = Memo::new(move |_| watch.known().map(|import| import.status));
    let has_work = Memo::new(move |_| watch.known().is_some_and(|import| is_worth_it(import.checked)));
    let may = move || session.may(Permission::WriteProducts);
    let can_apply = move || status.get() == Some(ImportStatus::Checked) && has_work.get() && may();
    let can_undo = move || status.get() == Some(ImportStatus::Applied) && has_work.get() && may();
    view! {
        <Show when=can_apply>
            <Cluster>
                <ApplyButton watch=watch />
            </Cluster>
        </Show>
        <Show when=can_undo>
            <Cluster>
                <UndoButton watch=watch />
            </Cluster>
        </Show>
    }
}

/// Whether there is anything that applying would change.
fn is_worth_it(counts: ImportCounts) -> bool {
    counts.added > 0 || counts.changed > 0
}

#[component]
fn ApplyButton(watch: Watch) -> impl IntoView {
    let (toasts, busy) = (use_toasts(), RwSignal::new(false));
    let apply = move |_| {
        busy.set(true);
        spawn_local(async move {
            let answer = api::imports::apply_import(watch.client, &watch.id()).await;
            busy.try_set(false);
            match answer {
                Ok(import) => watch.take(Ok(import)),
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Button busy=busy icon=icondata::LuCheck on:click=apply>
            "Apply the import"
        </Button>
    }
}

#[component]
fn UndoButton(watch: Watch) -> impl IntoView {
    let (toasts, busy, open) = (use_toasts(), RwSignal::new(false), RwSignal::new(false));
    let undo = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = api::imports::undo_import(watch.client, &watch.id()).await;
            busy.try_set(false);
            open.try_set(false);
            match answer {
                Ok(import) => watch.take(Ok(import)),
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Button kind=ButtonKind::Secondary icon=icondata::LuUndo2 on:click=move |_| open.set(true)>
            "Undo the import"
        </Button>
        <ConfirmDialog
            open=open
            title="Undo this import?"
            confirm_label="Undo the import"
            danger=true
            busy=busy
            on_confirm=undo
        >
            "What it changed becomes what it was before, and products that it added are taken out of the shop. Products that somebody changed since stay as they are."
        </ConfirmDialog>
    }
}
