use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::ApiError;
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, ConfirmDialog, use_toasts};

/// Removes a method or a rate, after a question, and goes back to the list.
#[component]
pub(super) fn Remove<F>(
    /// What it is: "shipping method".
    what: &'static str,
    /// What it is called.
    name: String,
    /// Does it; nothing if somebody changed it meanwhile.
    remove: impl Fn() -> F + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    F: Future<Output = Result<Option<()>, ApiError>> + 'static,
{
    let (toasts, navigate) = (use_toasts(), use_navigate());
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let done = format!("{name} is removed.");
    let confirm = move |()| {
        let (gone, done, navigate) = (remove(), done.clone(), navigate.clone());
        busy.set(true);
        spawn_local(async move {
            let answer = gone.await;
            busy.try_set(false);
            open.try_set(false);
            match answer {
                Ok(None) => {}
                Ok(Some(())) => {
                    toasts.success(done);
                    navigate(&Route::AdminDelivery.path(), NavigateOptions::default());
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Button kind=ButtonKind::Secondary on:click=move |_| open.set(true)>
            {format!("Remove {what}")}
        </Button>
        <ConfirmDialog
            open=open
            title=format!("Remove {name}?")
            confirm_label="Remove"
            danger=true
            busy=busy
            on_confirm=confirm
        >
            "Orders keep what they were told."
        </ConfirmDialog>
    }
}
