use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_dto::accounts::FollowLinkRequest;

use crate::api::{self, use_client};
use crate::features::account::take_token;
use crate::forms::{FormProblem, FormState};
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::ui::{Button, ButtonLink, Card, Cluster, Container, ErrorPanel, PageHeader, Stack, Text, Width};

/// What a link in a mail about stock does. It takes a click: programs that look at links in mails in advance do nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Confirm,
    Stop,
}

impl Does {
    fn page(self) -> Route {
        match self {
            Self::Confirm => Route::StockMail,
            Self::Stop => Route::StopStockMail,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Confirm => "Tell you when it is back",
            Self::Stop => "End mails about stock",
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Confirm => "You get one mail when it is in stock again, and nothing else.",
            Self::Stop => "Nothing is sent to you any more about what is in stock again.",
        }
    }

    fn button(self) -> &'static str {
        match self {
            Self::Confirm => "Yes, tell me",
            Self::Stop => "End these mails",
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Confirm => "Thank you. We tell you when it is back.",
            Self::Stop => "You get no more of these mails.",
        }
    }
}

/// Confirming that an address wants to be told.
#[component]
pub fn ConfirmStockMailPage() -> impl IntoView {
    view! { <LinkPage does=Does::Confirm /> }
}

/// Ending the mails.
#[component]
pub fn StopStockMailPage() -> impl IntoView {
    view! { <LinkPage does=Does::Stop /> }
}

#[component]
fn LinkPage(does: Does) -> impl IntoView {
    let token = take_token(does.page());
    let done = RwSignal::new(false);
    view! {
        <PageTitle text=does.title() />
        <Container width=Width::Narrow>
            <PageHeader title=does.title() />
            {move || match (done.get(), token.get_value()) {
                (true, _) => view! { <Done words=does.done() /> }.into_any(),
                (false, Some(token)) => view! { <Follow does=does token=token done=done /> }.into_any(),
                (false, None) => view! { <Incomplete /> }.into_any(),
            }}
        </Container>
    }
}

#[component]
fn Follow(does: Does, token: String, done: RwSignal<bool>) -> impl IntoView {
    let client = use_client();
    let form = FormState::new(&["/token"]);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let request = FollowLinkRequest { token: token.clone() };
        form.send(
            |_| Some(request),
            move |request| async move {
                match does {
                    Does::Confirm => api::stock_mail::confirm(client, &request).await?,
                    Does::Stop => api::stock_mail::stop(client, &request).await?,
                }
                done.try_set(true);
                Ok(())
            },
        );
    };
    view! {
        <Card>
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <Text body=does.what().to_owned() />
                    <Button submit=true full=true busy=form.busy()>
                        {does.button()}
                    </Button>
                </Stack>
            </form>
        </Card>
    }
}

#[component]
fn Done(words: &'static str) -> impl IntoView {
    view! {
        <Card>
            <Stack>
                <Text>
                    <p role="status">{words}</p>
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
            detail="Open it from the mail once more.".to_owned()
        >
            <ButtonLink href=Route::Home>"To the shop"</ButtonLink>
        </ErrorPanel>
    }
}
