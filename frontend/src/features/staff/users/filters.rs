use leptos::prelude::*;
use securecart_domain::Permission;

use super::selection::UserSelection;
use crate::api;
use crate::features::staff::listing::{Listing, use_select};
use crate::session::use_session;
use crate::ui::{Binding, Field, ListBar, SearchBox, Select, SelectOption};

/// Search and filters above the list.
#[component]
pub(super) fn UserFilters(listing: Listing<UserSelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let on_search = move |words: String| {
        select.with_value(|select| select(UserSelection { words, ..current.get_untracked() }));
    };
    let search = move || {
        view! {
            <SearchBox
                label="Search by the beginning of a username, or a whole e-mail address"
                query=Signal::derive(move || current.get().words)
                on_search=on_search
            />
        }
    };
    let locked = Binding::new(
        Signal::derive(move || current.get().locked.map(|locked| locked.to_string()).unwrap_or_default()),
        move |value: String| {
            let selection = UserSelection { locked: value.parse().ok(), ..current.get_untracked() };
            select.with_value(|select| select(selection));
        },
    );
    let states = vec![SelectOption::new("false", "Open"), SelectOption::new("true", "Locked")];
    view! {
        <ListBar search=search>
            <RoleFilter listing=listing />
            <Field label="State" label_hidden=true unmarked=true>
                <Select value=locked placeholder="Open or locked".to_owned() options=states />
            </Field>
        </ListBar>
    }
}

/// Roles to choose from, for those who may see them.
#[component]
fn RoleFilter(listing: Listing<UserSelection>) -> impl IntoView {
    let session = use_session();
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let roles = LocalResource::new(move || {
        let (client, may) = (session.client(), session.may(Permission::ReadRoles));
        async move { if may { api::roles::list_roles(client).await.ok() } else { None } }
    });
    let value = Binding::new(Signal::derive(move || current.get().role), move |role: String| {
        select.with_value(|select| select(UserSelection { role, ..current.get_untracked() }));
    });
    let options = Signal::derive(move || {
        let known = roles.get().flatten().map(|page| page.items).unwrap_or_default();
        known.into_iter().map(|role| SelectOption::new(role.name.clone(), role.name)).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !options.read().is_empty()>
            <Field label="Role" label_hidden=true unmarked=true>
                <Select value=value placeholder="Any role".to_owned() options=options />
            </Field>
        </Show>
    }
}
