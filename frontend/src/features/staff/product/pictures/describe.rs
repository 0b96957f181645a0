use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_dto::catalog::Image;
use securecart_dto::product_images::UpdateProductImageRequest;

use super::Keeping;
use super::add::{AltField, check_alt};
use super::sheet::button_id;
use crate::api::{self, ApiError};
use crate::forms::{FormProblem, FormState};
use crate::ui::icon::focus_element;
use crate::ui::{Binding, Button, ButtonKind, Cluster, Dialog, Stack};

/// The fields of the form.
const FIELDS: &[&str] = &["/alt"];

/// Asks what a picture shows.
#[component]
pub(super) fn DescribeDialog(keeping: Keeping) -> impl IntoView {
    let described = keeping.describing;
    let open = Binding::new(Signal::derive(move || described.read().is_some()), move |wanted: bool| {
        if !wanted {
            described.set(None);
        }
    });
    let form = move || described.get().map(|image| view! { <DescribeForm keeping=keeping image=image /> });
    view! {
        <Dialog open=open title="What does the picture show?">
            {form}
        </Dialog>
    }
}

#[component]
fn DescribeForm(keeping: Keeping, image: Image) -> impl IntoView {
    let form = FormState::new(FIELDS);
    let alt = RwSignal::new(image.alt.clone());
    // After the dialog is open: it takes the focus to its own first button.
    request_animation_frame(|| focus_element(&FormState::id("/alt")));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let image = image.clone();
        form.send(
            |errors| check_alt(errors, &alt.get_untracked()),
            move |told| describe(keeping, image, told),
        );
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <AltField form=form alt=alt />
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| keeping.describing.set(None)>
                        "Cancel"
                    </Button>
                    <Button submit=true busy=form.busy()>
                        "Save description"
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}

async fn describe(keeping: Keeping, image: Image, told: String) -> Result<(), ApiError> {
    let (editing, image_id) = (keeping.editing, image.id.to_string());
    let change = UpdateProductImageRequest { alt: Some(told), ..Default::default() };
    let (id, version) = (editing.id(), editing.version());
    let answer = api::staff::update_product_image(editing.client, &id, &image_id, version, &change).await;
    if let Some(saved) = editing.catch_stale(answer)? {
        editing.take(saved, false);
        editing.toasts.success("The description is saved.");
    }
    keeping.describing.try_set(None);
    // The picture's sheet is a new one, and its button with it.
    let button = button_id(image.id, "describe");
    request_animation_frame(move || focus_element(&button));
    Ok(())
}
