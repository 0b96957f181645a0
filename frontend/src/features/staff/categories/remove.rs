use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keeping::{ADD_BUTTON, Keeping, button_id};
use crate::api;
use crate::ui::{Binding, ConfirmDialog};

/// Asks before a category is deleted.
#[component]
pub(super) fn RemoveDialog(keeping: Keeping) -> impl IntoView {
    let (removed, busy) = (keeping.removed, RwSignal::new(false));
    let open = Binding::new(Signal::derive(move || removed.read().is_some()), move |open: bool| {
        if !open {
            removed.set(None);
        }
    });
    let name = move || removed.get().map(|category| category.name).unwrap_or_default();
    let confirm = move |()| {
        let Some(category) = removed.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = api::categories::delete_category(keeping.client, &category).await;
            busy.try_set(false);
            removed.try_set(None);
            let focus = match &answer {
                Ok(()) => {
                    keeping.toasts.success(format!("{} is deleted.", category.name));
                    ADD_BUTTON.to_owned()
                }
                Err(_) => button_id(category.id, "delete"),
            };
            keeping.tell(answer);
            keeping.reload(focus).await;
        });
    };
    view! {
        <ConfirmDialog
            open=open
            title=Signal::derive(move || format!("Delete {}?", name()))
            confirm_label="Delete"
            danger=true
            busy=busy
            on_confirm=confirm
        >
            "Links to it lead nowhere then. A category stays while products or other categories lie in it, or a coupon names it."
        </ConfirmDialog>
    }
}
