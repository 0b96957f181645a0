use leptos::prelude::*;
use securecart_dto::accounts::ConfirmWith;

use super::button::{PasskeyButton, PasskeyUse};
use crate::api::authenticator::knows_passkeys;
use crate::features::account::second_step::{SecondStep, use_welcome};
use crate::ui::{Button, ButtonKind, Stack, Text};

/// The second step of signing in: with a passkey where the account has one, or with a code.
#[component]
pub fn ProveStep(
    /// What may be given.
    ways: Vec<ConfirmWith>,
    /// Back to name and password.
    #[prop(into)]
    on_back: Callback<()>,
) -> impl IntoView {
    let has_passkey = ways.contains(&ConfirmWith::Passkey) && knows_passkeys();
    let by_passkey = RwSignal::new(has_passkey);
    move || {
        if by_passkey.get() {
            view! { <PasskeyStep on_code=move |()| by_passkey.set(false) on_back=on_back /> }.into_any()
        } else {
            let instead = has_passkey.then(|| {
                view! {
                    <Button kind=ButtonKind::Link full=true on:click=move |_| by_passkey.set(true)>
                        "Use a passkey instead"
                    </Button>
                }
            });
            view! {
                <Stack>
                    <SecondStep on_back=on_back />
                    {instead}
                </Stack>
            }
            .into_any()
        }
    }
}

#[component]
fn PasskeyStep(#[prop(into)] on_code: Callback<()>, on_back: Callback<()>) -> impl IntoView {
    let welcome = use_welcome();
    view! {
        <Stack>
            <Text>"Your password is right. Now use one of your passkeys."</Text>
            <PasskeyButton
                of=PasskeyUse::SecondFactor
                kind=ButtonKind::Primary
                on_done=move |()| welcome()
            />
            <Button kind=ButtonKind::Secondary full=true on:click=move |_| on_code.run(())>
                "Use a code instead"
            </Button>
            <Button kind=ButtonKind::Link full=true on:click=move |_| on_back.run(())>
                "Back to the password"
            </Button>
        </Stack>
    }
}
