use leptos::prelude::*;
use securecart_dto::cart::Cart;

use super::line::CartLineView;
use super::store::{CartStore, use_cart};
use super::summary::CartSummary;
use crate::features::checkout::HeldNotice;
use crate::frame::{Failure, PageTitle};
use crate::routes::Route;
use crate::ui::{ButtonKind, ButtonLink, Cluster, Container, EmptyState, LineItems, Notice, PageHeader};
use crate::ui::{SkeletonTable, SplitLayout, Stack, Tone};

/// What one is about to buy, and what it comes to.
#[component]
pub fn CartPage() -> impl IntoView {
    let cart = use_cart();
    // The cart of a page that was open for long may be out of date: prices and stock move.
    cart.reload();
    let title = move || match cart.count() {
        0 => "Your cart".to_owned(),
        1 => "Your cart, 1 item".to_owned(),
        many => format!("Your cart, {many} items"),
    };
    view! {
        <PageTitle text="Your cart" />
        <Container>
            <PageHeader title=Signal::derive(title) />
            <Content cart=cart />
        </Container>
    }
}

#[component]
fn Content(cart: CartStore) -> impl IntoView {
    // What is shown changes only with this; the lines keep their inputs while their numbers change.
    let state = Memo::new(move |_| match cart.get() {
        None => State::Loading,
        Some(Ok(cart)) if cart.lines.is_empty() => State::Empty,
        Some(Ok(_)) => State::Full,
        Some(Err(_)) => State::Failed,
    });
    move || match state.get() {
        State::Loading => view! { <SkeletonTable rows=3 columns=3 /> }.into_any(),
        State::Empty => view! { <Empty cart=cart /> }.into_any(),
        State::Full => view! { <Full cart=cart /> }.into_any(),
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
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Loading,
    Empty,
    Full,
    Failed,
}

#[component]
fn Empty(cart: CartStore) -> impl IntoView {
    view! {
        <Notices cart=cart />
        <EmptyState
            title="Your cart is empty"
            detail="What you add stays here, also when you sign in later."
            icon=icondata::LuShoppingBag
        >
            <ButtonLink href=Route::everything()>"Browse everything"</ButtonLink>
        </EmptyState>
    }
}

#[component]
fn Full(cart: CartStore) -> impl IntoView {
    let lines = move || cart.read(|cart| cart.lines.clone()).unwrap_or_default();
    view! {
        <SplitLayout side=move || view! { <CartSummary cart=cart /> }>
            <Stack>
                <HeldNotice />
                <Notices cart=cart />
                <LineItems label="In your cart">
                    <For each=lines key=|line| line.id let(line)>
                        <CartLineView cart=cart line=line />
                    </For>
                </LineItems>
                <Cluster>
                    <ButtonLink
                        href=Route::everything()
                        kind=ButtonKind::Quiet
                        icon=icondata::LuArrowLeft
                    >
                        "Continue shopping"
                    </ButtonLink>
                </Cluster>
            </Stack>
        </SplitLayout>
    }
}

/// What the last call changed on its own, such as a quantity lowered to what there is.
#[component]
fn Notices(cart: CartStore) -> impl IntoView {
    let notices = Memo::new(move |_| cart.read(words).unwrap_or_default());
    move || {
        let each = notices.get().into_iter();
        each.map(|words| view! { <Notice tone=Tone::Warning>{words}</Notice> }).collect_view()
    }
}

fn words(cart: &Cart) -> Vec<String> {
    cart.notices.iter().map(|notice| notice.detail.clone()).collect()
}
