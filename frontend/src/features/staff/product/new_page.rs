use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::draft::ProductDraft;
use super::fields::{FIELDS, FirstVariantFields, PlaceFields, TextFields};
use crate::api::{self, use_client};
use crate::features::staff::products::ProductSelection;
use crate::features::staff::unsaved::use_unsaved;
use crate::forms::{FormProblem, FormState};
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Breadcrumbs, Button, ButtonKind, ButtonLink, Cluster, Container, Crumb, Gap, PageHeader};
use crate::ui::{SplitLayout, Stack, Width, use_toasts};

/// Adds a product.
#[component]
pub(in crate::features::staff) fn NewProductPage() -> impl IntoView {
    let all = || Route::AdminProducts(ProductSelection::default());
    let crumbs = vec![Crumb::link("Products", all()), Crumb::here("New")];
    view! {
        <PageTitle text="New product" />
        <Container width=Width::Full>
            <PageHeader
                title="New product"
                above=move || view! { <Breadcrumbs crumbs=crumbs /> }
            />
            <NewProductForm />
        </Container>
    }
}

#[component]
fn NewProductForm() -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let toasts = use_toasts();
    let unsaved = use_unsaved();
    let navigate = use_navigate();
    let form = FormState::new(FIELDS);
    let draft = RwSignal::new(ProductDraft::empty());
    unsaved.watch(move || draft.get() != ProductDraft::empty());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = draft.get_untracked();
        let currency = untrack(|| session.currency());
        let navigate = navigate.clone();
        form.send(
            |errors| typed.check_new(currency, errors),
            move |product| async move {
                let product = api::staff::create_product(client, &product).await?;
                unsaved.forget();
                toasts.success(format!("{} is added.", product.name));
                // Replaced: going back must not add it once more.
                let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                navigate(&Route::AdminProduct(product.id).path(), options);
                Ok(())
            },
        );
    };
    let side = move || view! { <PlaceFields form=form draft=draft /> };
    view! {
        <form on:submit=send novalidate=true>
            <Stack gap=Gap::Large>
                <FormProblem form=form />
                <SplitLayout side=side>
                    <Stack gap=Gap::Large>
                        <TextFields form=form draft=draft />
                        <FirstVariantFields form=form draft=draft />
                    </Stack>
                </SplitLayout>
                <Cluster>
                    <Button submit=true busy=form.busy()>
                        "Add product"
                    </Button>
                    <ButtonLink
                        href=Route::AdminProducts(ProductSelection::default())
                        kind=ButtonKind::Secondary
                    >
                        "Cancel"
                    </ButtonLink>
                </Cluster>
            </Stack>
        </form>
    }
}
