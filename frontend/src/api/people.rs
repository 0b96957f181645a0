//! Accounts as staff see and change them.

use securecart_dto::AdminPage;
use securecart_dto::endpoint::{
    EndUserSessions, GetAdminUser, ListAdminUsers, LockUser, ResetUserPassword, ResetUserSecondFactor,
    UnlockUser, UpdateAdminUser,
};
use securecart_dto::people::{AdminUser, AdminUserQuery, AdminUserSummary, UpdateUserRequest};

use super::{ApiError, CallHeaders, Client, Versioned};

/// One page of the accounts that the query selects, newest first.
pub async fn list_users(
    client: Client,
    query: &AdminUserQuery,
) -> Result<AdminPage<AdminUserSummary>, ApiError> {
    client.send::<ListAdminUsers>(&[], query, &()).await
}

/// One account and its version. Takes the id as it stands in the address; the server judges it.
pub async fn get_user(client: Client, user: &str) -> Result<Versioned<AdminUser>, ApiError> {
    client.send_with::<GetAdminUser>(&[user], &(), &(), &CallHeaders::default()).await
}

/// Changes an account, if it still is in that version.
pub async fn update_user(
    client: Client,
    user: &str,
    version: Option<String>,
    change: &UpdateUserRequest,
) -> Result<Versioned<AdminUser>, ApiError> {
    let headers = CallHeaders { if_match: version, ..CallHeaders::default() };
    client.send_with::<UpdateAdminUser>(&[user], &(), change, &headers).await
}

/// Locks an account: it is signed out at once and can not sign in.
pub async fn lock_user(client: Client, user: &str) -> Result<(), ApiError> {
    client.send::<LockUser>(&[user], &(), &()).await.map(drop)
}

/// Lets a locked account in again.
pub async fn unlock_user(client: Client, user: &str) -> Result<(), ApiError> {
    client.send::<UnlockUser>(&[user], &(), &()).await.map(drop)
}

/// Makes an account's password worthless; its owner chooses a new one by mail.
pub async fn reset_user_password(client: Client, user: &str) -> Result<(), ApiError> {
    client.send::<ResetUserPassword>(&[user], &(), &()).await.map(drop)
}

/// Takes an account's second factor and password away; its owner chooses a new password by mail.
pub async fn reset_user_second_factor(client: Client, user: &str) -> Result<(), ApiError> {
    client.send::<ResetUserSecondFactor>(&[user], &(), &()).await.map(drop)
}

/// Signs an account out everywhere.
pub async fn end_user_sessions(client: Client, user: &str) -> Result<(), ApiError> {
    client.send::<EndUserSessions>(&[user], &(), &()).await.map(drop)
}
