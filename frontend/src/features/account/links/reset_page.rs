use leptos::prelude::*;

use super::reset_form::ResetForm;
use super::token::take_token;
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::ui::{ButtonLink, Card, Cluster, Container, ErrorPanel, PageHeader, Stack, Text, Width};

/// Choosing a new password with the link that was mailed.
#[component]
pub fn ResetPage() -> impl IntoView {
    let token = take_token(Route::Reset);
    let done = RwSignal::new(false);
    view! {
        <PageTitle text="Choose a new password" />
        <Container width=Width::Narrow>
            <PageHeader title="Choose a new password" />
            {move || match (done.get(), token.get_value()) {
                (true, _) => view! { <Done /> }.into_any(),
                (false, Some(token)) => {
                    view! {
                        <Card>
                            <ResetForm token=token done=done />
                        </Card>
                    }
                        .into_any()
                }
                (false, None) => view! { <Incomplete /> }.into_any(),
            }}
        </Container>
    }
}

#[component]
fn Done() -> impl IntoView {
    view! {
        <Card>
            <Stack>
                <Text>
                    <p role="status">
                        "Your password is changed, and every session of your account has ended. Sign in with the \
                         new one."
                    </p>
                </Text>
                <Cluster>
                    <ButtonLink href=Route::Login(None)>"Sign in"</ButtonLink>
                </Cluster>
            </Stack>
        </Card>
    }
}

#[component]
fn Incomplete() -> impl IntoView {
    view! {
        <ErrorPanel
            title="This link is not complete"
            detail="Open it from the mail once more, or ask for a new one.".to_owned()
        >
            <ButtonLink href=Route::Forgot>"Ask for a new link"</ButtonLink>
        </ErrorPanel>
    }
}
