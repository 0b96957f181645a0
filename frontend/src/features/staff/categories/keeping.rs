use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::CategoryId;
use securecart_dto::categories::{AdminCategory, UpdateCategoryRequest};

use crate::api::{self, ApiError, Client, use_client};
use crate::features::catalog::{Categories, use_categories};
use crate::ui::icon::focus_element;
use crate::ui::{Toasts, use_toasts};

/// The id of the button that adds a category, to give the focus back to.
pub(super) const ADD_BUTTON: &str = "add-category";

/// What stands in the dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edited {
    /// A new category.
    New,
    /// One that is there.
    Known(AdminCategory),
}

/// The categories while they are being kept.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    pub(super) client: Client,
    pub(super) toasts: Toasts,
    /// As the shop's own pages know them.
    shop: Categories,
    pub(super) all: RwSignal<Vec<AdminCategory>>,
    pub(super) edited: RwSignal<Option<Edited>>,
    pub(super) removed: RwSignal<Option<AdminCategory>>,
    /// A move is under way.
    moving: RwSignal<bool>,
}

/// One place up or down among those of the same parent.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Up,
    Down,
}

impl Step {
    /// The name of its button.
    pub(super) fn button(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    fn from(self, position: u32) -> u32 {
        match self {
            Self::Up => position.saturating_sub(1),
            Self::Down => position.saturating_add(1),
        }
    }
}

/// The id of a button of a category, to give the focus back to.
pub(super) fn button_id(category: CategoryId, button: &str) -> String {
    format!("{category}-{button}")
}

impl Keeping {
    /// Begins with what was loaded.
    pub(super) fn new(loaded: Vec<AdminCategory>) -> Self {
        Self {
            client: use_client(),
            toasts: use_toasts(),
            shop: use_categories(),
            all: RwSignal::new(loaded),
            edited: RwSignal::new(None),
            removed: RwSignal::new(None),
            moving: RwSignal::new(false),
        }
    }

    /// How many have the same parent.
    pub(super) fn siblings(self, parent: Option<CategoryId>) -> usize {
        self.all.read().iter().filter(|category| category.parent_id == parent).count()
    }

    /// Goes on with what is there by now, and gives the focus to that element.
    pub(super) async fn reload(self, focus: String) {
        self.shop.resource().refetch();
        match api::categories::list_categories(self.client).await {
            Ok(all) => {
                if self.all.try_set(all).is_none() {
                    request_animation_frame(move || focus_element(&focus));
                }
            }
            Err(error) => self.toasts.error(error.detail()),
        }
    }

    /// Moves a category by one place. The focus stays on the button, or goes to the other one at an end.
    pub(super) fn step(self, category: AdminCategory, step: Step) {
        if self.moving.get_untracked() {
            return;
        }
        self.moving.set(true);
        let last = untrack(|| self.siblings(category.parent_id));
        spawn_local(async move {
            let position = step.from(category.position);
            let change = UpdateCategoryRequest { position: Some(position), ..Default::default() };
            let answer = api::categories::update_category(self.client, &category, &change).await;
            self.moving.try_set(false);
            if let Ok(moved) = &answer {
                self.toasts.success(format!("{} is number {position} of {last} now.", moved.name));
            }
            let button = match step {
                Step::Up if position == 1 => Step::Down,
                Step::Down if usize::try_from(position).is_ok_and(|position| position == last) => Step::Up,
                same => same,
            };
            self.tell(answer.map(drop));
            self.reload(button_id(category.id, button.button())).await;
        });
    }

    /// Says why something was not done.
    pub(super) fn tell(self, answer: Result<(), ApiError>) {
        if let Err(error) = answer {
            self.toasts.error(error.detail());
        }
    }
}
