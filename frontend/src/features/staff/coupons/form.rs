use leptos::prelude::*;

use super::draft::{CouponDraft, part};
use crate::forms::FormState;
use crate::session::use_session;
use crate::ui::Textarea;
use crate::ui::{Binding, Card, Checkbox, Field, Grid, InputKind, Select, SelectOption, Stack, TextInput};

type Draft = RwSignal<CouponDraft>;

/// The fields of a new coupon from top to bottom.
pub(super) const NEW_FIELDS: &[&str] = &[
    "/code",
    "/discount/percent",
    "/discount/amount",
    "/products",
    "/categories",
    "/terms/description",
    "/terms/minimum",
    "/terms/starts_at",
    "/terms/ends_at",
    "/terms/max_uses",
    "/terms/max_uses_per_customer",
];

/// The pointers of the terms: those of a new coupon stand one level deeper.
#[derive(Clone, Copy)]
pub(super) struct Pointers {
    description: &'static str,
    minimum: &'static str,
    starts_at: &'static str,
    ends_at: &'static str,
    max_uses: &'static str,
    max_uses_per_customer: &'static str,
}

pub(super) const IN_NEW: Pointers = Pointers {
    description: "/terms/description",
    minimum: "/terms/minimum",
    starts_at: "/terms/starts_at",
    ends_at: "/terms/ends_at",
    max_uses: "/terms/max_uses",
    max_uses_per_customer: "/terms/max_uses_per_customer",
};

pub(super) const ALONE: Pointers = Pointers {
    description: "/description",
    minimum: "/minimum",
    starts_at: "/starts_at",
    ends_at: "/ends_at",
    max_uses: "/max_uses",
    max_uses_per_customer: "/max_uses_per_customer",
};

/// The fields of the terms alone.
pub(super) const TERM_FIELDS: &[&str] =
    &["/description", "/minimum", "/starts_at", "/ends_at", "/max_uses", "/max_uses_per_customer"];

/// Code and discount of a new coupon; neither can be changed later.
#[component]
pub(super) fn DiscountFields(form: FormState, draft: Draft) -> impl IntoView {
    let session = use_session();
    let currency = StoredValue::new(untrack(|| session.currency()).to_string());
    let kind = Binding::new(Signal::derive(move || draft.get().kind), move |kind| {
        draft.update(|draft| draft.kind = kind);
    });
    let kinds = vec![
        SelectOption::new("percent", "A percentage"),
        SelectOption::new("amount", "An amount"),
        SelectOption::new("free_shipping", "The price of shipping"),
    ];
    let chosen = move |kind: &'static str| move || draft.with(|draft| draft.kind == kind);
    view! {
        <Card
            title="Code and discount".to_owned()
            description="These stay as they are once the coupon is made.".to_owned()
        >
            <Stack>
                <Field
                    label="Code"
                    hint="Left empty, one is drawn that nobody can guess".to_owned()
                    id=FormState::id("/code")
                    error=form.error("/code")
                >
                    <TextInput
                        value=part(form, draft, "/code", |draft| &mut draft.code)
                        autocomplete="off"
                        max_length=32_u32
                        code=true
                    />
                </Field>
                <Grid columns=2>
                    <Field label="It takes off" required=true>
                        <Select value=kind options=kinds />
                    </Field>
                    <Show when=chosen("percent")>
                        <Field
                            label="Percentage"
                            required=true
                            id=FormState::id("/discount/percent")
                            error=form.error("/discount/percent")
                        >
                            <TextInput
                                value=part(form, draft, "/discount/percent", |draft| &mut draft.percent)
                                kind=InputKind::Decimal
                                autocomplete="off"
                                suffix="%".to_owned()
                            />
                        </Field>
                    </Show>
                    <Show when=chosen("amount")>
                        <Field
                            label="Amount"
                            required=true
                            id=FormState::id("/discount/amount")
                            error=form.error("/discount/amount")
                        >
                            <TextInput
                                value=part(form, draft, "/discount/amount", |draft| &mut draft.amount)
                                kind=InputKind::Decimal
                                autocomplete="off"
                                suffix=currency.get_value()
                            />
                        </Field>
                    </Show>
                </Grid>
            </Stack>
        </Card>
    }
}

/// When and how often it can be used.
#[component]
pub(super) fn TermFields(
    form: FormState,
    draft: Draft,
    at: Pointers,
    /// Cannot be changed by the reader.
    #[prop(optional)]
    fixed: bool,
) -> impl IntoView {
    let session = use_session();
    let currency = untrack(|| session.currency()).to_string();
    let active = Binding::new(Signal::derive(move || draft.get().active), move |active| {
        draft.update(|draft| draft.active = active);
    });
    view! {
        <Card title="When and how often".to_owned()>
            <Stack>
                <Checkbox
                    checked=active
                    label="Can be used"
                    hint="Switched off, it takes nothing off any more. Orders that used it keep their discount."
                        .to_owned()
                    switch=true
                    disabled=fixed
                />
                <Field
                    label="Note"
                    hint="Only staff see this".to_owned()
                    id=FormState::id(at.description)
                    error=form.error(at.description)
                >
                    <Textarea
                        value=part(form, draft, at.description, |draft| &mut draft.description)
                        rows=2
                        max_length=200_usize
                    />
                </Field>
                <Grid columns=2>
                    <Term
                        form=form
                        draft=draft
                        pointer=at.starts_at
                        label="First day"
                        part_of=|draft| &mut draft.first_day
                        kind=InputKind::Date
                        fixed=fixed
                        hint="From midnight on, by UTC"
                    />
                    <Term
                        form=form
                        draft=draft
                        pointer=at.ends_at
                        label="Last day"
                        part_of=|draft| &mut draft.last_day
                        kind=InputKind::Date
                        fixed=fixed
                        hint="Until midnight, by UTC"
                    />
                    <Term
                        form=form
                        draft=draft
                        pointer=at.minimum
                        label="Goods worth at least"
                        part_of=|draft| &mut draft.minimum
                        kind=InputKind::Decimal
                        fixed=fixed
                        suffix=currency
                    />
                    <Term
                        form=form
                        draft=draft
                        pointer=at.max_uses
                        label="Uses by all"
                        part_of=|draft| &mut draft.max_uses
                        kind=InputKind::Digits
                        fixed=fixed
                    />
                    <Term
                        form=form
                        draft=draft
                        pointer=at.max_uses_per_customer
                        label="Uses by each customer"
                        part_of=|draft| &mut draft.max_uses_per_customer
                        kind=InputKind::Digits
                        fixed=fixed
                        hint="Then one has to be signed in to use it"
                    />
                </Grid>
            </Stack>
        </Card>
    }
}

#[component]
fn Term(
    form: FormState,
    draft: Draft,
    pointer: &'static str,
    label: &'static str,
    part_of: fn(&mut CouponDraft) -> &mut String,
    kind: InputKind,
    fixed: bool,
    #[prop(into, optional)] hint: Option<String>,
    #[prop(into, optional)] suffix: Option<String>,
) -> impl IntoView {
    let value = part(form, draft, pointer, part_of);
    // Made inside of the field, which tells it its name.
    let input = move || match suffix {
        Some(suffix) => view! {
            <TextInput value=value kind=kind autocomplete="off" disabled=fixed suffix=suffix />
        }
        .into_any(),
        None => view! { <TextInput value=value kind=kind autocomplete="off" disabled=fixed /> }.into_any(),
    };
    view! {
        <Field label=label hint=hint id=FormState::id(pointer) error=form.error(pointer)>
            {input()}
        </Field>
    }
}
