use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::accounts::SecondFactorCode;
use securecart_dto::second_factor::{CodeRequest, TotpSetup};

use super::sign_in_codes::{Doing, Steps};
use crate::api::{self, use_client};
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::ui::{Button, ButtonKind, Cluster, CopyText, Field, InputKind, QrPicture, Stack, Text, TextInput};

/// A new key: scanned or typed into an app, whose first code switches it on.
#[component]
pub(super) fn SetUp(setup: TotpSetup, steps: Steps) -> impl IntoView {
    view! {
        <Stack>
            <Text>
                <p>"Open your authenticator app, add an account, and scan this picture with it."</p>
            </Text>
            <QrPicture
                svg=setup.qr_svg
                alt="A QR code that holds the key for your app. The same key stands below as text."
            />
            <Text>
                <p>"If it can not be scanned, type this key into the app instead."</p>
            </Text>
            <CopyText text=setup.secret label="Copy key" done="The key is copied." />
            <FirstCode steps=steps />
        </Stack>
    }
}

#[component]
fn FirstCode(steps: Steps) -> impl IntoView {
    let client = use_client();
    let form = FormState::new(&["/code"]);
    let code = RwSignal::new(String::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(
            |errors| check(errors, code.get_untracked()),
            move |request| async move {
                let codes = api::second_factor::confirm_totp(client, &request).await?;
                steps.reload();
                steps.go(Doing::Keeping(codes));
                Ok(())
            },
        );
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Field
                    label="Code"
                    hint="The six digits that your app shows now".to_owned()
                    required=true
                    id=FormState::id("/code")
                    error=form.error("/code")
                >
                    <TextInput
                        value=code
                        kind=InputKind::Digits
                        autocomplete="one-time-code"
                        max_length=16_u32
                        code=true
                    />
                </Field>
                <Cluster>
                    <Button submit=true busy=form.busy()>
                        "Switch on"
                    </Button>
                    <Button kind=ButtonKind::Secondary on:click=move |_| steps.go(Doing::Nothing)>
                        "Cancel"
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}

/// A recovery code proves nothing here: that the app has the key is what is asked.
fn check(errors: &mut FieldErrors, code: String) -> Option<CodeRequest> {
    match SecondFactorCode::parse(&code) {
        Ok(SecondFactorCode::App(_)) => Some(CodeRequest { code }),
        Ok(SecondFactorCode::Recovery(_)) | Err(_) => {
            errors.add("/code", "enter the six digits that your app shows");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_switch_it_on() {
        for (typed, right) in [
            ("123456", true),
            (" 123 456 ", true),
            ("12345", false),
            ("", false),
            ("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", false),
        ] {
            let mut errors = FieldErrors::none();
            let request = check(&mut errors, typed.to_owned());
            assert_eq!(request.is_some() && errors.is_empty(), right, "{typed}");
        }
    }
}
