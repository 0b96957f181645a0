use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use securecart_dto::accounts::{ConfirmWith, LoginRequest, LoginStatus};

use super::passkeys::{PasskeyButton, PasskeyUse, ProveStep};
use super::second_step::use_welcome;
use crate::api;
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::frame::PageTitle;
use crate::routes::{Route, query_value};
use crate::session::use_session;
use crate::ui::{Button, Card, Container, Field, InputKind, PageHeader, PasswordInput, Stack, Text};
use crate::ui::{TextInput, TextLink, Width};

/// Signing in with username or e-mail address.
#[component]
pub fn LoginPage() -> impl IntoView {
    let search = use_location().search;
    let next = move || search.with(|search| query_value(search, "next"));
    let sent_here = move || {
        next()
            .is_some()
            .then(|| "What you were looking for is yours alone: sign in and you get there.".to_owned())
    };
    let register = move || Route::Register(next()).path();
    let asked = RwSignal::new(None::<Vec<ConfirmWith>>);
    let form = move || match asked.get() {
        Some(ways) => view! { <ProveStep ways=ways on_back=move |()| asked.set(None) /> }.into_any(),
        None => view! { <LoginForm asked=asked /> }.into_any(),
    };
    view! {
        <PageTitle text="Sign in" />
        <Container width=Width::Narrow>
            <PageHeader title="Sign in" lead=Signal::derive(sent_here) />
            <Stack>
                <Card>
                    {form}
                </Card>
                <Text>
                    <p>
                        <TextLink href=Route::Forgot>"Forgotten your password?"</TextLink>
                    </p>
                    <p>
                        "New here? "
                        <TextLink href=Signal::derive(register)>"Create an account"</TextLink>
                    </p>
                </Text>
            </Stack>
        </Container>
    }
}

#[component]
fn LoginForm(asked: RwSignal<Option<Vec<ConfirmWith>>>) -> impl IntoView {
    let session = use_session();
    let welcome = use_welcome();
    let greet = welcome.clone();
    let form = FormState::new(&["/identifier", "/password"]);
    let (identifier, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let (name, secret) = (identifier.get_untracked(), password.get_untracked());
        let welcome = welcome.clone();
        form.send(
            |errors| check(errors, name, secret),
            move |credentials| async move {
                let answer = api::accounts::login(session.client(), &credentials).await?;
                if answer.status == LoginStatus::SecondFactorRequired {
                    asked.set(Some(answer.second_factors));
                    return Ok(());
                }
                session.refresh().await?;
                welcome();
                Ok(())
            },
        );
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Field
                    label="Username or e-mail"
                    required=true
                    id=FormState::id("/identifier")
                    error=form.error("/identifier")
                >
                    <TextInput
                        value=identifier
                        kind=InputKind::Text
                        autocomplete="username"
                        max_length=254_u32
                    />
                </Field>
                <Field
                    label="Password"
                    required=true
                    id=FormState::id("/password")
                    error=form.error("/password")
                >
                    <PasswordInput value=password />
                </Field>
                <Button submit=true full=true busy=form.busy()>
                    "Sign in"
                </Button>
                <PasskeyButton of=PasskeyUse::SignIn on_done=move |()| greet() />
            </Stack>
        </form>
    }
}

fn check(errors: &mut FieldErrors, identifier: String, password: String) -> Option<LoginRequest> {
    if identifier.trim().is_empty() {
        errors.add("/identifier", "enter your username or e-mail address");
    }
    if password.is_empty() {
        errors.add("/password", "enter your password");
    }
    let identifier = identifier.trim().to_owned();
    errors.is_empty().then_some(LoginRequest { identifier, password })
}
