use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::accounts::must_hold;
use securecart_domain::{Permission, RoleId};
use securecart_dto::AdminPage;
use securecart_dto::people::{AdminUser, UpdateUserRequest};
use securecart_dto::roles::Role;

use crate::api;
use crate::features::staff::edited::Edited;
use crate::frame::Loaded;
use crate::session::use_session;
use crate::ui::{Binding, Button, Card, Checkbox, Cluster, SkeletonLines, Stack, Text, use_toasts};

/// The roles of an account; to be changed by those who may give them.
#[component]
pub(super) fn RolesCard(
    user: AdminUser,
    edited: Edited<AdminUser>,
    touchable: bool,
    reload: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let manages = || session.may(Permission::WriteRoles) && session.may(Permission::ReadRoles);
    let may = touchable && untrack(manages);
    let content = if may {
        view! { <Choices user=user edited=edited reload=reload /> }.into_any()
    } else {
        let names: Vec<_> = user.roles.into_iter().map(|role| role.name).collect();
        let names = if names.is_empty() { "None: a customer.".to_owned() } else { names.join(", ") };
        view! { <Text body=names /> }.into_any()
    };
    view! {
        <Card
            title="Roles".to_owned()
            description="What the account may do. A change signs it out everywhere.".to_owned()
        >
            {content}
        </Card>
    }
}

#[component]
fn Choices(user: AdminUser, edited: Edited<AdminUser>, reload: Callback<()>) -> impl IntoView {
    let session = use_session();
    let roles = LocalResource::new(move || api::roles::list_roles(session.client()));
    let ready = move |page: AdminPage<Role>| {
        view! { <Form roles=page.items user=user.clone() edited=edited reload=reload /> }
    };
    view! {
        <Loaded
            resource=roles
            failure="The roles could not be loaded"
            skeleton=|| view! { <SkeletonLines lines=3 /> }
            ready=ready
        />
    }
}

#[component]
fn Form(roles: Vec<Role>, user: AdminUser, edited: Edited<AdminUser>, reload: Callback<()>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let given = RwSignal::new(ids(&user));
    let untouched = Signal::derive(move || *given.read() == edited.with(ids));
    let busy = RwSignal::new(false);
    let (id, username) = (user.id.to_string(), user.username);
    let save = move |_| {
        let id = id.clone();
        let said = format!("The roles of {username} are saved.");
        let change =
            UpdateUserRequest { full_name: None, roles: Some(given.get_untracked().into_iter().collect()) };
        busy.set(true);
        spawn_local(async move {
            let client = session.client();
            let answer = api::people::update_user(client, &id, edited.version(), &change).await;
            let answer = edited.settle(answer, api::people::get_user(client, &id)).await;
            busy.try_set(false);
            match answer {
                // What is ticked stays until the reader has decided.
                Ok(None) => return,
                Ok(Some(_)) => toasts.success(said),
                Err(error) => toasts.error(error.detail()),
            }
            // Somebody who changed their own may see other things now.
            session.refresh().await.ok();
            reload.run(());
        });
    };
    let choices =
        roles.into_iter().map(move |role| view! { <Choice role=role given=given /> }).collect_view();
    view! {
        <Stack>
            {choices}
            <Cluster>
                <Button busy=busy disabled=untouched on:click=save>
                    "Save roles"
                </Button>
            </Cluster>
        </Stack>
    }
}

fn ids(user: &AdminUser) -> BTreeSet<RoleId> {
    user.roles.iter().map(|role| role.id).collect()
}

#[component]
fn Choice(role: Role, given: RwSignal<BTreeSet<RoleId>>) -> impl IntoView {
    let session = use_session();
    let held = untrack(|| session.held());
    let missing = must_hold(&held, &role.permissions).err();
    let hint = match missing {
        Some(missing) => format!("You can not give or take it: you lack {}.", missing.0),
        None => role.description,
    };
    let id = role.id;
    let checked = Binding::new(Signal::derive(move || given.read().contains(&id)), move |tick: bool| {
        given.update(|given| {
            if tick {
                given.insert(id);
            } else {
                given.remove(&id);
            }
        });
    });
    view! { <Checkbox checked=checked label=role.name hint=Some(hint) disabled=missing.is_some() /> }
}
