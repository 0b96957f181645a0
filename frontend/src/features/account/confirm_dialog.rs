use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_dto::accounts::{ConfirmRequest, ConfirmWith};

use super::passkeys::{PasskeyButton, PasskeyUse};
use crate::api::{self, authenticator::knows_passkeys};
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::session::use_session;
use crate::ui::icon::focus_element;
use crate::ui::{AccountName, TextInput};
use crate::ui::{
    Binding, Button, ButtonKind, Cluster, Dialog, Field, PasswordInput, Stack, Text, use_focus_return,
};

/// Asks for the password or a code whenever a call needs to be sure who sits there, and lets the call go on then.
#[component]
pub fn ConfirmIdentityDialog() -> impl IntoView {
    let confirmer = use_session().client().confirmer();
    let asked = Memo::new(move |_| confirmer.asked());
    let give_focus_back = use_focus_return();
    let open = Binding::new(Signal::derive(move || asked.read().is_some()), move |wanted: bool| {
        if !wanted {
            confirmer.answer(false);
            give_focus_back();
        }
    });
    view! {
        <Dialog open=open title="Confirm that it is you">
            // Only while it is asked: a password manager should find no field that nobody needs.
            {move || asked.get().map(|with| view! { <ConfirmForm with=with /> })}
        </Dialog>
    }
}

#[component]
fn ConfirmForm(with: Vec<ConfirmWith>) -> impl IntoView {
    let session = use_session();
    let confirmer = session.client().confirmer();
    let form = FormState::new(&["/password", "/code"]);
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let by_code = with.contains(&ConfirmWith::Code);
    let by_passkey = with.contains(&ConfirmWith::Passkey) && knows_passkeys();
    let passkey = by_passkey.then(|| {
        view! {
            <PasskeyButton
                of=PasskeyUse::Confirm
                kind=ButtonKind::Primary
                on_done=move |()| confirmer.answer(true)
            />
        }
    });
    let username = untrack(|| session.user()).map(|user| user.username).unwrap_or_default();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let (password, code) = (password.get_untracked(), code.get_untracked());
        form.send(
            |errors| {
                Some(if by_code { by_the_code(errors, code) } else { by_the_password(errors, password) })
            },
            move |answer| async move {
                api::accounts::confirm_identity(session.client(), &answer).await?;
                // The session has been renewed, and its token with it.
                session.refresh().await?;
                confirmer.answer(true);
                Ok(())
            },
        );
    };
    let first = FormState::id(if by_code { "/code" } else { "/password" });
    request_animation_frame(move || focus_element(&first));
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <Text muted=true>
                    {why(by_passkey, by_code)}
                </Text>
                {passkey}
                <FormProblem form=form />
                <AccountName value=username />
                {if by_code {
                    view! { <CodeField form=form value=code /> }.into_any()
                } else {
                    view! {
                        <Field
                            label="Password"
                            required=true
                            id=FormState::id("/password")
                            error=form.error("/password")
                        >
                            <PasswordInput value=password />
                        </Field>
                    }
                        .into_any()
                }}
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| confirmer.answer(false)>
                        "Cancel"
                    </Button>
                    <Button
                        submit=true
                        kind=if by_passkey { ButtonKind::Secondary } else { ButtonKind::Primary }
                        busy=form.busy()
                    >
                        "Confirm"
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}

/// Why it is asked, and what for.
fn why(by_passkey: bool, by_code: bool) -> &'static str {
    match (by_passkey, by_code) {
        (true, _) => {
            "This changes who can get into your account. Use a passkey, or enter a code from your authenticator app or one of your recovery codes."
        }
        (false, true) => {
            "This changes who can get into your account. Enter a code from your authenticator app, or one of your recovery codes."
        }
        (false, false) => {
            "This changes who can get into your account, or what only you should see. Enter your password to go on."
        }
    }
}

/// The field for a code.
#[component]
fn CodeField(form: FormState, value: RwSignal<String>) -> impl IntoView {
    view! {
        <Field label="Code" required=true id=FormState::id("/code") error=form.error("/code")>
            <TextInput value=value autocomplete="one-time-code" max_length=64_u32 code=true />
        </Field>
    }
}

fn by_the_password(errors: &mut FieldErrors, password: String) -> ConfirmRequest {
    if password.is_empty() {
        errors.add("/password", "enter your password");
    }
    ConfirmRequest { password: Some(password), code: None }
}

fn by_the_code(errors: &mut FieldErrors, code: String) -> ConfirmRequest {
    if code.trim().is_empty() {
        errors.add("/code", "enter a code");
    }
    ConfirmRequest { password: None, code: Some(code) }
}
