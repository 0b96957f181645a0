use leptos::prelude::*;
use securecart_dto::Page;
use securecart_dto::addresses::Address;

use super::book::{Book, Task};
use super::form::AddressForm;
use super::remove::RemoveAddress;
use crate::api::{self, use_client};
use crate::features::account::AccountTabs;
use crate::frame::{Loaded, PageTitle};
use crate::ui::{Button, Container, PageHeader, SkeletonLines, Width};

/// The customer's address book.
#[component]
pub fn AddressesPage() -> impl IntoView {
    let client = use_client();
    let book = LocalResource::new(move || api::addresses::list_addresses(client));
    let (task, removing) = (RwSignal::new(None), RwSignal::new(None));
    let done = Callback::new(move |saved: bool| {
        task.set(None);
        if saved {
            book.refetch();
        }
    });
    let actions = move || {
        view! {
            <Show when=move || task.read().is_none()>
                <Button on:click=move |_| task.set(Some(Task::Add))>"Add address"</Button>
            </Show>
        }
    };
    let ready = move |page: Page<Address>| {
        let addresses = StoredValue::new(page.items);
        move || match task.get() {
            None => view! { <Book addresses=addresses.get_value() task removing /> }.into_any(),
            Some(Task::Add) => view! { <AddressForm address=None on_done=done /> }.into_any(),
            Some(Task::Change(address)) => {
                view! { <AddressForm address=Some(*address) on_done=done /> }.into_any()
            }
        }
    };
    view! {
        <PageTitle text="Addresses" />
        <Container width=Width::Reading>
            <AccountTabs />
            <PageHeader
                title="Addresses"
                lead="Where you have things sent. Nobody reads them in the database without the shop's keys."
                actions=actions
            />
            <Loaded
                resource=book
                failure="Your addresses could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=8 /> }
                ready=ready
            />
            <RemoveAddress removing on_done=Callback::new(move |()| book.refetch()) />
        </Container>
    }
}
