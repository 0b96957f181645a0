use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use securecart_domain::Permission;
use securecart_domain::accounts::may_touch_account;
use securecart_dto::people::AdminUser;

use super::account_card::AccountCard;
use super::roles_card::RolesCard;
use super::selection::UserSelection;
use super::steps::UserSteps;
use crate::api::{self, Versioned, use_client};
use crate::features::staff::edited::{Edited, StaleDialog};
use crate::frame::{Loaded, PageTitle, day};
use crate::routes::Route;
use crate::session::{Session, use_session};
use crate::ui::{Breadcrumbs, Container, Crumb, Gap, Notice, PageHeader, SkeletonLines, Stack, Width};

/// One account: who it is, what it may do, and locking it.
#[component]
pub(in crate::features::staff) fn UserPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let user = LocalResource::new(move || {
        let id = id.get();
        async move { api::people::get_user(client, &id).await }
    });
    let reload = Callback::new(move |()| user.refetch());
    let shown = Callback::new(move |now: Versioned<AdminUser>| {
        user.try_set(Some(Ok(now)));
    });
    view! {
        <Container width=Width::Reading>
            <Loaded
                resource=user
                failure="The account could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=10 /> }
                ready=move |loaded| view! { <Details loaded=loaded reload=reload shown=shown /> }
            />
        </Container>
    }
}

#[component]
fn Details(
    loaded: Versioned<AdminUser>,
    reload: Callback<()>,
    shown: Callback<Versioned<AdminUser>>,
) -> impl IntoView {
    let session = use_session();
    let user = loaded.value.clone();
    let edited = Edited::new(loaded);
    let crumbs = vec![
        Crumb::link("Users", Route::AdminUsers(UserSelection::default())),
        Crumb::here(user.username.clone()),
    ];
    let lead = format!("Since {}", day(user.created_at));
    // Not followed: the page is loaded anew when something about it changes.
    let refusal = untrack(|| refusal(session, &user));
    let touchable = refusal.is_none();
    let steps = user.clone();
    view! {
        <PageTitle text=user.username.clone() />
        <PageHeader
            title=user.username.clone()
            lead=lead
            above=move || view! { <Breadcrumbs crumbs=crumbs /> }
            actions=move || touchable.then(|| view! { <UserSteps user=steps reload=reload /> })
        />
        <Stack gap=Gap::Large>
            {refusal.map(|words| view! { <Notice>{words}</Notice> })}
            <AccountCard user=user.clone() />
            <RolesCard user=user edited=edited touchable=touchable reload=reload />
        </Stack>
        <StaleDialog edited=edited on_theirs=shown />
    }
}

/// Why the reader can look but not change. This is comfort: the server refuses by itself.
fn refusal(session: Session, user: &AdminUser) -> Option<String> {
    if !session.may(Permission::WriteUsers) {
        return Some(format!(
            "You can look but not change: that needs the permission {}.",
            Permission::WriteUsers
        ));
    }
    let missing = may_touch_account(&session.held(), &user.permissions).err()?;
    Some(format!("This account may do more than yours, so you can not change it: you lack {}.", missing.0))
}
