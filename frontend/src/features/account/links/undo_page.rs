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

/// Taking a change of address back with the link that was mailed to the old one. It takes a click: programs that look
/// at links in mails in advance undo nothing.
#[component]
pub fn UndoPage() -> impl IntoView {
    let token = take_token(Route::Undo);
    let undone = RwSignal::new(false);
    view! {
        <PageTitle text="Take the change back" />
        <Container width=Width::Narrow>
            <PageHeader title="Take the change back" />
            {move || match (undone.get(), token.get_value()) {
                (true, _) => view! { <Undone /> }.into_any(),
                (false, Some(token)) => view! { <UndoForm token=token undone=undone /> }.into_any(),
                (false, None) => view! { <Incomplete /> }.into_any(),
            }}
        </Container>
    }
}

#[component]
fn UndoForm(token: String, undone: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let form = FormState::new(&["/token"]);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let request = FollowLinkRequest { token: token.clone() };
        form.send(
            |_| Some(request),
            move |request| async move {
                api::accounts::undo_email_change(session.client(), &request).await?;
                // If it was this account that was signed in here, it no longer is.
                session.refresh().await?;
                undone.try_set(true);
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
                            "Your account gets this address back. Everybody is signed out, and the password opens nothing any \
                             more: we mail you a link with which you choose a new one."
                        </p>
                    </Text>
                    <Button submit=true full=true busy=form.busy()>
                        "Take the change back"
                    </Button>
                </Stack>
            </form>
        </Card>
    }
}

#[component]
fn Undone() -> impl IntoView {
    view! {
        <Card>
            <Stack>
                <Text>
                    <p role="status">
                        "Your account has its old address again, and everybody is signed out. Look into your mail: the link to \
                         choose a new password works for ten minutes."
                    </p>
                </Text>
                <Cluster>
                    <ButtonLink href=Route::Forgot>"Have it sent again"</ButtonLink>
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
            detail="Open it from the mail once more. It works for three days after the change.".to_owned()
        >
            <ButtonLink href=Route::Home>"To the shop"</ButtonLink>
        </ErrorPanel>
    }
}
