use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::accounts::NewPassword;
use securecart_dto::accounts::{ChangePasswordRequest, MeasurePasswordRequest};

use super::password_meter::PasswordMeter;
use super::registration::same;
use crate::api;
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::session::use_session;
use crate::ui::use_toasts;
use crate::ui::{Button, ButtonKind, Card, Cluster, Field, PasswordInput, Stack, StrengthBars};

/// Changing the password.
#[component]
pub(super) fn PasswordCard(username: String, email: String) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let form = FormState::new(&["/current_password", "/new_password", "/password_again"]);
    let draft = Draft::new(username, email);
    let meter = PasswordMeter::new(Signal::derive(move || draft.to_measure()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(
            |errors| draft.check(errors),
            move |change| async move {
                api::accounts::change_password(session.client(), &change).await?;
                draft.clear();
                // The session has been renewed, and its token with it.
                session.refresh().await?;
                toasts.success("Your password is changed. Every other session has ended.");
                Ok(())
            },
        );
    };
    view! {
        <Card
            title="Password".to_owned()
            description="Changing it signs you out everywhere else.".to_owned()
        >
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <Field
                        label="Present password"
                        required=true
                        id=FormState::id("/current_password")
                        error=form.error("/current_password")
                    >
                        <PasswordInput value=draft.current />
                    </Field>
                    <Field
                        label="New password"
                        hint=Signal::derive(move || Some(meter.hint()))
                        required=true
                        id=FormState::id("/new_password")
                        error=form.error("/new_password")
                    >
                        <PasswordInput value=draft.new new=true />
                        <StrengthBars score=Signal::derive(move || meter.score()) />
                    </Field>
                    <Field
                        label="New password again"
                        required=true
                        id=FormState::id("/password_again")
                        error=form.error("/password_again")
                    >
                        <PasswordInput value=draft.again new=true />
                    </Field>
                    <Cluster>
                        <Button kind=ButtonKind::Secondary submit=true busy=form.busy()>
                            "Change password"
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        </Card>
    }
}

#[derive(Clone, Copy)]
struct Draft {
    own_words: StoredValue<[String; 2]>,
    current: RwSignal<String>,
    new: RwSignal<String>,
    again: RwSignal<String>,
}

impl Draft {
    fn new(username: String, email: String) -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            own_words: StoredValue::new([username, email]),
            current: empty(),
            new: empty(),
            again: empty(),
        }
    }

    fn clear(self) {
        for field in [self.current, self.new, self.again] {
            field.try_set(String::new());
        }
    }

    fn to_measure(self) -> MeasurePasswordRequest {
        let [username, email] = self.own_words.get_value();
        MeasurePasswordRequest { password: self.new.get(), username, email }
    }

    fn check(self, errors: &mut FieldErrors) -> Option<ChangePasswordRequest> {
        let (current, new) = (self.current.get_untracked(), self.new.get_untracked());
        if current.is_empty() {
            errors.add("/current_password", "enter your present password");
        }
        let parsed =
            self.own_words.with_value(|own| NewPassword::parse(&new, &own.each_ref().map(String::as_str)));
        let parsed = errors.take("/new_password", parsed)?;
        errors.take("/password_again", same(&new, &self.again.get_untracked()));
        Some(ChangePasswordRequest { current_password: current, new_password: parsed.expose().to_owned() })
    }
}
