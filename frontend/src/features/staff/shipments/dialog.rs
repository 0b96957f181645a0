use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_dto::orders::OrderLine;

use super::draft::ShipmentDraft;
use crate::api::{self, Attempt, use_client};
use crate::features::orders::line_name;
use crate::features::staff::words::counted;
use crate::forms::{FormProblem, FormState};
use crate::ui::{Button, ButtonKind, Cluster, Field, Gap, InputKind, QuantityStepper, Stack, Text};
use crate::ui::{TextInput, use_toasts};

/// The fields from top to bottom.
const FIELDS: &[&str] = &["/carrier", "/tracking_number", "/tracking_url"];

/// What is sent, and how it is followed.
#[component]
pub(super) fn ShipmentForm(
    draft: ShipmentDraft,
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
                let sent = api::shipments::create_shipment(client, &id, &request, attempt).await?;
                open.try_set(false);
                let units = sent.lines.iter().map(|line| u64::from(line.quantity)).sum();
                toasts.success(format!("{} sent.", counted(units, "unit is", "units are")));
                on_done.try_run(());
                Ok(())
            },
        );
    };
    let lines = draft.order.with_value(|order| order.lines.clone());
    let rows = lines.into_iter().enumerate().map(move |(place, line)| {
        view! { <Units draft=draft place=place line=line /> }
    });
    let label = move || match draft.count() {
        0 => "Send".to_owned(),
        units => format!("Send {}", counted(units.into(), "unit", "units")),
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                {rows.collect_view()}
                <Follow form=form draft=draft />
                <Text muted=true body="The customer gets a mail with the link." />
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

/// Units of one line; nothing of one that is done.
#[component]
fn Units(draft: ShipmentDraft, place: usize, line: OrderLine) -> impl IntoView {
    let units = draft.units.with_value(|units| units.get(place).copied());
    let left = u32::from(line.unshipped_quantity);
    let name = line_name(&line);
    let label = format!("Units of {name} to send");
    let hint = format!("{left} of {} still to be sent", line.quantity);
    units.filter(|_| left > 0).map(|units| {
        view! {
            <Cluster spread=true>
                <Stack gap=Gap::Small>
                    <Text body=name />
                    <Text muted=true body=hint />
                </Stack>
                <QuantityStepper value=units label=label min=0_u32 max=left small=true />
            </Cluster>
        }
    })
}

#[component]
fn Follow(form: FormState, draft: ShipmentDraft) -> impl IntoView {
    view! {
        <Field label="Carrier" id=FormState::id("/carrier") error=form.error("/carrier")>
            <TextInput value=draft.carrier autocomplete="off" max_length=60_u32 />
        </Field>
        <Field
            label="Tracking number"
            id=FormState::id("/tracking_number")
            error=form.error("/tracking_number")
        >
            <TextInput value=draft.number autocomplete="off" max_length=60_u32 />
        </Field>
        <Field
            label="Tracking link"
            hint="The carrier's page, beginning with https://"
            id=FormState::id("/tracking_url")
            error=form.error("/tracking_url")
        >
            <TextInput value=draft.link kind=InputKind::Url autocomplete="off" max_length=500_u32 />
        </Field>
    }
}
