use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::ImageId;
use securecart_dto::catalog::Image;
use securecart_dto::product_images::UpdateProductImageRequest;

use super::Keeping;
use super::sheet::button_id;
use crate::api::{self, Versioned};
use crate::features::staff::product::editing::Editing;
use crate::ui::icon::focus_element;

/// One place nearer to either end.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Forward,
    Back,
}

impl Step {
    /// The name of its button.
    pub(super) fn button(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Back => "back",
        }
    }

    fn from(self, place: usize) -> Option<usize> {
        match self {
            Self::Forward => place.checked_sub(1),
            Self::Back => place.checked_add(1),
        }
    }
}

impl Keeping {
    /// The picture's place, from 0 on.
    pub(super) fn place(self, image: ImageId) -> Option<usize> {
        self.editing.product.read().images.iter().position(|known| known.id == image)
    }
}

/// Gives a picture the place beside it. The focus stays on the button, or goes to the other one at an end.
pub(super) fn move_picture(keeping: Keeping, image: ImageId, step: Step) {
    let Some(to) = untrack(|| keeping.place(image)).and_then(|place| step.from(place)) else { return };
    if keeping.moving.get_untracked() {
        return;
    }
    keeping.moving.set(true);
    spawn_local(async move {
        let (editing, number) = (keeping.editing, to.saturating_add(1));
        let change = UpdateProductImageRequest { position: u32::try_from(number).ok(), ..Default::default() };
        let (id, image_id) = (editing.id(), image.to_string());
        let answer =
            api::staff::update_product_image(editing.client, &id, &image_id, editing.version(), &change)
                .await;
        keeping.moving.try_set(false);
        match editing.catch_stale(answer) {
            Ok(Some(saved)) => {
                let last = saved.value.images.len();
                editing.take(saved, false);
                editing.toasts.success(format!("The picture is number {number} of {last} now."));
                let button = match step {
                    Step::Forward if number == 1 => Step::Back,
                    Step::Back if number == last => Step::Forward,
                    same => same,
                };
                let button = button_id(image, button.button());
                request_animation_frame(move || focus_element(&button));
            }
            Ok(None) => {}
            Err(error) => editing.toasts.error(error.detail()),
        }
    });
}

/// Goes on with the product as it is by now: nobody knows what came of a change. If that can not be told either, the next
/// change says so.
pub(super) async fn reload(editing: Editing) {
    if !editing.is_there() {
        return;
    }
    if let Ok(loaded) = api::staff::get_product(editing.client, &editing.id()).await {
        editing.take(loaded, false);
    }
}

/// Goes on after a picture came or went, of which the server told the product's new version alone. If somebody
/// was faster than our asking for the product, theirs is not taken: the next change then says so.
pub(super) async fn take(
    editing: Editing,
    version: Option<String>,
    change: impl FnOnce(&mut Vec<Image>) + 'static,
) {
    if !editing.is_there() {
        return;
    }
    let loaded = api::staff::get_product(editing.client, &editing.id()).await.ok();
    if !editing.is_there() {
        return;
    }
    let saved = loaded.filter(|loaded| loaded.version == version).unwrap_or_else(|| {
        let mut value = editing.product.get_untracked();
        change(&mut value.images);
        Versioned { value, version }
    });
    editing.take(saved, false);
}
