use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_domain::catalog::depth;
use securecart_dto::categories::AdminCategory;

use super::keeping::{Edited, Keeping, Step, button_id};
use crate::features::staff::ProductSelection;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{ButtonSize, Cell, Cluster, Gap, IconButton, Row, RowTitle, TextLink};

/// One category with its buttons.
#[component]
pub(super) fn CategoryRow(keeping: Keeping, category: AdminCategory) -> impl IntoView {
    let session = use_session();
    let level = keeping.all.with_untracked(|all| depth(all, category.id));
    let products = Route::AdminProducts(ProductSelection {
        category: category.slug.clone(),
        ..ProductSelection::default()
    });
    let (own, all) = (category.own_product_count, category.product_count);
    let (name, address) = (category.name.clone(), format!("/category/{}", category.slug));
    let kept = StoredValue::new(category);
    view! {
        <Row>
            <Cell label="Category" heading=true>
                <RowTitle name=name detail=Some(address) level=level />
            </Cell>
            <Cell label="Products in it" numeric=true>
                {own.to_string()}
            </Cell>
            <Cell label="With those below" numeric=true>
                <TextLink href=products>{all.to_string()}</TextLink>
            </Cell>
            <Cell>
                <Show when=move || session.may(Permission::WriteProducts)>
                    <Buttons keeping=keeping category=kept.get_value() />
                </Show>
            </Cell>
        </Row>
    }
}

#[component]
fn Buttons(keeping: Keeping, category: AdminCategory) -> impl IntoView {
    let (id, parent, position) = (category.id, category.parent_id, category.position);
    let name = category.name.clone();
    let label = move |verb: &str, rest: &str| format!("{verb} {name}{rest}");
    let is_last = move || usize::try_from(position).is_ok_and(|place| place >= keeping.siblings(parent));
    let kept = StoredValue::new(category);
    view! {
        <Cluster gap=Gap::Small end=true one_row=true>
            <IconButton
                label=label("Move", " up")
                icon=icondata::LuArrowUp
                size=ButtonSize::Small
                disabled=Signal::derive(move || position <= 1)
                attr:id=button_id(id, Step::Up.button())
                on:click=move |_| keeping.step(kept.get_value(), Step::Up)
            />
            <IconButton
                label=label("Move", " down")
                icon=icondata::LuArrowDown
                size=ButtonSize::Small
                disabled=Signal::derive(is_last)
                attr:id=button_id(id, Step::Down.button())
                on:click=move |_| keeping.step(kept.get_value(), Step::Down)
            />
            <IconButton
                label=label("Edit", "")
                icon=icondata::LuPencil
                size=ButtonSize::Small
                attr:id=button_id(id, "edit")
                on:click=move |_| keeping.edited.set(Some(Edited::Known(kept.get_value())))
            />
            <IconButton
                label=label("Delete", "")
                icon=icondata::LuTrash2
                size=ButtonSize::Small
                attr:id=button_id(id, "delete")
                on:click=move |_| keeping.removed.set(Some(kept.get_value()))
            />
        </Cluster>
    }
}
