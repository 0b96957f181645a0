use leptos::prelude::*;
use securecart_dto::people::AdminUserSummary;

use crate::frame::day;
use crate::routes::Route;
use crate::ui::{Cell, Row, StatusPill, TextLink, Tone};

/// An account in the list.
#[component]
pub(super) fn UserRow(user: AdminUserSummary) -> impl IntoView {
    let (tone, state) = state_words(user.locked_at.is_some());
    let roles: Vec<_> = user.roles.into_iter().map(|role| role.name).collect();
    let roles = if roles.is_empty() { "Customer".to_owned() } else { roles.join(", ") };
    view! {
        <Row>
            <Cell label="Username" heading=true>
                <TextLink href=Route::AdminUser(user.id)>{user.username}</TextLink>
            </Cell>
            <Cell label="Roles">{roles}</Cell>
            <Cell label="State">
                <StatusPill tone=tone label=state />
            </Cell>
            <Cell label="Since" one_line=true>
                {day(user.created_at)}
            </Cell>
        </Row>
    }
}

/// Whether somebody can sign in.
pub(super) fn state_words(locked: bool) -> (Tone, &'static str) {
    if locked { (Tone::Danger, "Locked") } else { (Tone::Success, "Open") }
}
