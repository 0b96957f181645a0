use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use securecart_domain::Permission;
use securecart_domain::accounts::must_hold;
use securecart_dto::roles::Role;

use super::draft::{FIELDS, RoleDraft};
use super::remove::RemoveRole;
use super::role_form::RoleFields;
use crate::api::{self, Versioned, use_client};
use crate::features::staff::edited::{Edited, StaleDialog};
use crate::forms::FormState;
use crate::frame::{Loaded, PageTitle};
use crate::routes::Route;
use crate::session::{Session, use_session};
use crate::ui::{Breadcrumbs, Button, Cluster, Container, Crumb, Gap, Notice, PageHeader, SkeletonLines};
use crate::ui::{Stack, Width, use_toasts};

/// Edits a role.
#[component]
pub(in crate::features::staff) fn RolePage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let role = LocalResource::new(move || {
        let id = id.get();
        async move { api::roles::get_role(client, &id).await }
    });
    // Taken up from the answer and not asked for anew: a dialog opened in between would go with the old page.
    let saved = Callback::new(move |saved: Versioned<Role>| {
        role.try_set(Some(Ok(saved)));
    });
    view! {
        <Container width=Width::Page>
            <Loaded
                resource=role
                failure="The role could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=12 /> }
                ready=move |loaded| view! { <Editor loaded=loaded saved=saved /> }
            />
        </Container>
    }
}

#[component]
fn Editor(loaded: Versioned<Role>, saved: Callback<Versioned<Role>>) -> impl IntoView {
    let session = use_session();
    let role = loaded.value.clone();
    let edited = Edited::new(loaded);
    // Not followed: what is typed must not go when the session is asked for anew.
    let refusal = untrack(|| refusal(session, &role));
    let editable = refusal.is_none();
    let crumbs = vec![Crumb::link("Roles", Route::AdminRoles), Crumb::here(role.name.clone())];
    let removable = (editable && !role.builtin).then(|| role.clone());
    let actions = move || removable.map(|role| view! { <RemoveRole role=role edited=edited /> });
    let builtin = role.builtin.then(|| {
        view! { <Notice>"This role belongs to the shop: it keeps its name and permissions."</Notice> }
    });
    view! {
        <PageTitle text=role.name.clone() />
        <PageHeader
            title=role.name.clone()
            above=move || view! { <Breadcrumbs crumbs=crumbs /> }
            actions=actions
        />
        <Stack gap=Gap::Large>
            {refusal.map(|words| view! { <Notice>{words}</Notice> })}
            {builtin}
            <EditForm role=role edited=edited editable=editable saved=saved />
        </Stack>
        <StaleDialog edited=edited on_theirs=saved />
    }
}

#[component]
fn EditForm(
    role: Role,
    edited: Edited<Role>,
    editable: bool,
    saved: Callback<Versioned<Role>>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let form = FormState::new(FIELDS);
    let draft = RoleDraft::of(&role);
    let fixed = role.builtin || !editable;
    let original = role.clone();
    let untouched = Signal::derive(move || !draft.differs_from(&original));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let id = role.id.to_string();
        form.send(
            // What was not touched is not sent, so that what others made of it meanwhile stays.
            |errors| draft.check_change(&role, errors),
            move |change| async move {
                let client = session.client();
                let answer = api::roles::update_role(client, &id, edited.version(), &change).await;
                let answer = edited.settle(answer, api::roles::get_role(client, &id)).await?;
                let Some(answer) = answer else { return Ok(()) };
                // Somebody who changed their own role may see other things now.
                let known = session.refresh().await;
                toasts.success(format!("The role {} is saved.", answer.value.name));
                saved.run(answer);
                known
            },
        );
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack gap=Gap::Large>
                <RoleFields form=form draft=draft fixed=fixed />
                {editable
                    .then(|| {
                        view! {
                            <Cluster>
                                <Button submit=true busy=form.busy() disabled=untouched>
                                    "Save role"
                                </Button>
                            </Cluster>
                        }
                    })}
            </Stack>
        </form>
    }
}

/// Why the reader can look but not change. This is comfort: the server refuses by itself.
fn refusal(session: Session, role: &Role) -> Option<String> {
    if !session.may(Permission::WriteRoles) {
        return Some(format!(
            "You can look but not change: that needs the permission {}.",
            Permission::WriteRoles
        ));
    }
    let missing = must_hold(&session.held(), &role.permissions).err()?;
    Some(format!("This role allows more than you may, so you can not change it: you lack {}.", missing.0))
}
