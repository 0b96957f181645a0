use leptos::prelude::*;
use securecart_domain::UserId;
use securecart_dto::people::AdminUserSummary;

use super::filters::UserFilters;
use super::row::UserRow;
use super::selection::UserSelection;
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::Listing;
use crate::features::staff::words::counted;
use crate::frame::PageTitle;
use crate::ui::{Column, Container, EmptyState, PageHeader, Stack, Table, Width};

/// All accounts, found and filtered.
#[component]
pub(in crate::features::staff) fn UsersPage() -> impl IntoView {
    let listing = Listing::<UserSelection>::new();
    let total = move || listing.total().map(|total| counted(total, "account", "accounts"));
    let rows = move || view! { <Rows listing=listing /> }.into_any();
    view! {
        <PageTitle text="Users" />
        <Container width=Width::Full>
            <PageHeader title="Users" lead=Signal::derive(total) />
            <Stack>
                <UserFilters listing=listing />
                <ListFrame
                    listing=listing
                    failure="The accounts could not be loaded"
                    nothing=ViewFn::from(|| view! { <EmptyState title="There are no accounts" /> })
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Container>
    }
}

#[component]
fn Rows(listing: Listing<UserSelection>) -> impl IntoView {
    let columns =
        vec![Column::new("Username"), Column::new("Roles"), Column::new("State"), Column::new("Since")];
    view! {
        <Table caption="Users" columns=columns busy=listing.busy>
            <For each=move || listing.items() key=row_key let(user)>
                <UserRow user=user />
            </For>
        </Table>
    }
}

/// A row is drawn anew when the account is in another state.
fn row_key(user: &AdminUserSummary) -> (UserId, bool, usize) {
    (user.id, user.locked_at.is_some(), user.roles.len())
}
