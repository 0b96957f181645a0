use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_dto::accounts::FollowLinkRequest;

use super::token::take_token;
use crate::api;
use crate::forms::{FormProblem, FormState};
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Button, ButtonLink, Card, Cluster, Container, ErrorPanel, PageHeader, Stack, Text, Width};

/// Confirming an address with the link that was mailed. It takes a click: programs that look at links in mails in
/// advance confirm nothing.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let token = take_token(Route::Verify);
    let confirmed = RwSignal::new(false);
    view! {
        <PageTitle text="Confirm your address" />
        <Container width=Width::Narrow>
            <PageHeader title="Confirm your address" />
            {move || match (confirmed.get(), token.get_value()) {
                (true, _) => view! { <Confirmed /> }.into_any(),
                (false, Some(token)) => {
                    view! { <VerifyForm token=token confirmed=confirmed /> }.into_any()
                }
                (false, None) => view! { <Incomplete /> }.into_any(),
            }}
        </Container>
    }
}

#[component]
fn VerifyForm(token: String, confirmed: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let form = FormState::new(&["/token"]);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let request = FollowLinkRequest { token: token.clone() };
        form.send(
            |_| Some(request),
            move |request| async move {
                api::accounts::verify_email(session.client(), &request).await?;
                confirmed.try_set(true);
                Ok(())
            },
        );
    };
    view! {
        <Card>
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <Text>
                        <p>
                            "With your address confirmed you can sign in with it, and choose a new password \
                             should you ever forget yours."
                        </p>
                    </Text>
                    <Button submit=true full=true busy=form.busy()>
                        "Confirm address"
                    </Button>
                </Stack>
            </form>
        </Card>
    }
}

#[component]
fn Confirmed() -> impl IntoView {
    view! {
        <Card>
            <Stack>
                <Text>
                    <p role="status">"Your address is confirmed. Thank you."</p>
                </Text>
                <Cluster>
                    <ButtonLink href=Route::Home>"To the shop"</ButtonLink>
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
            detail="Open it from the mail once more, or have a new one sent from your profile.".to_owned()
        >
            <ButtonLink href=Route::Profile>"To your profile"</ButtonLink>
        </ErrorPanel>
    }
}
