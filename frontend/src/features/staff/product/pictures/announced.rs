//! Pictures that an import named and that are not there yet: where they lie, what went wrong, and what can be done.

use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::product_images::AnnouncedImage;

use super::{Keeping, changes};
use crate::api;
use crate::frame::moment;
use crate::ui::{Button, ButtonKind, ButtonSize, Notice, Stack, Text, Tone};

/// The pictures that are waited for, each with why. Nothing where none is.
#[component]
pub(super) fn AnnouncedPictures(keeping: Keeping, may_write: Memo<bool>) -> impl IntoView {
    let waited_for = move || keeping.editing.product.get().announced_images;
    view! {
        <Show when=move || !waited_for().is_empty()>
            <Stack>
                <For
                    each=waited_for
                    key=|image| (image.id, image.failure, image.failed, image.next_attempt_at)
                    let(image)
                >
                    <Announced keeping=keeping image=image may_write=may_write />
                </For>
            </Stack>
        </Show>
    }
}

#[component]
fn Announced(keeping: Keeping, image: AnnouncedImage, may_write: Memo<bool>) -> impl IntoView {
    let (busy, id) = (RwSignal::new(false), image.id);
    let (tone, title) = standing(&image);
    let actions = move || {
        view! {
            <Show when=move || may_write.get()>
                <Button
                    kind=ButtonKind::Secondary
                    size=ButtonSize::Small
                    busy=busy
                    on:click=move |_| spawn_local(fetch_again(keeping, id.to_string(), busy))
                >
                    "Try again"
                </Button>
                <Button
                    kind=ButtonKind::Quiet
                    size=ButtonSize::Small
                    disabled=busy
                    on:click=move |_| spawn_local(remove(keeping, id.to_string(), busy))
                >
                    "Remove"
                </Button>
            </Show>
        }
    };
    let why = image.failure.map(|failure| view! { <Text body=failure.words() /> });
    let next = image.next_attempt_at.filter(|_| image.failure.is_some());
    let next = next.map(|next| view! { <Text body=format!("Next try: {}", moment(next)) /> });
    view! {
        <Notice tone=tone title=title.to_owned() actions=actions>
            {why}
            {next}
            <Text muted=true body=image.source_url.clone() />
        </Notice>
    }
}

/// How it stands with a picture, in a few words.
fn standing(image: &AnnouncedImage) -> (Tone, &'static str) {
    match (image.failed, image.failure) {
        (true, _) => (Tone::Warning, "This picture could not be fetched"),
        (false, Some(_)) => (Tone::Info, "This picture is tried again later"),
        (false, None) => (Tone::Info, "This picture is being fetched"),
    }
}

async fn fetch_again(keeping: Keeping, image: String, busy: RwSignal<bool>) {
    let editing = keeping.editing;
    busy.set(true);
    let answer = api::staff::fetch_product_image(editing.client, &editing.id(), &image).await;
    busy.try_set(false);
    match answer {
        Ok(waiting) => {
            // What is edited stays of its version: somebody else may have changed the product meanwhile.
            let announced = waiting.value.announced_images;
            editing.product.try_update(|product| product.announced_images = announced);
            editing.toasts.success("The picture is fetched now. Load the page again in a moment to see it.");
        }
        Err(error) => editing.toasts.error(error.detail()),
    }
}

async fn remove(keeping: Keeping, image: String, busy: RwSignal<bool>) {
    let editing = keeping.editing;
    busy.set(true);
    let answer =
        api::staff::delete_product_image(editing.client, &editing.id(), &image, editing.version()).await;
    busy.try_set(false);
    match editing.catch_stale(answer) {
        Ok(Some(gone)) => {
            changes::take(editing, gone.version, |_| {}).await;
            editing.toasts.success("The picture is no longer waited for.");
        }
        Ok(None) => {}
        Err(error) => editing.toasts.error(error.detail()),
    }
}

#[cfg(test)]
mod tests {
    use securecart_domain::catalog::PictureFailure;

    use super::*;

    #[test]
    fn what_is_given_up_what_is_tried_again_and_what_is_new_are_told_apart() {
        let image = |failure, failed| AnnouncedImage {
            id: "img_0192f000000070008000000000000001".parse().unwrap(),
            source_url: "https://example.org/mug.png".to_owned(),
            failure,
            failed,
            next_attempt_at: None,
        };
        let given_up = standing(&image(Some(PictureFailure::NotFound), true));
        assert_eq!(given_up, (Tone::Warning, "This picture could not be fetched"));
        assert_eq!(
            standing(&image(Some(PictureFailure::TooSlow), false)).1,
            "This picture is tried again later"
        );
        assert_eq!(standing(&image(None, false)).1, "This picture is being fetched");
    }
}
