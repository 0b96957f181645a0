use leptos::prelude::*;

use crate::features::account::SignInCodes;
use crate::frame::PageTitle;
use crate::ui::{Container, PageHeader, Width};

/// Stands in place of every page of this area as long as the reader's work asks for sign-in codes that are not on. Once
/// they are, the page that was wanted is there.
#[component]
pub(super) fn FactorFirst() -> impl IntoView {
    view! {
        <PageTitle text="One step first" />
        <Container width=Width::Reading>
            <PageHeader
                title="One step before you start"
                lead="What you work on here is worth more than a password. Set up sign-in codes once, which takes two minutes, and you are where you wanted to go."
            />
            <SignInCodes />
        </Container>
    }
}
