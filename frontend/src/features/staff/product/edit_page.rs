use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use securecart_domain::Permission;
use securecart_domain::catalog::ProductStatus;
use securecart_dto::admin::AdminProduct;

use super::discontinue::Discontinue;
use super::edit_form::EditForm;
use super::editing::{Editing, StaleDialog};
use super::pictures::Pictures;
use super::variants::Variants;
use crate::api::{self, Versioned, use_client};
use crate::features::staff::products::ProductSelection;
use crate::frame::{Loaded, PageTitle, moment};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Breadcrumbs, ButtonKind, ButtonLink, Container, Crumb, Gap, Notice, PageHeader};
use crate::ui::{SkeletonLines, Stack, Width, use_toasts};

/// Edits a product and its variants.
#[component]
pub(in crate::features::staff) fn EditProductPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let product = LocalResource::new(move || {
        let id = id.get();
        async move { api::staff::get_product(client, &id).await }
    });
    let reload = Callback::new(move |()| product.refetch());
    view! {
        <Container width=Width::Full>
            <Loaded
                resource=product
                failure="The product could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=12 /> }
                ready=move |loaded| view! { <Editor loaded=loaded reload=reload /> }
            />
        </Container>
    }
}

#[component]
fn Editor(loaded: Versioned<AdminProduct>, reload: Callback<()>) -> impl IntoView {
    let editing = Editing::new(use_client(), use_toasts(), loaded, reload);
    let product = editing.product;
    let name = Signal::derive(move || product.get().name);
    let crumbs = move || {
        let all = Route::AdminProducts(ProductSelection::default());
        vec![Crumb::link("Products", all), Crumb::here(name.get())]
    };
    let lead = move || Some(format!("Last changed on {}", moment(product.get().updated_at)));
    view! {
        <PageTitle text=name />
        <PageHeader
            title=name
            lead=Signal::derive(lead)
            above=move || view! { <Breadcrumbs crumbs=Signal::derive(crumbs) /> }
            actions=move || view! { <Actions editing=editing /> }
        />
        <Stack gap=Gap::Large>
            <ReadOnlyNotice />
            <EditForm editing=editing />
            <Variants editing=editing />
            <Pictures editing=editing />
        </Stack>
        <StaleDialog editing=editing />
    }
}

#[component]
fn Actions(editing: Editing) -> impl IntoView {
    let product = editing.product;
    let in_shop = move || {
        let product = product.get();
        (product.status == ProductStatus::Active).then(|| {
            view! {
                <ButtonLink
                    href=Route::Product(product.slug)
                    kind=ButtonKind::Secondary
                    icon=icondata::LuStore
                >
                    "View in the shop"
                </ButtonLink>
            }
        })
    };
    view! {
        {in_shop}
        <Discontinue editing=editing />
    }
}

#[component]
fn ReadOnlyNotice() -> impl IntoView {
    let session = use_session();
    move || {
        (!session.may(Permission::WriteProducts)).then(|| {
            view! {
                <Notice>
                    {format!("You can look but not save: that needs the permission {}.", Permission::WriteProducts)}
                </Notice>
            }
        })
    }
}
