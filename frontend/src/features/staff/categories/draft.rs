use leptos::prelude::*;
use securecart_domain::catalog::{MAX_CATEGORY_LEVELS, PlainText, Slug, depth, is_within};
use securecart_dto::categories::{AdminCategory, NewCategoryRequest, UpdateCategoryRequest};

use crate::features::catalog::indented;
use crate::forms::FieldErrors;
use crate::ui::SelectOption;

/// The fields of the dialog, from top to bottom.
pub(super) const FIELDS: &[&str] = &["/name", "/slug", "/description", "/parent_id"];

/// The longest name and description in characters; the API's limits.
const MAX_NAME: usize = 100;
pub(super) const MAX_DESCRIPTION: usize = 300;

/// What is typed and chosen.
#[derive(Clone, Copy)]
pub(super) struct CategoryDraft {
    pub(super) name: RwSignal<String>,
    pub(super) slug: RwSignal<String>,
    pub(super) description: RwSignal<String>,
    pub(super) parent: RwSignal<String>,
}

impl CategoryDraft {
    /// A category as it is, or nothing yet.
    pub(super) fn of(category: Option<&AdminCategory>) -> Self {
        let text = |part: fn(&AdminCategory) -> String| RwSignal::new(category.map(part).unwrap_or_default());
        Self {
            name: text(|category| category.name.clone()),
            slug: text(|category| category.slug.clone()),
            description: text(|category| category.description.clone()),
            parent: text(parent),
        }
    }

    /// The category to be added, by the server's rules.
    pub(super) fn check(self, errors: &mut FieldErrors) -> Option<NewCategoryRequest> {
        let name = errors.take("/name", PlainText::line(&self.name.get_untracked(), MAX_NAME));
        let slug = self.slug.get_untracked().trim().to_owned();
        if !slug.is_empty() {
            errors.take("/slug", Slug::parse(&slug));
        }
        let text = PlainText::optional_line(&self.description.get_untracked(), MAX_DESCRIPTION);
        let description = errors.take("/description", text);
        Some(NewCategoryRequest {
            name: name?.to_string(),
            slug: Some(slug).filter(|slug| !slug.is_empty()),
            description: description?.to_string(),
            parent_id: Some(self.parent.get_untracked()).filter(|parent| !parent.is_empty()),
        })
    }

    /// What changes about the category, by the server's rules.
    pub(super) fn check_change(
        self,
        category: &AdminCategory,
        errors: &mut FieldErrors,
    ) -> Option<UpdateCategoryRequest> {
        let new = self.check(errors)?;
        let made = Slug::from_name(&new.name).map(|slug| slug.to_string());
        let slug = new.slug.or(made.ok());
        Some(UpdateCategoryRequest {
            name: Some(new.name).filter(|name| *name != category.name),
            slug: slug.filter(|slug| *slug != category.slug),
            description: Some(new.description).filter(|text| *text != category.description),
            parent_id: Some(new.parent_id.unwrap_or_default()).filter(|id| *id != parent(category)),
            position: None,
        })
    }
}

/// The id of the parent; empty for one of the outermost.
fn parent(category: &AdminCategory) -> String {
    category.parent_id.map(|id| id.to_string()).unwrap_or_default()
}

/// What a category can lie in: not in itself or below itself, and not where nothing can lie below.
pub(super) fn parents(all: &[AdminCategory], category: Option<&AdminCategory>) -> Vec<SelectOption> {
    let fits = |other: &&AdminCategory| {
        let below = category.is_some_and(|category| is_within(all, other.id, category.id));
        !below && depth(all, other.id).saturating_add(1) < MAX_CATEGORY_LEVELS
    };
    let offered = all.iter().filter(fits);
    offered
        .map(|other| SelectOption::new(other.id.to_string(), indented(all, other.id, &other.name)))
        .collect()
}
