use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_dto::admin::AdminVariant;

use super::editing::Editing;
use super::variant_form::VariantForm;
use super::variant_removal::VariantRemoval;
use crate::session::use_session;
use crate::ui::{
    Binding, Button, ButtonKind, ButtonSize, Cell, Column, Dialog, IconButton, Row, Section, Table,
};

/// What the dialog is open for.
#[derive(Clone, PartialEq)]
enum Open {
    Adding,
    Changing(AdminVariant),
}

/// The variants of the product, changed one by one.
#[component]
pub(super) fn Variants(editing: Editing) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(None::<Open>);
    let may_write = Memo::new(move |_| session.may(Permission::WriteProducts));
    let add = move || {
        may_write.get().then(|| {
            view! {
                <Button
                    kind=ButtonKind::Secondary
                    size=ButtonSize::Small
                    icon=icondata::LuPlus
                    on:click=move |_| open.set(Some(Open::Adding))
                >
                    "Add variant"
                </Button>
            }
        })
    };
    let variants = Memo::new(move |_| editing.product.read().variants.clone());
    let columns = vec![
        Column::new("Variant"),
        Column::new("SKU"),
        Column::number("Price"),
        Column::number("Price before"),
        Column::number("In stock"),
        Column::unlabelled("Edit or remove"),
    ];
    let edit = move |variant: AdminVariant| open.set(Some(Open::Changing(variant)));
    let asked = RwSignal::new(None::<AdminVariant>);
    let rows = move || {
        let may_write = may_write.get();
        let list = variants.get();
        let may_remove = may_write && list.len() > 1;
        let row = move |variant| {
            view! {
                <VariantRow
                    variant=variant
                    may_write=may_write
                    may_remove=may_remove
                    on_edit=edit
                    on_remove=move |variant| asked.set(Some(variant))
                />
            }
        };
        list.into_iter().map(row).collect_view()
    };
    view! {
        <Section
            title="Variants"
            lead="Stock is counted in the list of products.".to_owned()
            actions=move || add
        >
            <Table caption="Variants" columns=columns>
                {rows}
            </Table>
        </Section>
        <VariantDialog editing=editing open=open />
        <VariantRemoval editing=editing asked=asked />
    }
}

#[component]
fn VariantRow(
    variant: AdminVariant,
    may_write: bool,
    may_remove: bool,
    #[prop(into)] on_edit: Callback<AdminVariant>,
    #[prop(into)] on_remove: Callback<AdminVariant>,
) -> impl IntoView {
    let none = || "–".to_owned();
    let title = Some(variant.title.clone()).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| "The only one".to_owned());
    let stock = match variant.reserved {
        0 => variant.on_hand.to_string(),
        held => format!("{} ({held} held)", variant.on_hand),
    };
    let (label, removal) = (format!("Edit {title}"), format!("Remove {title}"));
    let edited = StoredValue::new(variant.clone());
    view! {
        <Row>
            <Cell label="Variant" heading=true>
                {title}
            </Cell>
            <Cell label="SKU">{variant.sku.unwrap_or_else(none)}</Cell>
            <Cell label="Price" numeric=true>
                {variant.price.to_string()}
            </Cell>
            <Cell label="Price before" numeric=true>
                {variant.compare_at_price.map_or_else(none, |price| price.to_string())}
            </Cell>
            <Cell label="In stock" numeric=true>
                {stock}
            </Cell>
            <Cell>
                {may_write
                    .then(|| {
                        view! {
                            <IconButton
                                label=label
                                icon=icondata::LuPencil
                                size=ButtonSize::Small
                                on:click=move |_| on_edit.run(edited.get_value())
                            />
                        }
                    })}
                {may_remove
                    .then(|| {
                        view! {
                            <IconButton
                                label=removal
                                icon=icondata::LuTrash2
                                size=ButtonSize::Small
                                on:click=move |_| on_remove.run(edited.get_value())
                            />
                        }
                    })}
            </Cell>
        </Row>
    }
}

#[component]
fn VariantDialog(editing: Editing, open: RwSignal<Option<Open>>) -> impl IntoView {
    let is_open = Binding::new(Signal::derive(move || open.read().is_some()), move |wanted: bool| {
        if !wanted {
            open.set(None);
        }
    });
    let title = move || match open.get() {
        Some(Open::Changing(variant)) if !variant.title.is_empty() => format!("Edit {}", variant.title),
        Some(Open::Changing(_)) => "Edit the variant".to_owned(),
        Some(Open::Adding) | None => "Add a variant".to_owned(),
    };
    let close = Callback::new(move |()| open.set(None));
    let form = move || {
        open.get().map(|open| {
            let variant = match open {
                Open::Changing(variant) => Some(variant),
                Open::Adding => None,
            };
            view! { <VariantForm editing=editing variant=variant on_close=close /> }
        })
    };
    view! {
        <Dialog open=is_open title=Signal::derive(title)>
            {form}
        </Dialog>
    }
}
