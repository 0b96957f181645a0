//! The pictures of the product: added, described, put in order, taken away.

mod add;
mod announced;
mod changes;
mod describe;
mod remove;
mod sending;
mod sheet;
mod upload;
mod upload_row;

use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_domain::catalog::MAX_PICTURES;
use securecart_dto::catalog::Image;

use self::add::AddDialog;
use self::announced::AnnouncedPictures;
use self::describe::DescribeDialog;
use self::remove::RemoveDialog;
use self::sheet::Sheet;
use super::editing::Editing;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, ButtonSize, PictureSheets, Section};

/// The id of the button that adds pictures.
const ADD_BUTTON: &str = "add-picture";
/// The id of the field that takes files.
const FILES_FIELD: &str = "picture-files";

/// What is being done with the pictures.
#[derive(Clone, Copy)]
struct Keeping {
    editing: Editing,
    adding: RwSignal<bool>,
    describing: RwSignal<Option<Image>>,
    removing: RwSignal<Option<Image>>,
    /// A picture is on its way to another place.
    moving: RwSignal<bool>,
}

/// The pictures as shoppers see them, and for those who may, what can be done with them.
#[component]
pub(super) fn Pictures(editing: Editing) -> impl IntoView {
    let session = use_session();
    let keeping = Keeping {
        editing,
        adding: RwSignal::new(false),
        describing: RwSignal::new(None),
        removing: RwSignal::new(None),
        moving: RwSignal::new(false),
    };
    let may_write = Memo::new(move |_| session.may(Permission::WriteProducts));
    let count = Memo::new(move |_| editing.product.read().images.len());
    let lead = move || match count.get() {
        0 => "This product has no pictures.".to_owned(),
        count if count >= MAX_PICTURES => {
            format!("These are {count} pictures, the most a product can have.")
        }
        _ => "The first one stands for the product in lists.".to_owned(),
    };
    let add = move || {
        (may_write.get() && count.get() < MAX_PICTURES).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Secondary
                    size=ButtonSize::Small
                    icon=icondata::LuPlus
                    attr:id=ADD_BUTTON
                    on:click=move |_| keeping.adding.set(true)
                >
                    "Add pictures"
                </Button>
            }
        })
    };
    view! {
        <Section title="Pictures" lead=Signal::derive(move || Some(lead())) actions=move || add>
            <PictureSheets label="Pictures in their order">
                <For
                    each=move || editing.product.get().images
                    key=|image| (image.id, image.alt.clone())
                    let(image)
                >
                    <Sheet keeping=keeping image=image may_write=may_write />
                </For>
            </PictureSheets>
            <AnnouncedPictures keeping=keeping may_write=may_write />
        </Section>
        <AddDialog keeping=keeping />
        <DescribeDialog keeping=keeping />
        <RemoveDialog keeping=keeping />
    }
}
