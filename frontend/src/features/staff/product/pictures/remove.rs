use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::catalog::Image;

use super::{ADD_BUTTON, Keeping, changes};
use crate::api;
use crate::ui::icon::focus_element;
use crate::ui::{Binding, ConfirmDialog};

/// Takes a picture away, after a question.
#[component]
pub(super) fn RemoveDialog(keeping: Keeping) -> impl IntoView {
    let (asked, busy) = (keeping.removing, RwSignal::new(false));
    let open = Binding::new(Signal::derive(move || asked.read().is_some()), move |wanted: bool| {
        if !wanted {
            asked.set(None);
        }
    });
    let remove = move |()| {
        let Some(image) = asked.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let removed = remove(keeping, image).await;
            busy.try_set(false);
            asked.try_set(None);
            if removed {
                // The picture's own button is gone with it.
                request_animation_frame(|| focus_element(ADD_BUTTON));
            }
        });
    };
    let told = move || asked.get().map(|image| image.alt).filter(|alt| !alt.is_empty());
    view! {
        <ConfirmDialog
            open=open
            title="Remove this picture?"
            confirm_label="Remove picture"
            danger=true
            busy=busy
            on_confirm=remove
        >
            {move || told().map(|told| view! { <p>{format!("It shows: {told}")}</p> })}
            <p>"Shoppers no longer see it here. Orders that show it go on doing so."</p>
        </ConfirmDialog>
    }
}

/// Whether it is gone.
async fn remove(keeping: Keeping, image: Image) -> bool {
    let (editing, image_id) = (keeping.editing, image.id.to_string());
    let (id, version) = (editing.id(), editing.version());
    let answer = api::staff::delete_product_image(editing.client, &id, &image_id, version).await;
    match editing.catch_stale(answer) {
        Ok(Some(gone)) => {
            changes::take(editing, gone.version, move |images| images.retain(|known| known.id != image.id))
                .await;
            editing.toasts.success("The picture is removed.");
            true
        }
        Ok(None) => false,
        Err(error) => {
            editing.toasts.error(error.detail());
            false
        }
    }
}
