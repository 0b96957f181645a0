use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::catalog::{MAX_PICTURE_BYTES, MAX_PICTURES, PictureKind, picture_alt};
use securecart_dto::catalog::Image;
use web_sys::File;

use super::sheet::button_id;
use super::{Keeping, changes};
use crate::api::{self, ApiError};
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::ui::icon::focus_element;
use crate::ui::{Binding, Button, ButtonKind, Cluster, Dialog, Field, FileInput, Stack, TextInput};

/// The fields of the form from top to bottom.
const FIELDS: &[&str] = &["/file", "/alt"];

/// Asks for a picture and what it shows.
#[component]
pub(super) fn AddDialog(keeping: Keeping) -> impl IntoView {
    let open = keeping.adding;
    let form = move || open.get().then(|| view! { <AddForm keeping=keeping /> });
    view! {
        <Dialog open=open title="Add a picture">
            {form}
        </Dialog>
    }
}

#[component]
fn AddForm(keeping: Keeping) -> impl IntoView {
    let form = FormState::new(FIELDS);
    let file = RwSignal::new_local(None::<File>);
    let alt = RwSignal::new(String::new());
    Effect::new(move |_| {
        file.track();
        form.touched("/file");
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(
            |errors| {
                let picture = check_file(errors, file.get_untracked());
                let told = check_alt(errors, &alt.get_untracked());
                picture.zip(told)
            },
            move |(picture, told)| add(keeping, picture, told),
        );
    };
    let accept = PictureKind::ALL.iter().map(|kind| kind.media_type()).collect::<Vec<_>>().join(",");
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Field
                    label="Picture"
                    hint="JPEG, PNG or WebP of at most 5 MiB. Choose a file, or drop it here.".to_owned()
                    required=true
                    id=FormState::id("/file")
                    error=form.error("/file")
                >
                    <FileInput chosen=file accept=accept />
                </Field>
                <AltField form=form alt=alt />
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| keeping.adding.set(false)>
                        "Cancel"
                    </Button>
                    <Button submit=true busy=form.busy()>
                        "Add picture"
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}

/// The field for what a picture shows.
#[component]
pub(super) fn AltField(form: FormState, alt: RwSignal<String>) -> impl IntoView {
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

/// What a picture shows. The server lets a picture be undescribed; people who add one by hand describe it.
pub(super) fn check_alt(errors: &mut FieldErrors, text: &str) -> Option<String> {
    let told = errors.take("/alt", picture_alt(text))?;
    if told.as_str().is_empty() {
        errors.add("/alt", "say what the picture shows");
        return None;
    }
    Some(told.to_string())
}

fn check_file(errors: &mut FieldErrors, file: Option<File>) -> Option<File> {
    let file = errors.take("/file", file.ok_or("choose a picture"))?;
    errors.take("/file", judge(&file.type_(), file.size()))?;
    Some(file)
}

/// What can be told before a file is sent: its kind and its size in bytes. The server looks inside.
fn judge(media_type: &str, bytes: f64) -> Result<(), &'static str> {
    let most = f64::from(u32::try_from(MAX_PICTURE_BYTES).unwrap_or(u32::MAX));
    match PictureKind::of_media_type(media_type) {
        None => Err("the shop takes JPEG, PNG and WebP pictures"),
        Some(_) if bytes > most => Err("a picture has at most 5 MiB; save it smaller"),
        Some(_) => Ok(()),
    }
}

async fn add(keeping: Keeping, file: File, alt: String) -> Result<(), ApiError> {
    let editing = keeping.editing;
    let answer =
        api::staff::create_product_image(editing.client, &editing.id(), editing.version(), &file, &alt).await;
    if let Some(added) = editing.catch_stale(answer)? {
        let image = {
            let added = added.value;
            Image { id: added.id, url: added.url, sources: added.sources, alt: added.alt }
        };
        let button = button_id(image.id, "describe");
        changes::take(editing, added.version, move |images| images.push(image)).await;
        editing.toasts.success("The picture is added.");
        if editing.product.with_untracked(|product| product.images.len() >= MAX_PICTURES) {
            // The button that led here is gone.
            request_animation_frame(move || focus_element(&button));
        }
    }
    keeping.adding.try_set(false);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_would_refuse_is_not_sent() {
        assert!(judge("image/jpeg", 5_242_880.0).is_ok());
        assert!(judge("image/jpeg", 5_242_881.0).is_err());
        assert!(judge("image/svg+xml", 10.0).is_err());
        assert!(judge("", 10.0).is_err());
        let mut errors = FieldErrors::none();
        assert_eq!(check_alt(&mut errors, "  A mug "), Some("A mug".to_owned()));
        assert_eq!(check_alt(&mut errors, "  "), None);
        assert_eq!(errors.get("/alt"), Some("Say what the picture shows."));
    }
}
