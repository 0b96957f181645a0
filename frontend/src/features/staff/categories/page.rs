use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_dto::categories::AdminCategory;

use super::form::CategoryDialog;
use super::keeping::{ADD_BUTTON, Edited, Keeping};
use super::remove::RemoveDialog;
use super::row::CategoryRow;
use crate::api::{self, use_client};
use crate::frame::{Loaded, PageTitle};
use crate::session::use_session;
use crate::ui::{Button, Column, Container, EmptyState, PageHeader, SkeletonTable, Table, Width};

/// The tree of categories: what lies in what, and in which order.
#[component]
pub(in crate::features::staff) fn CategoriesPage() -> impl IntoView {
    let client = use_client();
    let categories = LocalResource::new(move || api::categories::list_categories(client));
    let tree = |loaded: Vec<AdminCategory>| view! { <Tree loaded=loaded /> };
    view! {
        <PageTitle text="Categories" />
        <Container width=Width::Full>
            <Loaded
                resource=categories
                failure="The categories could not be loaded"
                whole_page=true
                skeleton=|| view! { <SkeletonTable rows=6 columns=4 /> }
                ready=tree
            />
        </Container>
    }
}

#[component]
fn Tree(loaded: Vec<AdminCategory>) -> impl IntoView {
    let session = use_session();
    let keeping = Keeping::new(loaded);
    let add = move || {
        session.may(Permission::WriteProducts).then(|| {
            view! {
                <Button
                    icon=icondata::LuPlus
                    attr:id=ADD_BUTTON
                    on:click=move |_| keeping.edited.set(Some(Edited::New))
                >
                    "Add category"
                </Button>
            }
        })
    };
    let nothing = || {
        view! {
            <EmptyState
                title="There are no categories yet"
                detail="Add the first one. Shoppers see it once there is a product in it.".to_owned()
            />
        }
    };
    view! {
        <PageHeader
            title="Categories"
            lead="A category shows its own products and all those of the categories below it."
            actions=add
        />
        <Show when=move || !keeping.all.read().is_empty() fallback=nothing>
            <Rows keeping=keeping />
        </Show>
        <CategoryDialog keeping=keeping />
        <RemoveDialog keeping=keeping />
    }
}

#[component]
fn Rows(keeping: Keeping) -> impl IntoView {
    let columns = vec![
        Column::new("Category"),
        Column::number("Products in it"),
        Column::number("With those below"),
        Column::unlabelled("Move, edit, delete"),
    ];
    view! {
        <Table caption="Categories" columns=columns>
            <For each=move || keeping.all.get() key=row_key let(category)>
                <CategoryRow keeping=keeping category=category />
            </For>
        </Table>
    }
}

/// A row is drawn anew when anything of it is different.
fn row_key(category: &AdminCategory) -> (String, i64, Option<String>, u32, u64, u64) {
    let parent = category.parent_id.map(|id| id.to_string());
    let (own, all) = (category.own_product_count, category.product_count);
    (category.id.to_string(), category.version, parent, category.position, own, all)
}
