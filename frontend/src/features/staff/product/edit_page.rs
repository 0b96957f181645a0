use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use securecart_domain::Permission;
use securecart_domain::catalog::ProductStatus;
use securecart_dto::admin::{AdminProduct, UpdateProductRequest};

use super::discontinue::Discontinue;
use super::editing::{Editing, StaleDialog};
use super::fields::{FIELDS, PlaceFields, TextFields};
use super::pictures::Pictures;
use super::variants::Variants;
use crate::api::{self, Versioned, use_client};
use crate::features::staff::products::ProductSelection;
use crate::features::staff::unsaved::use_unsaved;
use crate::forms::{FormProblem, FormState};
use crate::frame::{Loaded, PageTitle, moment};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Breadcrumbs, Button, ButtonKind, ButtonLink, Cluster, Container, Crumb, Gap, Notice};
use crate::ui::{PageHeader, SkeletonLines, SplitLayout, Stack, Width, use_toasts};

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
            <Pictures product=product />
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

#[component]
fn EditForm(editing: Editing) -> impl IntoView {
    let session = use_session();
    let form = FormState::new(FIELDS);
    let draft = editing.draft;
    use_unsaved().watch(move || editing.is_dirty());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = draft.get_untracked();
        form.send(
            move |errors| editing.product.with_untracked(|product| typed.check_change(product, errors)),
            move |change| save(editing, change),
        );
    };
    let side = move || view! { <PlaceFields form=form draft=draft /> };
    let buttons = move || {
        session.may(Permission::WriteProducts).then(|| {
            let untouched = Signal::derive(move || !editing.is_dirty());
            view! {
                <Cluster>
                    <Button submit=true busy=form.busy() disabled=untouched>
                        "Save changes"
                    </Button>
                </Cluster>
            }
        })
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack gap=Gap::Large>
                <FormProblem form=form />
                <SplitLayout side=side>
                    <TextFields form=form draft=draft />
                </SplitLayout>
                {buttons}
            </Stack>
        </form>
    }
}

async fn save(editing: Editing, change: UpdateProductRequest) -> Result<(), api::ApiError> {
    let answer = api::staff::update_product(editing.client, &editing.id(), editing.version(), &change).await;
    if let Some(saved) = editing.catch_stale(answer)? {
        editing.toasts.success(format!("{} is saved.", saved.value.name));
        editing.take(saved, true);
    }
    Ok(())
}
