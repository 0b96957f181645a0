use leptos::prelude::*;
use securecart_dto::second_factor::TotpStatus;

use super::sign_in_codes::Steps;
use super::switches::{use_begin, use_switch_off};
use crate::frame::day;
use crate::ui::{Badge, Binding, Button, ButtonKind, Cluster, ConfirmDialog, Stack};
use crate::ui::{SummaryList, SummaryRow, Tone};

/// Codes from an app are on: since when, and what can be done.
#[component]
pub(super) fn On(status: TotpStatus, steps: Steps) -> impl IntoView {
    let (begin, busy) = use_begin(steps);
    let asked = RwSignal::new(false);
    let since = status.enabled_at.map(|at| view! { <SummaryRow label="Since">{day(at)}</SummaryRow> });
    view! {
        <Stack>
            <SummaryList>
                <SummaryRow label="Codes from an app">
                    <Badge tone=Tone::Success>"On"</Badge>
                </SummaryRow>
                {since}
            </SummaryList>
            <Cluster>
                <Button kind=ButtonKind::Secondary busy=busy on:click=move |_| begin()>
                    "Move to another phone"
                </Button>
                <Button kind=ButtonKind::Secondary on:click=move |_| asked.set(true)>
                    "Switch off"
                </Button>
            </Cluster>
        </Stack>
        <SwitchOffQuestion asked=asked status=status steps=steps />
    }
}

#[component]
fn SwitchOffQuestion(asked: RwSignal<bool>, status: TotpStatus, steps: Steps) -> impl IntoView {
    let switch_off = use_switch_off(steps);
    let open = Binding::new(asked, move |open| {
        asked.try_set(open);
    });
    view! {
        <ConfirmDialog
            open=open
            title="Switch sign-in codes off?"
            confirm_label="Switch off"
            danger=true
            on_confirm=move |()| {
                asked.set(false);
                switch_off();
            }
        >
            {what_follows(&status)}
        </ConfirmDialog>
    }
}

/// What it means to have no codes of an app any more.
fn what_follows(status: &TotpStatus) -> &'static str {
    match (status.passkey, status.required) {
        (true, _) => {
            "From then on signing in asks for one of your passkeys, or a recovery code, besides the password. Every other session ends."
        }
        (false, false) => {
            "From then on your password alone opens your account, and your recovery codes open nothing. Every other session ends."
        }
        (false, true) => {
            "Your work in this shop asks for more than a password: the staff area will be closed to you. Your password alone opens your account then, and your recovery codes open nothing. Every other session ends."
        }
    }
}
