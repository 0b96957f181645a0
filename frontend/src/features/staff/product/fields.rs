use leptos::prelude::*;
use securecart_domain::catalog::ProductStatus;

use super::draft::{LONGEST_SUMMARY, ProductDraft};
use super::form::part;
use super::line::Line;
use crate::features::catalog::{category_choices, use_categories};
use crate::features::staff::words::{choices, product_words};
use crate::forms::FormState;
use crate::session::use_session;
use crate::ui::{Binding, Card, Field, Grid, InputKind, Select, Stack, TextInput, Textarea};

/// The fields of the form from top to bottom.
pub(super) const FIELDS: &[&str] = &[
    "/name",
    "/slug",
    "/summary",
    "/description",
    "/price",
    "/compare_at_price",
    "/sku",
    "/stock",
    "/status",
    "/category",
    "/vendor",
    "/tags",
];

type Draft = RwSignal<ProductDraft>;

/// What shoppers read.
#[component]
pub(super) fn TextFields(form: FormState, draft: Draft) -> impl IntoView {
    let name = Binding::new(Signal::derive(move || draft.get().name), move |name| {
        form.touched("/name");
        form.touched("/slug");
        draft.update(|draft| draft.rename(name));
    });
    let slug = Binding::new(Signal::derive(move || draft.get().slug), move |slug| {
        form.touched("/slug");
        draft.update(|draft| draft.take_slug(slug));
    });
    let summary = part(form, draft, "/summary", |draft| &mut draft.summary);
    let description = part(form, draft, "/description", |draft| &mut draft.description);
    let slug_hint = "Its place in addresses: /products/…".to_owned();
    view! {
        <Card title="What shoppers read".to_owned()>
            <Stack>
                <Field label="Name" required=true id=FormState::id("/name") error=form.error("/name")>
                    <TextInput value=name autocomplete="off" max_length=200_u32 />
                </Field>
                <Field
                    label="Slug"
                    hint=slug_hint
                    required=true
                    id=FormState::id("/slug")
                    error=form.error("/slug")
                >
                    <TextInput value=slug autocomplete="off" max_length=120_u32 />
                </Field>
                <Field label="Summary" id=FormState::id("/summary") error=form.error("/summary")>
                    <Textarea value=summary rows=2 max_length=LONGEST_SUMMARY />
                </Field>
                <Field
                    label="Description"
                    hint="Plain text; an empty line starts a new paragraph".to_owned()
                    id=FormState::id("/description")
                    error=form.error("/description")
                >
                    <Textarea value=description rows=8 />
                </Field>
            </Stack>
        </Card>
    }
}

/// Price, code and first count of a new product.
#[component]
pub(super) fn FirstVariantFields(form: FormState, draft: Draft) -> impl IntoView {
    let session = use_session();
    // The shop does not change its currency while somebody types.
    let currency = untrack(|| session.currency()).to_string();
    view! {
        <Card
            title="Price and stock".to_owned()
            description="Of its first variant; more can be added afterwards.".to_owned()
        >
            <Grid columns=2>
                <Line
                    form=form
                    draft=draft
                    pointer="/price"
                    label="Price"
                    part_of=|draft: &mut ProductDraft| &mut draft.price
                    kind=InputKind::Decimal
                    required=true
                    suffix=Some(currency.clone())
                />
                <Line
                    form=form
                    draft=draft
                    pointer="/compare_at_price"
                    label="Price before"
                    hint="Shown struck through when it is reduced".to_owned()
                    part_of=|draft: &mut ProductDraft| &mut draft.compare_at_price
                    kind=InputKind::Decimal
                    suffix=Some(currency)
                />
                <Line
                    form=form
                    draft=draft
                    pointer="/sku"
                    label="SKU"
                    part_of=|draft: &mut ProductDraft| &mut draft.sku
                    suffix=None
                />
                <Line
                    form=form
                    draft=draft
                    pointer="/stock"
                    label="Units in stock"
                    part_of=|draft: &mut ProductDraft| &mut draft.stock
                    kind=InputKind::Digits
                    suffix=None
                />
            </Grid>
        </Card>
    }
}

/// Where the product belongs, and who sees it.
#[component]
pub(super) fn PlaceFields(form: FormState, draft: Draft) -> impl IntoView {
    let categories = use_categories().resource();
    let options = Signal::derive(move || {
        let all = categories.get().and_then(Result::ok).unwrap_or_default();
        category_choices(&all)
    });
    let status = part(form, draft, "/status", |draft| &mut draft.status);
    let category = part(form, draft, "/category", |draft| &mut draft.category);
    view! {
        <Card title="Where it belongs".to_owned()>
            <Stack>
                <Field
                    label="Status"
                    hint="Shoppers see active products only".to_owned()
                    required=true
                    id=FormState::id("/status")
                    error=form.error("/status")
                >
                    <Select
                        value=status
                        options=choices(ProductStatus::ALL, |status| product_words(status).1)
                    />
                </Field>
                <Field label="Category" id=FormState::id("/category") error=form.error("/category")>
                    <Select value=category placeholder="No category".to_owned() options=options />
                </Field>
                <Line
                    form=form
                    draft=draft
                    pointer="/vendor"
                    label="Maker"
                    part_of=|draft: &mut ProductDraft| &mut draft.vendor
                    suffix=None
                />
                <Line
                    form=form
                    draft=draft
                    pointer="/tags"
                    label="Tags"
                    hint="Words it is found by, parted by commas".to_owned()
                    part_of=|draft: &mut ProductDraft| &mut draft.tags
                    suffix=None
                />
            </Stack>
        </Card>
    }
}
