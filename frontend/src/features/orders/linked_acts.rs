use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::accounts::Email;
use securecart_domain::orders::{FulfilmentStatus, OrderStatus};
use securecart_dto::orders::{LinkedOrder, LinkedOrderRequest};

use crate::api::{self, ApiError, use_client};
use crate::forms::{FormProblem, FormState};
use crate::frame::save_file;
use crate::ui::{
    Binding, Button, ButtonKind, Cluster, Dialog, Field, InputKind, Stack, Text, TextInput, use_toasts,
};

const EMAIL: &str = "/email";

/// What is wanted of the order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Invoice,
    Cancel,
}

/// What the link alone does not give, since links are passed on: the invoice, which names who bought, and giving the order
/// up. Who also knows where its mails go gets both.
#[component]
pub(super) fn LinkedActs(
    order: LinkedOrder,
    token: String,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let asked = RwSignal::new(None::<Act>);
    let unsent = order.fulfilment_status == FulfilmentStatus::Unfulfilled;
    let may_cancel = order.status == OrderStatus::Placed && unsent;
    let number = StoredValue::new(order.number);
    let token = StoredValue::new(token);
    let open = Binding::new(Signal::derive(move || asked.read().is_some()), move |wanted: bool| {
        if !wanted {
            asked.set(None);
        }
    });
    let title = Signal::derive(move || match asked.get() {
        Some(Act::Cancel) => "Cancel this order?".to_owned(),
        Some(Act::Invoice) | None => "Download the invoice".to_owned(),
    });
    let form = move || {
        asked.get().map(|act| {
            let closed = Callback::new(move |()| asked.set(None));
            view! {
                <ActForm
                    act=act
                    number=number.get_value()
                    token=token.get_value()
                    on_close=closed
                    on_done=on_done
                />
            }
        })
    };
    view! {
        <Button kind=ButtonKind::Secondary on:click=move |_| asked.set(Some(Act::Invoice))>
            "Download invoice"
        </Button>
        {may_cancel
            .then(|| {
                view! {
                    <Button kind=ButtonKind::Secondary on:click=move |_| asked.set(Some(Act::Cancel))>
                        "Cancel order"
                    </Button>
                }
            })}
        <Dialog open=open title=title>
            {form}
        </Dialog>
    }
}

/// Asks where the mails of the order go, and does it.
#[component]
fn ActForm(
    act: Act,
    number: String,
    token: String,
    on_close: Callback<()>,
    on_done: Callback<()>,
) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let form = FormState::new(&[EMAIL]);
    let email = RwSignal::new(String::new());
    let typed = Binding::new(email, move |text: String| {
        form.touched(EMAIL);
        email.set(text);
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let (token, number) = (token.clone(), number.clone());
        form.send(
            |errors| {
                let email = errors.take(EMAIL, Email::parse(&email.get_untracked()))?;
                Some(LinkedOrderRequest { token, email: email.to_string() })
            },
            move |request| async move {
                let told = match act {
                    Act::Invoice => {
                        let pdf = api::orders::get_invoice_by_link(client, &request).await?;
                        let name = format!("invoice-{number}.pdf");
                        save_file(&name, "application/pdf", &pdf).ok_or(ApiError::Unreadable)?;
                        "The invoice is in your downloads.".to_owned()
                    }
                    Act::Cancel => {
                        let order = api::orders::cancel_order_by_link(client, &request).await?;
                        on_done.try_run(());
                        format!("Your order {} is cancelled.", order.number)
                    }
                };
                toasts.success(told);
                on_close.try_run(());
                Ok(())
            },
        );
    };
    let (why, label, kind) = match act {
        Act::Invoice => (
            "The invoice names who bought, and a link is easily passed on. So tell where the mails of this order go.",
            "Download",
            ButtonKind::Primary,
        ),
        Act::Cancel => (
            "Nothing of it will be sent, and your money goes back the way you paid. This can not be undone, but you can order again. Tell where the mails of this order go, so that nobody else cancels it.",
            "Cancel the order",
            ButtonKind::Danger,
        ),
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <Text body=why.to_owned() />
                <FormProblem form=form />
                <Field
                    label="E-mail address"
                    required=true
                    id=FormState::id(EMAIL)
                    error=form.error(EMAIL)
                >
                    <TextInput value=typed kind=InputKind::Email autocomplete="email" />
                </Field>
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| on_close.run(())>
                        "Back"
                    </Button>
                    <Button submit=true kind=kind busy=form.busy()>
                        {label}
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}
