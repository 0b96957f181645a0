use leptos::prelude::*;

use crate::features::account::{Factor, Passkeys, SignInCodes};
use crate::frame::PageTitle;
use crate::session::use_session;
use crate::ui::{Container, Gap, PageHeader, Stack, Width};

/// Stands in place of every page of this area as long as the reader's work asks for a second factor that it has not. Once
/// there is one, be it a passkey or codes from an app, the page that was wanted is there.
#[component]
pub(super) fn FactorFirst() -> impl IntoView {
    let (session, factor) = (use_session(), Factor::load());
    let lead = if untrack(|| session.has_passkeys()) {
        "What you work on here is worth more than a password. Add a passkey or set up sign-in codes once, which takes two minutes, and you are where you wanted to go."
    } else {
        "What you work on here is worth more than a password. Set up sign-in codes once, which takes two minutes, and you are where you wanted to go."
    };
    view! {
        <PageTitle text="One step first" />
        <Container width=Width::Reading>
            <PageHeader title="One step before you start" lead=lead />
            <Stack gap=Gap::Large>
                <Passkeys on_change=move |()| factor.reload() />
                <SignInCodes factor=factor />
            </Stack>
        </Container>
    }
}
