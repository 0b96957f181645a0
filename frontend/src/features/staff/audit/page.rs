use leptos::prelude::*;
use securecart_dto::audit::AuditEntry;

use super::export::ExportButton;
use super::filters::AuditFilters;
use super::row::AuditRow;
use super::selection::AuditSelection;
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::Listing;
use crate::features::staff::words::counted;
use crate::frame::PageTitle;
use crate::ui::{Column, Container, EmptyState, PageHeader, Stack, Table, Width};

/// What was done in the shop, by whom, and from where.
#[component]
pub(in crate::features::staff) fn AuditPage() -> impl IntoView {
    let listing = Listing::<AuditSelection>::new();
    let total = move || listing.total().map(|total| counted(total, "entry", "entries"));
    let rows = move || view! { <Rows listing=listing /> }.into_any();
    view! {
        <PageTitle text="Audit log" />
        <Container width=Width::Full>
            <PageHeader title="Audit log" lead=Signal::derive(total) />
            <Stack>
                <AuditFilters listing=listing />
                <ExportButton listing=listing />
                <ListFrame
                    listing=listing
                    failure="The audit log could not be loaded"
                    nothing=ViewFn::from(|| view! { <NoEntries /> })
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Container>
    }
}

#[component]
fn NoEntries() -> impl IntoView {
    view! {
        <EmptyState
            title="Nothing has happened yet"
            detail="Sign-ins, changes of products and stock, orders and refusals will be here.".to_owned()
            icon=icondata::LuScrollText
        />
    }
}

#[component]
fn Rows(listing: Listing<AuditSelection>) -> impl IntoView {
    let columns = ["When", "Event", "Outcome", "Who", "Object", "Address", "Details"].map(Column::new);
    view! {
        <Table caption="Audit log" columns=columns.to_vec() busy=listing.busy>
            <For each=move || listing.items() key=|entry: &AuditEntry| entry.seq let(entry)>
                <AuditRow entry=entry />
            </For>
        </Table>
    }
}
