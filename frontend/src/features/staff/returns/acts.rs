use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::Permission;
use securecart_domain::returns::ReturnStatus;
use securecart_dto::orders::{Order, OrderLine};
use securecart_dto::returns::{AnswerReturnRequest, OrderReturn, ReceiveReturnRequest, RefundReturnRequest};

use crate::api::returns::ReturnStep;
use crate::api::{self, use_client};
use crate::features::orders::line_name;
use crate::session::use_session;
use crate::ui::{
    Button, ButtonKind, Checkbox, Cluster, ConfirmDialog, Field, Stack, Text, Textarea, use_toasts,
};

/// What can be done with a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Approve,
    Reject,
    Receive,
    Refund,
}

impl Act {
    /// What is on the button, the title of the question, and its button.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Approve => ("Approve", "Take it back?", "Approve the return"),
            Self::Reject => ("Reject", "Do not take it back?", "Reject the return"),
            Self::Receive => ("It has arrived", "Has it arrived?", "It has arrived"),
            Self::Refund => ("Refund the return", "Give its money back?", "Give the money back"),
        }
    }

    fn possible(status: ReturnStatus) -> &'static [Self] {
        match status {
            ReturnStatus::Requested => &[Self::Approve, Self::Reject],
            ReturnStatus::Approved => &[Self::Receive, Self::Reject],
            ReturnStatus::Received => &[Self::Refund],
            ReturnStatus::Rejected | ReturnStatus::Refunded => &[],
        }
    }

    fn permission(self) -> Permission {
        match self {
            Self::Refund => Permission::WriteRefunds,
            Self::Approve | Self::Reject | Self::Receive => Permission::WriteOrders,
        }
    }
}

/// The next steps of a return, each with a question.
#[component]
pub(super) fn ReturnActs(
    found: OrderReturn,
    order: Order,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let acts = Act::possible(found.status);
    let (found, order) = (StoredValue::new(found), StoredValue::new(order));
    let step = move |act: Act| {
        view! {
            <Show when=move || session.may(act.permission())>
                <Step act=act found=found.get_value() order=order.get_value() on_done=on_done />
            </Show>
        }
    };
    view! { <Cluster>{acts.iter().copied().map(step).collect_view()}</Cluster> }
}

/// One step: a button, and the question before it is taken.
#[component]
fn Step(act: Act, found: OrderReturn, order: Order, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let (open, busy, answer) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(String::new()));
    let lines: Vec<OrderLine> = found
        .lines
        .iter()
        .filter_map(|line| order.lines.iter().find(|known| known.id == line.line_id).cloned())
        .collect();
    let shelves: Vec<(OrderLine, RwSignal<bool>)> =
        lines.into_iter().map(|line| (line, RwSignal::new(true))).collect();
    let ticked = StoredValue::new(shelves.clone());
    let (id, order) = (found.id, order.id.to_string());
    let (button, title, confirm) = act.words();
    let take = move |()| {
        let order = order.clone();
        let step = match act {
            Act::Approve => ReturnStep::Approve(AnswerReturnRequest { answer: answer.get_untracked() }),
            Act::Reject => ReturnStep::Reject(AnswerReturnRequest { answer: answer.get_untracked() }),
            Act::Receive => {
                let restock = ticked.with_value(|lines| {
                    let on = lines.iter().filter(|(_, on)| on.get_untracked());
                    on.map(|(line, _)| line.id).collect()
                });
                ReturnStep::Receive(ReceiveReturnRequest { restock })
            }
            Act::Refund => ReturnStep::Refund(RefundReturnRequest::default()),
        };
        busy.set(true);
        spawn_local(async move {
            let answer = api::returns::step_return(client, &order, id, &step).await;
            busy.try_set(false);
            open.try_set(false);
            match answer {
                Ok(done) if act == Act::Refund && done.status != ReturnStatus::Refunded => {
                    toasts.error("The money did not go back. Look at the refunds of the order.");
                }
                Ok(_) => toasts.success("Done. The customer gets a mail."),
                Err(error) => toasts.error(error.detail()),
            }
            on_done.try_run(());
        });
    };
    view! {
        <Button kind=ButtonKind::Secondary on:click=move |_| open.set(true)>
            {button}
        </Button>
        <ConfirmDialog
            open=open
            title=title
            confirm_label=confirm
            danger=act == Act::Reject
            busy=busy
            on_confirm=take
        >
            <Question act=act answer=answer shelves=shelves />
        </ConfirmDialog>
    }
}

#[component]
fn Question(act: Act, answer: RwSignal<String>, shelves: Vec<(OrderLine, RwSignal<bool>)>) -> impl IntoView {
    match act {
        Act::Approve | Act::Reject => {
            let hint = match act {
                Act::Approve => "Where to send it, for instance. The customer reads this",
                _ => "Why. The customer reads this",
            };
            view! {
                <Field label="Answer" hint=hint>
                    <Textarea value=answer rows=3 max_length=500_usize />
                </Field>
            }
            .into_any()
        }
        Act::Receive => {
            let one = |(line, on): (OrderLine, RwSignal<bool>)| {
                view! { <Checkbox checked=on label=format!("Put {} back on the shelf", line_name(&line)) /> }
            };
            view! { <Stack>{shelves.into_iter().map(one).collect_view()}</Stack> }.into_any()
        }
        Act::Refund => view! {
            <Text body="What was paid for these units goes back to who paid." />
        }
        .into_any(),
    }
}
