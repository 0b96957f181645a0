use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::ProductId;
use securecart_dto::Page;
use securecart_dto::wishlist::WishlistItem;

use super::tabs::AccountTabs;
use crate::api::{self, use_client};
use crate::frame::{Loaded, PageTitle, day, picture};
use crate::routes::Route;
use crate::ui::{
    Button, ButtonKind, ButtonLink, ButtonSize, Cell, Column, Container, EmptyState, LoadMore, PageHeader,
    Row, RowTitle, SkeletonTable, StatusPill, Table, Tone, Width, use_toasts,
};

/// What the customer wants to remember, newest first.
#[component]
pub fn WishlistPage() -> impl IntoView {
    let client = use_client();
    let first = LocalResource::new(move || api::wishlist::list(client, None));
    let ready = |page: Page<WishlistItem>| view! { <Wishes first=page /> };
    view! {
        <PageTitle text="Wishlist" />
        <Container width=Width::Reading>
            <AccountTabs />
            <PageHeader title="Wishlist" lead="What you want to remember. Nobody else sees it." />
            <Loaded
                resource=first
                failure="Your wishlist could not be loaded"
                skeleton=|| view! { <SkeletonTable rows=4 columns=4 /> }
                ready=ready
            />
        </Container>
    }
}

#[component]
fn Wishes(first: Page<WishlistItem>) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let items = RwSignal::new(first.items);
    let next = RwSignal::new(first.next_cursor);
    let busy = RwSignal::new(false);
    let load_more = move |()| {
        let cursor = next.get_untracked();
        busy.set(true);
        spawn_local(async move {
            let page = api::wishlist::list(client, cursor).await;
            busy.try_set(false);
            match page {
                Ok(page) => {
                    items.try_update(|items| items.extend(page.items));
                    next.try_set(page.next_cursor);
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    let remove = Callback::new(move |product: ProductId| {
        spawn_local(async move {
            match api::wishlist::remove(client, product).await {
                Ok(()) => {
                    items.try_update(|items| items.retain(|item| item.product.id != product));
                    toasts.success("It is not on your wishlist any more.");
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    });
    let empty = Memo::new(move |_| items.read().is_empty());
    move || {
        if empty.get() {
            return view! { <Nothing /> }.into_any();
        }
        let columns = vec![
            Column::new("Product"),
            Column::new("Availability"),
            Column::new("Added"),
            Column::number("Price"),
            Column::unlabelled("Remove"),
        ];
        view! {
            <Table caption="Wishlist" columns=columns>
                <For each=move || items.get() key=|item| item.product.id let(item)>
                    <Wish item=item on_remove=remove />
                </For>
            </Table>
            <LoadMore
                shown=Signal::derive(move || items.read().len())
                more=Signal::derive(move || next.read().is_some())
                busy=busy
                on_load=load_more
            />
        }
        .into_any()
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <EmptyState
            title="Nothing is on your wishlist"
            detail="The button on a product's page puts it here."
        >
            <ButtonLink href=Route::everything()>"Browse everything"</ButtonLink>
        </EmptyState>
    }
}

#[component]
fn Wish(item: WishlistItem, on_remove: Callback<ProductId>) -> impl IntoView {
    let product = item.product;
    let id = product.id;
    let (tone, words) =
        if product.stock > 0 { (Tone::Success, "In stock") } else { (Tone::Neutral, "Sold out") };
    let prefix = if product.price_varies { "from " } else { "" };
    let label = format!("Remove {} from the wishlist", product.name);
    view! {
        <Row>
            <Cell label="Product" heading=true>
                <RowTitle
                    name=product.name
                    href=Route::Product(product.slug).path()
                    picture=product.image_url.map(|url| picture(url, ""))
                    pictured=true
                />
            </Cell>
            <Cell label="Availability">
                <StatusPill tone=tone label=words />
            </Cell>
            <Cell label="Added" one_line=true>
                {day(item.added_at)}
            </Cell>
            <Cell label="Price" numeric=true>
                {format!("{prefix}{}", product.price)}
            </Cell>
            <Cell>
                <Button
                    kind=ButtonKind::Quiet
                    size=ButtonSize::Small
                    attr:aria-label=label
                    on:click=move |_| on_remove.run(id)
                >
                    "Remove"
                </Button>
            </Cell>
        </Row>
    }
}
