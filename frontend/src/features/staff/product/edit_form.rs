use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_dto::admin::UpdateProductRequest;

use super::editing::Editing;
use super::fields::{FIELDS, PlaceFields, TextFields};
use crate::api;
use crate::features::staff::unsaved::use_unsaved;
use crate::forms::{FormProblem, FormState};
use crate::session::use_session;
use crate::ui::{Button, Cluster, Gap, SplitLayout, Stack};

/// What is typed about the product, saved under the version that was loaded.
#[component]
pub(super) fn EditForm(editing: Editing) -> impl IntoView {
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
