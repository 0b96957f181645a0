//! What accounts may do: permissions through roles.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{Permission, RoleId, UserId};

use crate::{
    Conn, DbError,
    schema::{role_permissions, roles, user_roles},
};

/// All permissions of the account, each once, in alphabetical order.
pub async fn list_for_user(conn: &mut Conn, user: UserId) -> Result<Vec<Permission>, DbError> {
    let words: Vec<String> = user_roles::table
        .inner_join(roles::table.inner_join(role_permissions::table))
        .filter(user_roles::user_id.eq(user))
        .select(role_permissions::permission)
        .distinct()
        .order(role_permissions::permission)
        .load(conn)
        .await?;
    // A permission that this version no longer knows allows nothing.
    Ok(words.iter().filter_map(|word| word.parse().ok()).collect())
}

/// Whether the account may do anything beyond what every customer may: staff.
pub async fn holds_any(conn: &mut Conn, user: UserId) -> Result<bool, DbError> {
    let held = user_roles::table
        .inner_join(roles::table.inner_join(role_permissions::table))
        .filter(user_roles::user_id.eq(user));
    Ok(diesel::select(diesel::dsl::exists(held)).get_result(conn).await?)
}

/// Names of the account's roles, in alphabetical order.
pub async fn list_roles_for_user(conn: &mut Conn, user: UserId) -> Result<Vec<String>, DbError> {
    let names = user_roles::table
        .inner_join(roles::table)
        .filter(user_roles::user_id.eq(user))
        .select(roles::name)
        .order(roles::name)
        .load(conn)
        .await?;
    Ok(names)
}

/// Gives the account the role of that name. [`DbError::NotFound`] if there is no such role; having it already
/// is fine.
pub async fn grant_role(conn: &mut Conn, user: UserId, role: &str) -> Result<(), DbError> {
    let role: RoleId = roles::table.filter(roles::name.eq(role)).select(roles::id).first(conn).await?;
    diesel::insert_into(user_roles::table)
        .values((user_roles::user_id.eq(user), user_roles::role_id.eq(role)))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}

/// Makes a role of exactly these permissions, for tests and the command line.
pub async fn insert_role(
    conn: &mut Conn,
    id: RoleId,
    name: &str,
    description: &str,
    permissions: &[Permission],
) -> Result<(), DbError> {
    diesel::insert_into(roles::table)
        .values((roles::id.eq(id), roles::name.eq(name), roles::description.eq(description)))
        .execute(conn)
        .await?;
    let rows: Vec<_> = permissions
        .iter()
        .map(|permission| {
            (role_permissions::role_id.eq(id), role_permissions::permission.eq(permission.as_str()))
        })
        .collect();
    diesel::insert_into(role_permissions::table).values(rows).execute(conn).await?;
    Ok(())
}

/// Takes every role away from the account.
pub async fn revoke_roles(conn: &mut Conn, user: UserId) -> Result<(), DbError> {
    diesel::delete(user_roles::table.filter(user_roles::user_id.eq(user))).execute(conn).await?;
    Ok(())
}
