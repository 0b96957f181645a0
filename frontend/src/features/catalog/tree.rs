use leptos::prelude::*;
use securecart_domain::CategoryId;
use securecart_domain::catalog::{InTree, depth, way_to};
use securecart_dto::catalog::Category;

use crate::routes::Route;
use crate::ui::{ButtonKind, ButtonLink, ButtonSize, Cluster, Crumb, Gap, SelectOption};

/// A wide space for each category that this one lies in, so that a list of choices shows the tree. Browsers take ordinary
/// spaces away there.
pub fn indented<C: InTree>(categories: &[C], id: CategoryId, label: &str) -> String {
    format!("{}{label}", "\u{2003}".repeat(depth(categories, id)))
}

/// The categories to choose from by slug, as a tree.
pub fn category_choices(categories: &[Category]) -> Vec<SelectOption> {
    let choice = |category: &Category| {
        SelectOption::new(category.slug.clone(), indented(categories, category.id, &category.name))
    };
    categories.iter().map(choice).collect()
}

/// The way from the home page to a category, that category included, each as a link.
pub(super) fn crumbs_to(categories: &[Category], slug: &str) -> Vec<Crumb> {
    let way = categories.iter().find(|category| category.slug == slug);
    let way = way.map(|category| way_to(categories, category.id)).unwrap_or_default();
    let steps = way.into_iter();
    let steps = steps.map(|step| Crumb::link(step.name.clone(), Route::category(step.slug.clone())));
    std::iter::once(Crumb::link("Home", Route::Home)).chain(steps).collect()
}

/// The categories right below this one that have something in them, as links.
#[component]
pub(super) fn Subcategories(
    /// All categories.
    categories: Vec<Category>,
    /// The one that is shown.
    of: CategoryId,
) -> impl IntoView {
    let full = |category: &Category| category.parent_id == Some(of) && category.product_count > 0;
    let below: Vec<Category> = categories.into_iter().filter(full).collect();
    (!below.is_empty()).then(|| {
        let links = below.into_iter().map(|category| {
            view! {
                <ButtonLink
                    href=Route::category(category.slug)
                    kind=ButtonKind::Secondary
                    size=ButtonSize::Small
                >
                    {format!("{} ({})", category.name, category.product_count)}
                </ButtonLink>
            }
        });
        view! {
            <nav aria-label="Subcategories">
                <Cluster gap=Gap::Small>{links.collect_view()}</Cluster>
            </nav>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(number: u32, parent: Option<u32>, name: &str) -> Category {
        let id = |number: u32| format!("cat_{number:032}").parse::<CategoryId>().unwrap();
        Category {
            id: id(number),
            parent_id: parent.map(id),
            slug: name.to_lowercase(),
            name: name.to_owned(),
            description: String::new(),
            image_url: None,
            product_count: 1,
        }
    }

    #[test]
    fn the_way_and_the_choices_show_the_tree() {
        let all = [category(1, None, "Home"), category(2, Some(1), "Kitchen"), category(3, None, "Garden")];
        let labels: Vec<String> = category_choices(&all).into_iter().map(|choice| choice.label).collect();
        assert_eq!(labels, ["Home", "\u{2003}Kitchen", "Garden"]);
        let way: Vec<String> = crumbs_to(&all, "kitchen").into_iter().map(|crumb| crumb.label).collect();
        assert_eq!(way, ["Home", "Home", "Kitchen"]);
        assert_eq!(crumbs_to(&all, "nowhere").len(), 1);
    }
}
