use leptos::prelude::*;
use securecart_domain::Permission;

use super::history::History;
use super::new_form::NewImportForm;
use crate::features::staff::ProductSelection;
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Breadcrumbs, Container, Crumb, Gap, PageHeader, Stack, Width};

/// Brings a file, and lists those that were brought.
#[component]
pub(in crate::features::staff) fn ImportsPage() -> impl IntoView {
    let session = use_session();
    let products = Route::AdminProducts(ProductSelection::default());
    let crumbs = vec![Crumb::link("Products", products), Crumb::here("Import")];
    view! {
        <PageTitle text="Import products" />
        <Container width=Width::Full>
            <PageHeader
                title="Import products"
                above=move || view! { <Breadcrumbs crumbs=crumbs.clone() /> }
            />
            <Stack gap=Gap::Large>
                <Show when=move || session.may(Permission::WriteProducts)>
                    <NewImportForm />
                </Show>
                <History />
            </Stack>
        </Container>
    }
}
