use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::accounts::NewPassword;
use securecart_dto::accounts::{MeasurePasswordRequest, ResetPasswordRequest};

use crate::api;
use crate::features::account::password_meter::PasswordMeter;
use crate::features::account::registration::same;
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Button, Field, PasswordInput, Stack, StrengthBars, Text, TextLink};

/// The new password, twice. Name and address of the account are known to the server alone, which judges by them too.
#[component]
pub(super) fn ResetForm(token: String, done: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let form = FormState::new(&["/password", "/password_again"]);
    let (password, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let typed =
        move || MeasurePasswordRequest { password: password.get(), ..MeasurePasswordRequest::default() };
    let meter = PasswordMeter::new(Signal::derive(typed));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let token = token.clone();
        form.send(
            |errors| check(errors, token, &password.get_untracked(), &again.get_untracked()),
            move |request| async move {
                api::accounts::reset_password(session.client(), &request).await?;
                // If it was this account that was signed in here, it no longer is.
                session.refresh().await?;
                done.try_set(true);
                Ok(())
            },
        );
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Field
                    label="New password"
                    hint=Signal::derive(move || Some(meter.hint()))
                    required=true
                    id=FormState::id("/password")
                    error=form.error("/password")
                >
                    <PasswordInput value=password new=true />
                    <StrengthBars score=Signal::derive(move || meter.score()) />
                </Field>
                <Field
                    label="New password again"
                    required=true
                    id=FormState::id("/password_again")
                    error=form.error("/password_again")
                >
                    <PasswordInput value=again new=true />
                </Field>
                <Button submit=true full=true busy=form.busy()>
                    "Change password"
                </Button>
                <Text>
                    <p>
                        "The link does not work any more? "
                        <TextLink href=Route::Forgot>"Ask for a new one"</TextLink>
                    </p>
                </Text>
            </Stack>
        </form>
    }
}

fn check(
    errors: &mut FieldErrors,
    token: String,
    password: &str,
    again: &str,
) -> Option<ResetPasswordRequest> {
    let parsed = errors.take("/password", NewPassword::parse(password, &[]))?;
    errors.take("/password_again", same(password, again));
    Some(ResetPasswordRequest { token, password: parsed.expose().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_judged_and_compared_before_it_is_sent() {
        let mut errors = FieldErrors::none();
        assert!(check(&mut errors, "t".to_owned(), "short", "short").is_none());
        assert!(errors.get("/password").is_some());
        let mut errors = FieldErrors::none();
        check(&mut errors, "t".to_owned(), "tall green kettle", "tall green kettles");
        assert!(errors.get("/password_again").is_some());
        let mut errors = FieldErrors::none();
        let request = check(&mut errors, "t".to_owned(), "tall green kettle", "tall green kettle").unwrap();
        assert!(errors.is_empty() && request.token == "t");
    }
}
