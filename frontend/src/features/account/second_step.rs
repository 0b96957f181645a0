use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use securecart_domain::accounts::SecondFactorCode;
use securecart_dto::second_factor::CodeRequest;

use crate::api;
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::routes::next_page;
use crate::session::use_session;
use crate::ui::icon::focus_element;
use crate::ui::{Button, ButtonKind, Field, InputKind, Stack, Text, TextInput, use_toasts};

/// The second step of signing in: a code of the authenticator app, or a recovery code.
#[component]
pub fn SecondStep(
    /// Back to name and password.
    #[prop(into)]
    on_back: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let welcome = use_welcome();
    let form = FormState::new(&["/code"]);
    let (code, recovery) = (RwSignal::new(String::new()), RwSignal::new(false));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let (text, welcome) = (code.get_untracked(), welcome.clone());
        form.send(
            |errors| check(errors, text),
            move |request| async move {
                api::accounts::complete_login(session.client(), &request).await?;
                session.refresh().await?;
                welcome();
                Ok(())
            },
        );
    };
    let switch = move |_| {
        recovery.update(|recovery| *recovery = !*recovery);
        code.set(String::new());
        focus_code();
    };
    focus_code();
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <Text>
                    {move || {
                        if recovery.get() {
                            "Your password is right. Enter one of the recovery codes that you kept; each works once."
                        } else {
                            "Your password is right. Now enter the six digits that your authenticator app shows."
                        }
                    }}
                </Text>
                <FormProblem form=form />
                {move || {
                    let (label, kind) = if recovery.get() {
                        ("Recovery code", InputKind::Text)
                    } else {
                        ("Code", InputKind::Digits)
                    };
                    view! {
                        <Field label=label required=true id=FormState::id("/code") error=form.error("/code")>
                            <TextInput
                                value=code
                                kind=kind
                                autocomplete="one-time-code"
                                max_length=64_u32
                                code=true
                            />
                        </Field>
                    }
                }}
                <Button submit=true full=true busy=form.busy()>
                    "Sign in"
                </Button>
                <Button kind=ButtonKind::Secondary full=true on:click=switch>
                    {move || if recovery.get() { "Use my app instead" } else { "Use a recovery code" }}
                </Button>
                <Button kind=ButtonKind::Link full=true on:click=move |_| on_back.run(())>
                    "Back to the password"
                </Button>
            </Stack>
        </form>
    }
}

/// Greets whoever has just signed in, and leads to where they wanted to go.
pub(super) fn use_welcome() -> impl Fn() + Clone + 'static {
    let (session, toasts) = (use_session(), use_toasts());
    let (search, navigate) = (use_location().search, use_navigate());
    move || {
        let name = untrack(|| session.user()).map(|user| user.username).unwrap_or_default();
        toasts.success(format!("Welcome back, {name}."));
        // Replaced, so that going back does not lead to the form again.
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        navigate(&next_page(&search.get_untracked()), options);
    }
}

fn focus_code() {
    request_animation_frame(|| focus_element(&FormState::id("/code")));
}

fn check(errors: &mut FieldErrors, code: String) -> Option<CodeRequest> {
    if let Err(error) = SecondFactorCode::parse(&code) {
        errors.add("/code", error);
    }
    errors.is_empty().then_some(CodeRequest { code })
}
