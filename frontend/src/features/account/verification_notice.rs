use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, use_client};
use crate::ui::{Button, ButtonKind, Notice, Tone, use_toasts};

/// Tells that the address is not confirmed yet, and sends the link once more.
#[component]
pub(super) fn VerificationNotice(email: String) -> impl IntoView {
    let client = use_client();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let resend = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match api::accounts::resend_verification(client).await {
                Ok(()) => toasts.success("The link is on its way. The one before it no longer works."),
                Err(error) => toasts.error(error.detail()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Notice
            tone=Tone::Warning
            title="Your address is not confirmed".to_owned()
            actions=move || {
                view! {
                    <Button kind=ButtonKind::Secondary busy=busy on:click=resend>
                        "Send the link again"
                    </Button>
                }
            }
        >
            <p>
                "We have sent a link to " {email}
                ". Until you follow it you can not sign in with the address, nor choose a new password by mail."
            </p>
        </Notice>
    }
}
