use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::OrderId;
use securecart_domain::returns::ReturnReason;
use securecart_dto::orders::OrderLine;
use securecart_dto::returns::{NewReturnRequest, ReturnLine};

use crate::api::{self, Attempt, use_client};
use crate::features::orders::line_name;
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::ui::{Button, ButtonKind, Cluster, Field, Gap, QuantityStepper, Select, SelectOption, Stack};
use crate::ui::{Text, Textarea, use_toasts};

/// The fields from top to bottom.
const FIELDS: &[&str] = &["/reason", "/note"];

/// Whose order something is sent back of.
#[derive(Clone, Debug)]
pub enum Returned {
    /// One's own.
    Mine(OrderId),
    /// The one that the link with this secret shows.
    OfLink(String),
}

/// A return as it is being put together.
#[derive(Clone, Copy)]
pub(super) struct ReturnDraft {
    of: StoredValue<Returned>,
    lines: StoredValue<Vec<OrderLine>>,
    /// Units of each line, in the order of the lines.
    units: StoredValue<Vec<RwSignal<u32>>>,
    reason: RwSignal<String>,
    note: RwSignal<String>,
}

impl ReturnDraft {
    /// Nothing yet; what is all there is to choose is chosen.
    pub(super) fn new(of: Returned, lines: Vec<OrderLine>) -> Self {
        let all = lines.iter().map(|line| u32::from(line.returnable_quantity)).sum::<u32>();
        let units = lines
            .iter()
            .map(|line| RwSignal::new(if all == 1 { u32::from(line.returnable_quantity) } else { 0 }));
        Self {
            units: StoredValue::new(units.collect()),
            of: StoredValue::new(of),
            lines: StoredValue::new(lines),
            reason: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
        }
    }

    /// The request, or what is wrong.
    fn check(self, errors: &mut FieldErrors) -> Option<NewReturnRequest> {
        untrack(|| {
            let lines: Vec<ReturnLine> = self.lines.with_value(|lines| {
                let units = self.units.get_value();
                let chosen = lines.iter().zip(units).map(|(line, units)| ReturnLine {
                    line_id: line.id,
                    quantity: u16::try_from(units.get()).unwrap_or(u16::MAX),
                });
                chosen.filter(|line| line.quantity > 0).collect()
            });
            if lines.is_empty() {
                errors.add("/lines", "choose what you send back");
            }
            let Ok(reason) = self.reason.get().parse::<ReturnReason>() else {
                errors.add("/reason", "choose why");
                return None;
            };
            Some(NewReturnRequest { lines, reason, note: self.note.get() })
        })
    }
}

/// What comes back, and why.
#[component]
pub(super) fn ReturnForm(
    draft: ReturnDraft,
    open: RwSignal<bool>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let (client, toasts, attempt) = (use_client(), use_toasts(), Attempt::new());
    let form = FormState::new(FIELDS);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(
            move |errors| draft.check(errors),
            move |request| async move {
                match draft.of.get_value() {
                    Returned::Mine(order) => {
                        api::returns::create_my_return(client, &order.to_string(), &request, attempt).await
                    }
                    Returned::OfLink(token) => {
                        api::returns::create_return_by_link(client, token, request, attempt).await
                    }
                }?;
                open.try_set(false);
                toasts.success("We have got your request and write to you. Please do not send anything yet.");
                on_done.try_run(());
                Ok(())
            },
        );
    };
    let lines = draft.lines.get_value();
    let rows = lines.into_iter().enumerate().map(move |(place, line)| {
        view! { <Units draft=draft place=place line=line /> }
    });
    let reasons: Vec<_> =
        ReturnReason::ALL.iter().map(|reason| SelectOption::new(reason.as_str(), reason.label())).collect();
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                {rows.collect_view()}
                <Field label="Reason" required=true id=FormState::id("/reason") error=form.error("/reason")>
                    <Select value=draft.reason options=reasons placeholder="Choose" />
                </Field>
                <Field
                    label="What should we know?"
                    id=FormState::id("/note")
                    error=form.error("/note")
                >
                    <Textarea value=draft.note rows=3 max_length=500_usize />
                </Field>
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| open.set(false)>
                        "Cancel"
                    </Button>
                    <Button submit=true busy=form.busy()>
                        "Ask for the return"
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}

/// Units of one line; nothing of one that can not be returned.
#[component]
fn Units(draft: ReturnDraft, place: usize, line: OrderLine) -> impl IntoView {
    let units = draft.units.with_value(|units| units.get(place).copied());
    let left = u32::from(line.returnable_quantity);
    let name = line_name(&line);
    let label = format!("Units of {name} to return");
    let hint = format!("{left} of {} can be returned", line.quantity);
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
