use leptos::prelude::*;

use super::rows::ImportRows;
use super::selection::{HistorySelection, RowSelection};
use super::standing::Standing;
use super::steps::Steps;
use super::watch::Watch;
use crate::features::staff::ProductSelection;
use crate::features::staff::listing::Listing;
use crate::frame::{Failure, PageTitle};
use crate::routes::Route;
use crate::ui::{Breadcrumbs, Container, Crumb, Gap, PageHeader, SkeletonLines, Stack, Width};

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Loading,
    Failed,
    There,
}

/// One import: what it would do, how far it is, what it did.
#[component]
pub(in crate::features::staff) fn ImportPage() -> impl IntoView {
    let listing = Listing::<RowSelection>::new();
    let watch = Watch::begin(listing);
    let stage = Memo::new(move |_| match watch.state.get() {
        None => Stage::Loading,
        Some(Err(_)) => Stage::Failed,
        Some(Ok(_)) => Stage::There,
    });
    let name = move || watch.known().map(|import| import.file_name).filter(|name| !name.is_empty());
    let crumbs = vec![
        Crumb::link("Products", Route::AdminProducts(ProductSelection::default())),
        Crumb::link("Import", Route::AdminImports(HistorySelection::default())),
        Crumb::here("File"),
    ];
    view! {
        <PageTitle text="Import of a file" />
        <Container width=Width::Full>
            <PageHeader
                title="Import of a file"
                lead=Signal::derive(name)
                above=move || view! { <Breadcrumbs crumbs=crumbs.clone() /> }
            />
            {move || match stage.get() {
                Stage::Loading => view! { <SkeletonLines lines=5 /> }.into_any(),
                Stage::Failed => (move || {
                    watch.state.get().and_then(Result::err).map(|error| view! {
                        <Failure
                            title="The import could not be loaded"
                            error=error
                            on_retry=move |()| watch.ask()
                        />
                    })
                })
                    .into_any(),
                Stage::There => view! {
                    <Stack gap=Gap::Large>
                        <Standing watch=watch />
                        <Steps watch=watch />
                        <ImportRows listing=listing />
                    </Stack>
                }
                    .into_any(),
            }}
        </Container>
    }
}
