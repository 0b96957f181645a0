use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::Currency;
use securecart_dto::admin::{AdminVariant, NewVariantRequest, UpdateVariantRequest};

use super::editing::Editing;
use super::line::Line;
use super::variant_draft::{OPTION_FIELDS, VariantDraft};
use super::variant_options::OptionFields;
use super::variant_picture::VariantPicture;
use crate::api::{self, ApiError};
use crate::forms::{FormProblem, FormState};
use crate::session::use_session;
use crate::ui::icon::focus_element;
use crate::ui::{Button, ButtonKind, Cluster, Grid, InputKind, Stack};

/// The fields of the form from top to bottom.
const FIELDS: &[&str] = &[
    "/options",
    "/options/0/name",
    "/options/0/value",
    "/options/1/name",
    "/options/1/value",
    "/options/2/name",
    "/options/2/value",
    "/first_variant_values",
    "/first_variant_values/0",
    "/price",
    "/compare_at_price",
    "/sku",
    "/weight_grams",
    "/image_id",
    "/stock",
];

/// A further variant, or a change to one.
#[component]
pub(super) fn VariantForm(
    editing: Editing,
    /// The variant that is changed; none to add one.
    variant: Option<AdminVariant>,
    /// Closes the form.
    on_close: Callback<()>,
) -> impl IntoView {
    let currency = editing
        .product
        .with_untracked(|product| product.variants.first().map(|variant| variant.price.currency()));
    let currency = currency.unwrap_or_else(|| untrack(|| use_session().currency()));
    let adds = variant.is_none();
    let typed = match &variant {
        Some(variant) => VariantDraft::of(variant),
        None => editing.product.with_untracked(VariantDraft::further),
    };
    let form = FormState::new(FIELDS);
    let draft = RwSignal::new(typed);
    let first = FormState::id(if adds { first_field(editing) } else { "/price" });
    // After the dialog is open: it takes the focus to its own first button.
    request_animation_frame(move || focus_element(&first));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = draft.get_untracked();
        match variant.clone() {
            None => form.send(
                |errors| typed.check_new(currency, errors),
                move |request| add(editing, request, on_close),
            ),
            Some(before) => {
                let id = before.id.to_string();
                form.send(
                    |errors| typed.check_change(&before, errors),
                    move |change| save(editing, id, change, on_close),
                );
            }
        }
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <OptionFields editing=editing form=form draft=draft adds=adds />
                <PriceFields form=form draft=draft currency=currency adds=adds />
                {(!adds).then(|| view! { <VariantPicture editing=editing form=form draft=draft /> })}
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| on_close.run(())>
                        "Cancel"
                    </Button>
                    <Button submit=true busy=form.busy()>
                        {if adds { "Add variant" } else { "Save variant" }}
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}

fn first_field(editing: Editing) -> &'static str {
    let [(name, value), ..] = OPTION_FIELDS;
    let has_options = editing.product.with_untracked(|product| !product.options.is_empty());
    if has_options { value } else { name }
}

#[component]
fn PriceFields(
    form: FormState,
    draft: RwSignal<VariantDraft>,
    currency: Currency,
    adds: bool,
) -> impl IntoView {
    let stock = move || {
        view! {
            <Line
                form=form
                draft=draft
                pointer="/stock"
                label="Units in stock"
                part_of=|draft: &mut VariantDraft| &mut draft.stock
                kind=InputKind::Digits
                suffix=None
            />
        }
    };
    view! {
        <Grid columns=2>
            <Line
                form=form
                draft=draft
                pointer="/price"
                label="Price"
                part_of=|draft: &mut VariantDraft| &mut draft.price
                kind=InputKind::Decimal
                required=true
                suffix=Some(currency.to_string())
            />
            <Line
                form=form
                draft=draft
                pointer="/compare_at_price"
                label="Price before"
                part_of=|draft: &mut VariantDraft| &mut draft.compare_at_price
                kind=InputKind::Decimal
                suffix=Some(currency.to_string())
            />
            <Line
                form=form
                draft=draft
                pointer="/sku"
                label="SKU"
                part_of=|draft: &mut VariantDraft| &mut draft.sku
                suffix=None
            />
            <Line
                form=form
                draft=draft
                pointer="/weight_grams"
                label="Weight"
                part_of=|draft: &mut VariantDraft| &mut draft.weight
                kind=InputKind::Digits
                suffix=Some("g".to_owned())
            />
            {adds.then(stock)}
        </Grid>
    }
}

async fn add(editing: Editing, request: NewVariantRequest, close: Callback<()>) -> Result<(), ApiError> {
    let answer = api::staff::create_variant(editing.client, &editing.id(), editing.version(), &request).await;
    if let Some(saved) = editing.catch_stale(answer)? {
        editing.toasts.success("The variant is added.");
        editing.take(saved, false);
        close.try_run(());
    }
    Ok(())
}

async fn save(
    editing: Editing,
    variant: String,
    change: UpdateVariantRequest,
    close: Callback<()>,
) -> Result<(), ApiError> {
    let (client, id, version) = (editing.client, editing.id(), editing.version());
    let answer = api::staff::update_variant(client, &id, &variant, version, &change).await;
    if let Some(saved) = editing.catch_stale(answer)? {
        editing.toasts.success("The variant is saved.");
        editing.take(saved, false);
        close.try_run(());
    }
    Ok(())
}
