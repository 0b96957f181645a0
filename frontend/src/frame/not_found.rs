use leptos::prelude::*;

use super::title::PageTitle;
use crate::routes::Route;
use crate::ui::{ButtonKind, ButtonLink, Container, EmptyState, PageHeader};

/// The page for addresses that lead nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <Container>
            <NotFound />
        </Container>
    }
}

/// Says that what the address names is not there, and where to go instead.
#[component]
pub(super) fn NotFound() -> impl IntoView {
    view! {
        <PageTitle text="Page not found" />
        <PageHeader title="There is nothing here" />
        <EmptyState
            title="This page does not exist"
            detail="The address may be mistyped, or what was here is no longer offered. The rest of the shop is where it was."
            icon=icondata::LuCompass
        >
            <ButtonLink href=Route::Home>"Go to the home page"</ButtonLink>
            <ButtonLink href=Route::everything() kind=ButtonKind::Secondary>
                "Browse everything"
            </ButtonLink>
        </EmptyState>
    }
}
