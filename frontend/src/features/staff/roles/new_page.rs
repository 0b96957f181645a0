use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::draft::{FIELDS, RoleDraft};
use super::role_form::RoleFields;
use crate::api::{self, use_client};
use crate::forms::FormState;
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::ui::{Breadcrumbs, Button, Cluster, Container, Crumb, Gap, PageHeader, Stack, Width, use_toasts};

/// Makes a role.
#[component]
pub(in crate::features::staff) fn NewRolePage() -> impl IntoView {
    let (client, toasts, navigate) = (use_client(), use_toasts(), use_navigate());
    let form = FormState::new(FIELDS);
    let draft = RoleDraft::empty();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        form.send(
            move |errors| draft.check(errors),
            move |new| async move {
                let made = api::roles::create_role(client, &new).await?;
                toasts.success(format!("The role {} is made.", made.value.name));
                navigate(&Route::AdminRoles.path(), NavigateOptions::default());
                Ok(())
            },
        );
    };
    let crumbs = vec![Crumb::link("Roles", Route::AdminRoles), Crumb::here("New role")];
    view! {
        <PageTitle text="New role" />
        <Container width=Width::Page>
            <PageHeader title="New role" above=move || view! { <Breadcrumbs crumbs=crumbs /> } />
            <form on:submit=send novalidate=true>
                <Stack gap=Gap::Large>
                    <RoleFields form=form draft=draft fixed=false />
                    <Cluster>
                        <Button submit=true busy=form.busy()>
                            "Add role"
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        </Container>
    }
}
