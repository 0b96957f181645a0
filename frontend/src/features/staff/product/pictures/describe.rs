use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::catalog::picture_alt;
use securecart_dto::catalog::Image;
use securecart_dto::product_images::UpdateProductImageRequest;

use super::Keeping;
use super::sheet::button_id;
use crate::api::{self, ApiError};
use crate::forms::{FieldErrors, FormProblem, FormState, sentence};
use crate::ui::icon::focus_element;
use crate::ui::{Binding, Button, ButtonKind, Cluster, Dialog, Field, Stack, TextInput};

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
    let Some(saved) = editing.catch_stale(answer)? else { return Ok(()) };
    editing.take(saved, false);
    editing.toasts.success("The description is saved.");
    keeping.describing.try_set(None);
    // The picture's sheet is a new one, and its button with it.
    let button = button_id(image.id, "describe");
    request_animation_frame(move || focus_element(&button));
    Ok(())
}

/// The field for what a picture shows.
#[component]
fn AltField(form: FormState, alt: RwSignal<String>) -> impl IntoView {
    let value = Binding::new(alt, move |text| {
        form.touched("/alt");
        alt.set(text);
    });
    view! {
        <Field
            label="What it shows"
            hint="For people who do not see it: \"A blue mug with a wooden handle\".".to_owned()
            required=true
            id=FormState::id("/alt")
            error=form.error("/alt")
        >
            <TextInput value=value autocomplete="off" />
        </Field>
    }
}

fn check_alt(errors: &mut FieldErrors, text: &str) -> Option<String> {
    errors.take("/alt", judge_alt(text))
}

/// What a picture shows, or what is wrong with it in a sentence. The server lets a picture be undescribed; people who add
/// one by hand describe it.
pub(super) fn judge_alt(text: &str) -> Result<String, String> {
    let told = picture_alt(text).map_err(sentence)?;
    if told.as_str().is_empty() {
        Err("Say what the picture shows.".to_owned())
    } else {
        Ok(told.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_described_before_it_is_sent() {
        assert_eq!(judge_alt("  A mug "), Ok("A mug".to_owned()));
        assert_eq!(judge_alt("  "), Err("Say what the picture shows.".to_owned()));
        assert!(judge_alt(&"x".repeat(501)).is_err());
    }
}
