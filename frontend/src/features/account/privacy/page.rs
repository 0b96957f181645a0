use leptos::prelude::*;

use super::consents_card::ConsentsCard;
use super::copy_card::CopyCard;
use super::erase_card::EraseCard;
use super::kept::Kept;
use crate::features::account::AccountTabs;
use crate::frame::PageTitle;
use crate::ui::{Container, Gap, PageHeader, Stack, Width};

/// What the shop keeps of me, and what I can do about it.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! {
        <PageTitle text="Privacy" />
        <Container width=Width::Reading>
            <AccountTabs />
            <PageHeader
                title="Privacy"
                lead="What we keep of you, for how long, and how to take it with you or have it erased."
            />
            <Stack gap=Gap::Large>
                <Kept />
                <ConsentsCard />
                <CopyCard />
                <EraseCard />
            </Stack>
        </Container>
    }
}
