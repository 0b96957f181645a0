use leptos::prelude::*;
use leptos::task::spawn_local;

use super::factor::Factor;
use super::kept_codes::KeptCodes;
use super::switches::tell;
use crate::api;
use crate::session::use_session;
use crate::ui::icon::focus_element;
use crate::ui::{Binding, Button, ButtonKind, Card, ConfirmDialog, Notice, Stack, Text, Tone, use_toasts};

/// The heading, which takes the focus whenever something else is below it.
const HEADING: &str = "recovery-codes";

/// So few recovery codes are a reason to draw new ones.
const FEW: u32 = 3;

/// The recovery codes of an account with a second factor, be it an app or a passkey: how many are left, and drawing new
/// ones. Shows nothing where there is no second factor.
#[component]
pub(super) fn RecoveryCodes(factor: Factor) -> impl IntoView {
    let session = use_session();
    let (asking, drawn) = (RwSignal::new(false), RwSignal::new(None::<Vec<String>>));
    let left = Memo::new(move |_| factor.recovery_codes_left());
    let on_drawn = move |codes| show(drawn, Some(codes));
    let on_kept = move |()| {
        show(drawn, None);
        factor.reload();
        // Only now: a session that can not be asked for would take the codes off the screen.
        session.reload();
    };
    let shown = move || match drawn.get() {
        Some(codes) => view! { <KeptCodes codes=codes on_kept=on_kept /> }.into_any(),
        None => left.get().map(|left| view! { <Left left=left asking=asking /> }).into_any(),
    };
    view! {
        <Show when=move || drawn.read().is_some() || left.get().is_some()>
            <Card title="Recovery codes".to_owned() heading_id=HEADING>
                {shown}
            </Card>
        </Show>
        <DrawQuestion asking=asking on_drawn=on_drawn />
    }
}

/// Shows the codes, or how many are left, and puts the focus above it.
fn show(drawn: RwSignal<Option<Vec<String>>>, codes: Option<Vec<String>>) {
    if drawn.try_set(codes).is_none() {
        request_animation_frame(|| focus_element(HEADING));
    }
}

#[component]
fn Left(left: u32, asking: RwSignal<bool>) -> impl IntoView {
    let told = if left <= FEW {
        let tone = if left == 0 { Tone::Danger } else { Tone::Warning };
        view! {
            <Notice tone=tone title=in_words(left)>
                <p>"Draw new ones and keep them in a safe place."</p>
            </Notice>
        }
        .into_any()
    } else {
        view! { <Text>{in_words(left)}</Text> }.into_any()
    };
    view! {
        <Stack>
            {told}
            <Text muted=true>
                "They are your way in when your phone and your other devices are lost: besides the password, each opens your account once."
            </Text>
            <div>
                <Button kind=ButtonKind::Secondary on:click=move |_| asking.set(true)>
                    "Draw new codes"
                </Button>
            </div>
        </Stack>
    }
}

/// Asks before the codes that somebody keeps are made worthless, and draws new ones.
#[component]
fn DrawQuestion(asking: RwSignal<bool>, #[prop(into)] on_drawn: Callback<Vec<String>>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let draw = move |()| {
        // Closed first: it may have to be confirmed that it is still the owner, in a dialog of its own.
        asking.set(false);
        spawn_local(async move {
            match api::second_factor::renew_recovery_codes(session.client()).await {
                Ok(codes) => on_drawn.run(codes.codes),
                Err(error) => tell(toasts, &error),
            }
        });
    };
    let open = Binding::new(asking, move |open| {
        asking.try_set(open);
    });
    view! {
        <ConfirmDialog
            open=open
            title="Draw new recovery codes?"
            confirm_label="Draw new codes"
            on_confirm=draw
        >
            "The ones that you kept open nothing any more. The new ones are shown once."
        </ConfirmDialog>
    }
}

fn in_words(left: u32) -> String {
    match left {
        0 => "You have no recovery code left".to_owned(),
        1 => "One recovery code is left".to_owned(),
        few if few <= FEW => format!("Only {few} recovery codes are left"),
        many => format!("You have {many} recovery codes left."),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn what_is_left_is_said_in_words() {
        let words = [0, 1, 3, 4].map(in_words);
        let expected = [
            "You have no recovery code left",
            "One recovery code is left",
            "Only 3 recovery codes are left",
            "You have 4 recovery codes left.",
        ];
        assert_eq!(words, expected);
    }
}
