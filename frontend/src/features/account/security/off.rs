use leptos::prelude::*;
use securecart_dto::second_factor::TotpStatus;

use super::sign_in_codes::Steps;
use super::switches::use_begin;
use crate::ui::{Badge, Button, ButtonKind, Cluster, Notice, Stack, SummaryList, SummaryRow, Text, Tone};

/// What codes from an app are, and switching them on.
#[component]
pub(super) fn Off(status: TotpStatus, steps: Steps) -> impl IntoView {
    let (begin, busy) = use_begin(steps);
    // Beside a passkey they are an addition; without one they are what is missing.
    let kind = if status.passkey { ButtonKind::Secondary } else { ButtonKind::Primary };
    view! {
        <Stack>
            {if status.passkey {
                view! { <BesidePasskeys /> }.into_any()
            } else {
                view! { <WithoutPasskeys required=status.required /> }.into_any()
            }}
            <Text muted=true>
                "You need an authenticator app. Any will do, and so will most password managers."
            </Text>
            <Cluster>
                <Button kind=kind busy=busy on:click=move |_| begin()>
                    "Switch on"
                </Button>
            </Cluster>
        </Stack>
    }
}

/// The account is guarded already.
#[component]
fn BesidePasskeys() -> impl IntoView {
    view! {
        <SummaryList>
            <SummaryRow label="Codes from an app">
                <Badge>"Off"</Badge>
            </SummaryRow>
        </SummaryList>
        <Text>
            <p>
                "Your passkeys guard your account already: the password alone does not open it. Codes from an app are one more way in, where a passkey can not be used. Switching them on draws new recovery codes in place of those you have."
            </p>
        </Text>
    }
}

/// The password alone opens the account.
#[component]
fn WithoutPasskeys(
    /// The account's work in the shop asks for more.
    required: bool,
) -> impl IntoView {
    let told = required.then(|| {
        view! {
            <Notice tone=Tone::Warning title="Your work in this shop asks for more than a password".to_owned()>
                <p>"Until you have sign-in codes or a passkey, the staff area stays closed to you."</p>
            </Notice>
        }
    });
    view! {
        {told}
        <Text>
            <p>
                "With sign-in codes, your password alone opens nothing: signing in also asks for six digits that an app on your phone shows. Whoever learns your password still stays outside."
            </p>
        </Text>
    }
}
