//! Roles and what they allow.

use securecart_dto::AdminPage;
use securecart_dto::catalog::ListQuery;
use securecart_dto::endpoint::{CreateRole, DeleteRole, GetRole, ListRoles, UpdateRole};
use securecart_dto::roles::{NewRoleRequest, Role, UpdateRoleRequest};

use super::{ApiError, CallHeaders, Client, Versioned, random_key};

/// All roles; a shop has so few that one page holds them.
pub async fn list_roles(client: Client) -> Result<AdminPage<Role>, ApiError> {
    client.send::<ListRoles>(&[], &ListQuery { limit: Some(100), cursor: None }, &()).await
}

/// One role and its version. Takes the id as it stands in the address; the server judges it.
pub async fn get_role(client: Client, role: &str) -> Result<Versioned<Role>, ApiError> {
    client.send_with::<GetRole>(&[role], &(), &(), &CallHeaders::default()).await
}

/// Makes a role.
pub async fn create_role(client: Client, role: &NewRoleRequest) -> Result<Versioned<Role>, ApiError> {
    let once = CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() };
    client.send_with::<CreateRole>(&[], &(), role, &once).await
}

/// Changes a role, if it still is in that version.
pub async fn update_role(
    client: Client,
    role: &str,
    version: Option<String>,
    change: &UpdateRoleRequest,
) -> Result<Versioned<Role>, ApiError> {
    client.send_with::<UpdateRole>(&[role], &(), change, &if_match(version)).await
}

/// Removes a role that nobody has, if it still is in that version.
pub async fn delete_role(client: Client, role: &str, version: Option<String>) -> Result<(), ApiError> {
    client.send_with::<DeleteRole>(&[role], &(), &(), &if_match(version)).await.map(drop)
}

fn if_match(version: Option<String>) -> CallHeaders {
    CallHeaders { if_match: version, ..CallHeaders::default() }
}
