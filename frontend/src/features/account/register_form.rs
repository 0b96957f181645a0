use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use securecart_domain::privacy::ConsentPurpose;

use super::password_meter::PasswordMeter;
use super::registration::{FIELDS, Registration};
use crate::api;
use crate::forms::{FormProblem, FormState};
use crate::routes::next_page;
use crate::session::use_session;
use crate::ui::use_toasts;
use crate::ui::{Binding, Button, Checkbox, Field, InputKind, PasswordInput, Stack, StrengthBars, TextInput};

/// The form of a new account. Its rules are the server's own.
#[component]
pub(super) fn RegisterForm() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let search = use_location().search;
    let form = FormState::new(FIELDS);
    let draft = RwSignal::new(Registration::default());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = draft.get_untracked();
        let next = next_page(&search.get_untracked());
        let navigate = navigate.clone();
        form.send(
            |errors| typed.check(errors),
            move |account| async move {
                api::accounts::register(session.client(), &account).await?;
                session.refresh().await?;
                toasts.success(format!("Welcome, {}. Your account is ready.", account.username));
                navigate(&next, NavigateOptions { replace: true, ..NavigateOptions::default() });
                Ok(())
            },
        );
    };
    let meter = PasswordMeter::new(Signal::derive(move || draft.with(Registration::to_measure)));
    // Judged when left, so that nobody is corrected in the middle of a word.
    let left = move |pointer: &'static str| {
        let typed = draft.get_untracked();
        let untouched = typed == Registration::default();
        if !untouched {
            form.say(pointer, typed.check_field(pointer));
        }
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <div on:focusout=move |_| left("/username")>
                    <Field
                        label="Username"
                        hint="Letters, digits and @ . + - _".to_owned()
                        required=true
                        id=FormState::id("/username")
                        error=form.error("/username")
                    >
                        <TextInput
                            value=part(form, draft, "/username", |typed| &mut typed.username)
                            autocomplete="username"
                            max_length=150_u32
                        />
                    </Field>
                </div>
                <div on:focusout=move |_| left("/email")>
                    <Field
                        label="E-mail"
                        required=true
                        id=FormState::id("/email")
                        error=form.error("/email")
                    >
                        <TextInput
                            value=part(form, draft, "/email", |typed| &mut typed.email)
                            kind=InputKind::Email
                            autocomplete="email"
                            max_length=254_u32
                        />
                    </Field>
                </div>
                <Field
                    label="Password"
                    hint=Signal::derive(move || Some(meter.hint()))
                    required=true
                    id=FormState::id("/password")
                    error=form.error("/password")
                >
                    <PasswordInput
                        value=part(form, draft, "/password", |typed| &mut typed.password)
                        new=true
                    />
                    <StrengthBars score=Signal::derive(move || meter.score()) />
                </Field>
                <div on:focusout=move |_| left("/password_again")>
                    <Field
                        label="Password again"
                        required=true
                        id=FormState::id("/password_again")
                        error=form.error("/password_again")
                    >
                        <PasswordInput
                            value=part(
                                form,
                                draft,
                                "/password_again",
                                |typed| &mut typed.password_again,
                            )
                            new=true
                        />
                    </Field>
                </div>
                <Checkbox
                    checked=Binding::new(
                        Signal::derive(move || draft.with(|typed| typed.news)),
                        move |news| draft.update(|draft| draft.news = news),
                    )
                    label=ConsentPurpose::MarketingEmail.text()
                />
                <Button submit=true full=true busy=form.busy()>
                    "Create account"
                </Button>
            </Stack>
        </form>
    }
}

/// One field of the draft; changing it takes back what was said of it.
fn part(
    form: FormState,
    draft: RwSignal<Registration>,
    pointer: &'static str,
    field: fn(&mut Registration) -> &mut String,
) -> Binding<String> {
    let read = Signal::derive(move || field(&mut draft.get()).clone());
    Binding::new(read, move |value| {
        form.touched(pointer);
        draft.update(|draft| *field(draft) = value);
    })
}
