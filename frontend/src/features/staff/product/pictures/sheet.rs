use leptos::prelude::*;
use securecart_domain::ImageId;
use securecart_dto::catalog::Image;

use super::Keeping;
use super::changes::{Step, move_picture};
use crate::frame::picture;
use crate::ui::{ButtonSize, IconButton, PictureSheet};

/// The id of a button of a picture, to give the focus back to.
pub(super) fn button_id(image: ImageId, button: &str) -> String {
    format!("{image}-{button}")
}

/// One picture with its buttons.
#[component]
pub(super) fn Sheet(keeping: Keeping, image: Image, may_write: Memo<bool>) -> impl IntoView {
    let place = Memo::new(move |_| keeping.place(image.id));
    let picture = picture(image.url.clone(), image.alt.clone());
    let kept = StoredValue::new(image);
    view! {
        <PictureSheet picture=picture first=Signal::derive(move || place.get() == Some(0))>
            <Show when=move || may_write.get()>
                <Buttons keeping=keeping image=kept.get_value() place=place />
            </Show>
        </PictureSheet>
    }
}

#[component]
fn Buttons(keeping: Keeping, image: Image, place: Memo<Option<usize>>) -> impl IntoView {
    let number = move || place.get().unwrap_or_default().saturating_add(1);
    let label = move |verb: &'static str, rest: &'static str| {
        Signal::derive(move || format!("{verb} picture {}{rest}", number()))
    };
    let is_first = move || place.get() == Some(0);
    let is_last = move || number() >= keeping.editing.product.read().images.len();
    let id = image.id;
    let kept = StoredValue::new(image);
    view! {
        <IconButton
            label=label("Move", " forward")
            icon=icondata::LuArrowLeft
            size=ButtonSize::Small
            disabled=Signal::derive(is_first)
            attr:id=button_id(id, Step::Forward.button())
            on:click=move |_| move_picture(keeping, id, Step::Forward)
        />
        <IconButton
            label=label("Move", " back")
            icon=icondata::LuArrowRight
            size=ButtonSize::Small
            disabled=Signal::derive(is_last)
            attr:id=button_id(id, Step::Back.button())
            on:click=move |_| move_picture(keeping, id, Step::Back)
        />
        <IconButton
            label=label("Describe", "")
            icon=icondata::LuPencil
            size=ButtonSize::Small
            attr:id=button_id(id, "describe")
            on:click=move |_| keeping.describing.set(Some(kept.get_value()))
        />
        <IconButton
            label=label("Remove", "")
            icon=icondata::LuTrash2
            size=ButtonSize::Small
            on:click=move |_| keeping.removing.set(Some(kept.get_value()))
        />
    }
}
