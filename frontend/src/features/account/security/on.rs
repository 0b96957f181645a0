use leptos::prelude::*;
use securecart_dto::second_factor::TotpStatus;

use super::sign_in_codes::Steps;
use super::switches::{use_begin, use_renew, use_switch_off};
use crate::frame::day;
use crate::ui::{Badge, Binding, Button, ButtonKind, Cluster, ConfirmDialog, Notice, Stack};
use crate::ui::{SummaryList, SummaryRow, Tone};

/// So few recovery codes are a reason to draw new ones.
const FEW: u32 = 3;

/// What is about to be done.
#[derive(Clone, Copy, PartialEq)]
enum Question {
    Renew,
    SwitchOff,
}

/// Sign-in codes are on: since when, how many recovery codes are left, and what can be done.
#[component]
pub(super) fn On(status: TotpStatus, steps: Steps) -> impl IntoView {
    let (begin, busy) = use_begin(steps);
    let asked = RwSignal::new(None);
    let left = status.recovery_codes_left;
    let few = (left <= FEW).then(|| {
        let tone = if left == 0 { Tone::Danger } else { Tone::Warning };
        view! {
            <Notice tone=tone title=left_in_words(left)>
                <p>
                    "They are your way in when your phone is lost. Draw new ones and keep them in a safe place."
                </p>
            </Notice>
        }
    });
    let since = status.enabled_at.map(|at| view! { <SummaryRow label="Since">{day(at)}</SummaryRow> });
    view! {
        <Stack>
            {few}
            <SummaryList>
                <SummaryRow label="State">
                    <Badge tone=Tone::Success>"On"</Badge>
                </SummaryRow>
                {since}
                <SummaryRow label="Recovery codes left">{left}</SummaryRow>
            </SummaryList>
            <Cluster>
                <Button kind=ButtonKind::Secondary on:click=move |_| asked.set(Some(Question::Renew))>
                    "Draw new recovery codes"
                </Button>
                <Button kind=ButtonKind::Secondary busy=busy on:click=move |_| begin()>
                    "Move to another phone"
                </Button>
                <Button kind=ButtonKind::Secondary on:click=move |_| asked.set(Some(Question::SwitchOff))>
                    "Switch off"
                </Button>
            </Cluster>
        </Stack>
        <Confirmation asked=asked required=status.required steps=steps />
    }
}

#[component]
fn Confirmation(asked: RwSignal<Option<Question>>, required: bool, steps: Steps) -> impl IntoView {
    let (renew, switch_off) = (use_renew(steps), use_switch_off(steps));
    let open = |question| {
        Binding::new(Signal::derive(move || asked.get() == Some(question)), move |open: bool| {
            if !open {
                asked.try_set(None);
            }
        })
    };
    let closed =
        required.then_some("Your work in this shop asks for them: the staff area will be closed to you. ");
    view! {
        <ConfirmDialog
            open=open(Question::Renew)
            title="Draw new recovery codes?"
            confirm_label="Draw new codes"
            on_confirm=move |()| {
                asked.set(None);
                renew();
            }
        >
            "The ones that you kept open nothing any more. The new ones are shown once."
        </ConfirmDialog>
        <ConfirmDialog
            open=open(Question::SwitchOff)
            title="Switch sign-in codes off?"
            confirm_label="Switch off"
            danger=true
            on_confirm=move |()| {
                asked.set(None);
                switch_off();
            }
        >
            {closed}
            "From then on no code of an app is asked for: without a passkey, your password alone opens your account, and your recovery codes open nothing. Every other session ends."
        </ConfirmDialog>
    }
}

fn left_in_words(left: u32) -> String {
    match left {
        0 => "You have no recovery code left".to_owned(),
        1 => "One recovery code is left".to_owned(),
        some => format!("Only {some} recovery codes are left"),
    }
}

#[cfg(test)]
mod tests {
    use super::left_in_words;

    #[test]
    fn what_is_left_is_said_in_words() {
        let words = [0, 1, 3].map(left_in_words);
        assert_eq!(
            words,
            ["You have no recovery code left", "One recovery code is left", "Only 3 recovery codes are left"]
        );
    }
}
