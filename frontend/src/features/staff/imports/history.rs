use leptos::prelude::*;
use securecart_dto::imports::ProductImport;

use super::selection::{HistorySelection, RowSelection};
use super::words::{format_words, status_words};
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::Listing;
use crate::frame::moment;
use crate::routes::Route;
use crate::ui::{Cell, Column, EmptyState, Row, RowTitle, Section, StatusPill, Table};

/// Imports, newest first.
#[component]
pub(super) fn History() -> impl IntoView {
    let listing = Listing::<HistorySelection>::new();
    let rows = move || view! { <Rows listing=listing /> }.into_any();
    view! {
        <Section title="Earlier imports">
            <ListFrame
                listing=listing
                failure="The imports could not be loaded"
                nothing=ViewFn::from(|| view! { <NoImports /> })
                rows=ViewFn::from(rows)
            />
        </Section>
    }
}

#[component]
fn NoImports() -> impl IntoView {
    view! {
        <EmptyState
            title="Nothing has been imported yet"
            detail="Files that were brought stay here for ninety days, so that they can be looked at and undone."
                .to_owned()
            icon=icondata::LuFileUp
        />
    }
}

#[component]
fn Rows(listing: Listing<HistorySelection>) -> impl IntoView {
    let columns =
        vec![Column::new("File"), Column::new("Brought"), Column::new("Status"), Column::number("Products")];
    let key = |import: &ProductImport| (import.id, import.status);
    view! {
        <Table caption="Imports" columns=columns busy=listing.busy>
            <For each=move || listing.items() key=key let(import)>
                <ImportRow import=import />
            </For>
        </Table>
    }
}

#[component]
fn ImportRow(import: ProductImport) -> impl IntoView {
    let (tone, status) = status_words(import.status);
    let name =
        if import.file_name.is_empty() { "A file without a name".to_owned() } else { import.file_name };
    let products = import.products.map(|number| number.to_string());
    view! {
        <Row>
            <Cell label="File" heading=true>
                <RowTitle
                    name=name
                    href=Route::AdminImport(RowSelection::all_of(import.id)).path()
                    detail=format_words(import.format).to_owned()
                />
            </Cell>
            <Cell label="Brought" one_line=true>
                {moment(import.created_at)}
            </Cell>
            <Cell label="Status">
                <StatusPill tone=tone label=status />
            </Cell>
            <Cell label="Products" numeric=true>
                {products}
            </Cell>
        </Row>
    }
}
