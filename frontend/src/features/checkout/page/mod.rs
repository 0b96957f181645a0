//! The checkout: decisions at the left, what they come to at the right.

mod billing;
mod contact;
mod decisions;
mod draft;
mod payment;
mod places;
mod summary;
mod sums;

use leptos::prelude::*;
use securecart_dto::Page;
use securecart_dto::addresses::Address;

use crate::api::{self, use_client};
use crate::features::cart::use_cart;
use crate::frame::{Failure, PageTitle};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{
    Breadcrumbs, ButtonLink, Container, Crumb, EmptyState, PageHeader, SkeletonLines, SplitLayout, Stack,
};

use super::held::HeldNotice;
use decisions::Decisions;
use draft::CheckoutDraft;
use summary::CheckoutSummary;

/// How the order reaches its buyer, where it goes, and what that costs.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let (client, session, cart) = (use_client(), use_session(), use_cart());
    cart.reload();
    // Signing in on this page's behalf brings an address book along.
    let book = LocalResource::new(move || {
        let signed_in = session.is_signed_in() == Some(true);
        async move {
            if signed_in {
                api::addresses::list_addresses(client).await
            } else {
                Ok(Page { items: Vec::<Address>::new(), next_cursor: None })
            }
        }
    });
    let state = Memo::new(move |_| match (cart.get(), book.get()) {
        (Some(Err(_)), _) => State::Failed,
        (Some(Ok(cart)), _) if cart.lines.is_empty() => State::Empty,
        (Some(Ok(_)), Some(book)) => State::Ready(book.map(|page| page.items).unwrap_or_default()),
        _ => State::Loading,
    });
    let crumbs = vec![Crumb::link("Your cart", Route::Cart), Crumb::here("Checkout")];
    let content = move || match state.get() {
        State::Loading => view! { <SkeletonLines lines=10 /> }.into_any(),
        State::Empty => view! { <NothingToPay /> }.into_any(),
        State::Ready(book) => view! { <Ready book=book /> }.into_any(),
        State::Failed => cart
            .failure()
            .map(|error| {
                view! {
                    <Failure
                        title="Your cart could not be loaded"
                        error=error
                        on_retry=move |()| cart.reload()
                    />
                }
            })
            .into_any(),
    };
    view! {
        <PageTitle text="Checkout" />
        <Container>
            <PageHeader
                title="Checkout"
                above=move || view! { <Breadcrumbs crumbs=crumbs.clone() /> }
            />
            {content}
        </Container>
    }
}

/// What is shown. The page stays as it is while its numbers change.
#[derive(Clone, PartialEq)]
enum State {
    Loading,
    Empty,
    Ready(Vec<Address>),
    Failed,
}

#[component]
fn Ready(book: Vec<Address>) -> impl IntoView {
    provide_context(CheckoutDraft::new(use_client(), book));
    view! {
        <SplitLayout side=move || view! { <CheckoutSummary /> }>
            <Stack>
                <HeldNotice />
                <Decisions />
            </Stack>
        </SplitLayout>
    }
}

#[component]
fn NothingToPay() -> impl IntoView {
    view! {
        <EmptyState
            title="Your cart is empty"
            detail="Put something into it, and come back here to pay."
            icon=icondata::LuShoppingBag
        >
            <ButtonLink href=Route::everything()>"Browse everything"</ButtonLink>
        </EmptyState>
    }
}
