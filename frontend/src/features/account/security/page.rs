use leptos::prelude::*;

use super::factor::Factor;
use super::recovery_codes::RecoveryCodes;
use super::sign_in_codes::SignInCodes;
use crate::features::account::passkeys::Passkeys;
use crate::features::account::password_card::PasswordCard;
use crate::features::account::tabs::AccountTabs;
use crate::frame::PageTitle;
use crate::session::use_session;
use crate::ui::{Container, Gap, PageHeader, Stack, Width};

/// What it takes to get into the own account.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let (session, factor) = (use_session(), Factor::load());
    let password = untrack(|| session.user())
        .map(|user| view! { <PasswordCard username=user.username email=user.email /> });
    view! {
        <PageTitle text="Security" />
        <Container width=Width::Reading>
            <AccountTabs />
            <PageHeader title="Security" lead="What it takes to get into your account." />
            <Stack gap=Gap::Large>
                <SignInCodes factor=factor />
                <Passkeys on_change=move |()| factor.reload() />
                <RecoveryCodes factor=factor />
                {password}
            </Stack>
        </Container>
    }
}
