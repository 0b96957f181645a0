use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::refunds::{RefundReason, RefundStatus};
use securecart_dto::orders::OrderLine;
use securecart_dto::refunds::Refund;

use super::draft::{RefundDraft, payment_fits, payment_left, shipping_left};
use crate::api::{self, Attempt, use_client};
use crate::forms::{FormProblem, FormState};
use crate::ui::{
    Button, ButtonKind, Checkbox, Cluster, Field, Gap, InputKind, Notice, QuantityStepper, Select,
};
use crate::ui::{SelectOption, Stack, SummaryList, SummaryRow, Text, TextInput, Textarea, Tone, use_toasts};

/// The fields from top to bottom.
const FIELDS: &[&str] = &["/amount", "/reason", "/note"];

/// What to give back, with what it comes to.
#[component]
pub(super) fn RefundForm(
    draft: RefundDraft,
    open: RwSignal<bool>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let (client, toasts, attempt) = (use_client(), use_toasts(), Attempt::new());
    let form = FormState::new(FIELDS);
    let id = draft.order.with_value(|order| order.id.to_string());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let id = id.clone();
        form.send(
            move |errors| draft.check(errors),
            move |request| async move {
                let made = api::refunds::create_refund(client, &id, &request, attempt).await?;
                open.try_set(false);
                match told(&made) {
                    Ok(words) => toasts.success(words),
                    Err(words) => toasts.error(words),
                }
                on_done.try_run(());
                Ok(())
            },
        );
    };
    let label = move || match draft.plan() {
        Ok(plan) => format!("Refund {}", plan.amount),
        Err(_) => "Refund".to_owned(),
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Goods draft=draft />
                <Why form=form draft=draft />
                <Sum draft=draft />
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| open.set(false)>
                        "Cancel"
                    </Button>
                    <Button submit=true busy=form.busy()>
                        {label}
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}

/// What became of it, for the reader: good news or bad.
fn told(made: &Refund) -> Result<String, String> {
    let amount = made.refund.amount;
    match made.refund.status {
        RefundStatus::Succeeded => Ok(format!("{amount} are refunded.")),
        RefundStatus::Pending => Ok(format!("{amount} are on their way back.")),
        RefundStatus::Failed => Err(format!("The payment provider refused the refund of {amount}.")),
    }
}

/// Units of each line, and shipping.
#[component]
fn Goods(draft: RefundDraft) -> impl IntoView {
    let (fits, lines, shipping) =
        draft.order.with_value(|order| (payment_fits(order), order.lines.clone(), shipping_left(order)));
    if !fits {
        return view! {
            <Notice tone=Tone::Warning>
                "What was received does not fit the order. Say below how much goes back."
            </Notice>
        }
        .into_any();
    }
    let rows = lines
        .into_iter()
        .enumerate()
        .map(move |(place, line)| view! { <Units draft=draft place=place line=line /> });
    view! {
        <Stack>
            {rows.collect_view()}
            {(shipping.minor() > 0)
                .then(|| view! { <Checkbox checked=draft.shipping label=format!("Shipping, {shipping}") /> })}
            <Checkbox
                checked=draft.restock
                label="Put these units back on the shelf"
                hint="Leave it off for what is broken or lost.".to_owned()
            />
        </Stack>
    }
    .into_any()
}

#[component]
fn Units(draft: RefundDraft, place: usize, line: OrderLine) -> impl IntoView {
    let units = draft.units.with_value(|units| units.get(place).copied());
    let left = u32::from(line.refundable_quantity);
    let none = left == 0;
    let name = match line.variant_title.as_str() {
        "" => line.name,
        title => format!("{} ({title})", line.name),
    };
    let label = format!("Units of {name} to refund");
    let hint = format!("{left} of {} left", line.quantity);
    units.map(|units| {
        view! {
            <Cluster spread=true>
                <Stack gap=Gap::Small>
                    <Text body=name />
                    <Text muted=true body=hint />
                </Stack>
                <QuantityStepper value=units label=label min=0_u32 max=left small=true disabled=none />
            </Cluster>
        }
    })
}

#[component]
fn Why(form: FormState, draft: RefundDraft) -> impl IntoView {
    let left = draft.order.with_value(payment_left);
    let reasons: Vec<_> = RefundReason::CHOICES
        .iter()
        .map(|reason| SelectOption::new(reason.as_str(), reason.label()))
        .collect();
    view! {
        <Field
            label="Another amount"
            hint=format!("Left empty, the sum goes back. At most {}.", left.amount_text())
            id=FormState::id("/amount")
            error=form.error("/amount")
        >
            <TextInput
                value=draft.amount
                kind=InputKind::Decimal
                autocomplete="off"
                suffix=left.currency().to_string()
            />
        </Field>
        <Field label="Reason" required=true id=FormState::id("/reason") error=form.error("/reason")>
            <Select value=draft.reason options=reasons placeholder="Choose" />
        </Field>
        <Field
            label="Note"
            hint="Only staff see this".to_owned()
            id=FormState::id("/note")
            error=form.error("/note")
        >
            <Textarea value=draft.note rows=2 max_length=500_usize />
        </Field>
    }
}

/// What it comes to, as things stand.
#[component]
fn Sum(draft: RefundDraft) -> impl IntoView {
    move || {
        let plan = draft.plan().ok()?;
        let adjusted = plan.adjustment.minor() != 0 && plan.adjustment != plan.amount;
        let sum = plan.amount.checked_sub(plan.adjustment).ok()?;
        Some(view! {
            <SummaryList>
                {adjusted.then(|| view! { <SummaryRow label="Sum">{sum.to_string()}</SummaryRow> })}
                {adjusted
                    .then(|| {
                        view! { <SummaryRow label="Adjustment">{plan.adjustment.to_string()}</SummaryRow> }
                    })}
                <SummaryRow label="Goes back" total=true>
                    {plan.amount.to_string()}
                </SummaryRow>
            </SummaryList>
        })
    }
}
