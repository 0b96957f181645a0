use leptos::prelude::*;

use super::sign_in_codes::Steps;
use super::switches::use_begin;
use crate::ui::{Button, Cluster, Notice, Stack, Text, Tone};

/// What sign-in codes are, and switching them on.
#[component]
pub(super) fn Off(
    /// The account's work in the shop asks for them.
    required: bool,
    steps: Steps,
) -> impl IntoView {
    let (begin, busy) = use_begin(steps);
    let told = required.then(|| {
        view! {
            <Notice tone=Tone::Warning title="Your work in this shop asks for them".to_owned()>
                <p>"Until sign-in codes are on, the staff area stays closed to you."</p>
            </Notice>
        }
    });
    view! {
        <Stack>
            {told}
            <Text>
                <p>
                    "With sign-in codes, your password alone opens nothing: signing in also asks for six digits that an app on your phone shows. Whoever learns your password still stays outside."
                </p>
                <p>
                    "You need an authenticator app. Any will do, and so will most password managers."
                </p>
            </Text>
            <Cluster>
                <Button busy=busy on:click=move |_| begin()>
                    "Switch on"
                </Button>
            </Cluster>
        </Stack>
    }
}
