//! Accounts as staff see and change them: found, locked, signed out, given roles. Nobody touches an account that holds
//! more than they do, and nobody sees or sets a password.

mod end_user_sessions;
mod error;
mod get_admin_user;
mod list_admin_users;
mod lock_user;
mod reset_user_password;
mod reset_user_second_factor;
mod service;
mod unlock_user;
mod update_admin_user;

use chrono::{DateTime, Utc};
use securecart_db::{
    Conn,
    accounts::{
        people::{self, PersonSummary},
        second_factor::on_since,
        users,
    },
};
use securecart_domain::{RoleId, UserId};
use securecart_dto::people::{AdminUser, AdminUserSummary, RoleReference};
use utoipa_actix_web::service_config::ServiceConfig;

pub use error::PersonError;

use crate::{auth::authority::held_by, http::etag::Tagged, keys::Keys};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_admin_users::list_admin_users)
        .service(get_admin_user::get_admin_user)
        .service(update_admin_user::update_admin_user)
        .service(lock_user::lock_user)
        .service(unlock_user::unlock_user)
        .service(end_user_sessions::end_user_sessions)
        .service(reset_user_password::reset_user_password)
        .service(reset_user_second_factor::reset_user_second_factor);
}

/// The account as it is now.
async fn load(
    conn: &mut Conn,
    keys: &Keys,
    now: DateTime<Utc>,
    id: UserId,
) -> Result<Tagged<AdminUser>, PersonError> {
    let user = users::find_user(conn, id).await?.ok_or(PersonError::NotFound)?;
    let changed_at = people::find_changed_at(conn, id).await?.ok_or(PersonError::NotFound)?;
    let theirs = people::list_roles_of(conn, &[id]).await?.remove(&id).unwrap_or_default();
    let permissions = held_by(conn, id).await?;
    let person = keys.person(&user)?;
    let second_factor_since = on_since(conn, id).await?;
    let (sessions, last_seen_at) = people::last_seen(conn, now, id).await?;
    let shown = AdminUser {
        id,
        username: user.username,
        email: person.email,
        email_verified: user.email_verified_at.is_some(),
        full_name: person.full_name,
        roles: references(theirs),
        permissions,
        locked_at: user.disabled_at,
        password_shut_at: user.password_disabled_at,
        second_factor_since,
        created_at: user.created_at,
        sessions: u32::try_from(sessions).unwrap_or(u32::MAX),
        last_seen_at,
    };
    Ok(Tagged::new(shown, version(changed_at)))
}

/// The version of an account: the moment of its last change.
fn version(changed_at: DateTime<Utc>) -> i64 {
    changed_at.timestamp_micros()
}

fn summary(person: PersonSummary) -> AdminUserSummary {
    AdminUserSummary {
        id: person.id,
        username: person.username,
        roles: references(person.roles),
        locked_at: person.disabled_at,
        created_at: person.created_at,
    }
}

fn references(theirs: Vec<(RoleId, String)>) -> Vec<RoleReference> {
    theirs.into_iter().map(|(id, name)| RoleReference { id, name }).collect()
}
