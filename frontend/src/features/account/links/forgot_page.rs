use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::accounts::Email;
use securecart_dto::accounts::ForgotPasswordRequest;

use crate::api;
use crate::forms::{FormProblem, FormState};
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Button, Card, Container, Field, InputKind, Notice, PageHeader, Stack, Text};
use crate::ui::{TextInput, TextLink, Tone, Width};

/// Asking for a link with which a new password can be chosen.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let sent = RwSignal::new(None);
    view! {
        <PageTitle text="Forgotten password" />
        <Container width=Width::Narrow>
            <PageHeader
                title="Forgotten your password?"
                lead="We send you a link with which you choose a new one.".to_owned()
            />
            <Stack>
                {move || {
                    sent.get().map(|email: String| view! { <Sent email=email /> })
                }}
                <Card>
                    <ForgotForm sent=sent />
                </Card>
                <Text>
                    <p>
                        "Remembered it? " <TextLink href=Route::Login(None)>"Sign in"</TextLink>
                    </p>
                </Text>
            </Stack>
        </Container>
    }
}

/// Says the same whether or not the address has an account.
#[component]
fn Sent(email: String) -> impl IntoView {
    view! {
        <Notice tone=Tone::Success title="Look into your mail".to_owned()>
            <p>
                "If " {email}
                " is the confirmed address of an account, a link is on its way. It works for ten minutes."
            </p>
        </Notice>
    }
}

#[component]
fn ForgotForm(sent: RwSignal<Option<String>>) -> impl IntoView {
    let session = use_session();
    let form = FormState::new(&["/email"]);
    let email = RwSignal::new(String::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        sent.set(None);
        form.send(
            |errors| {
                let email = errors.take("/email", Email::parse(&email.get_untracked()))?;
                Some(ForgotPasswordRequest { email: email.as_str().to_owned() })
            },
            move |request| async move {
                api::accounts::forgot_password(session.client(), &request).await?;
                sent.try_set(Some(request.email));
                Ok(())
            },
        );
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Field
                    label="E-mail"
                    required=true
                    id=FormState::id("/email")
                    error=form.error("/email")
                >
                    <TextInput
                        value=email
                        kind=InputKind::Email
                        autocomplete="email"
                        max_length=254_u32
                    />
                </Field>
                <Button submit=true full=true busy=form.busy()>
                    "Send the link"
                </Button>
            </Stack>
        </form>
    }
}
