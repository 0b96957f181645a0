//! Roles: named sets of permissions, and who has them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{count_star, exists},
    prelude::*,
};
use diesel_async::RunQueryDsl;
use securecart_domain::{Permission, RoleId, UserId, accounts::Held};

use crate::{
    Conn, DbError,
    schema::{role_permissions, roles, user_roles, users},
};

/// The role that may do everything. Built in: it can be neither changed nor removed.
pub const ADMINISTRATOR: &str = "admin";

/// A role with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRecord {
    /// Its id.
    pub id: RoleId,
    /// Its name; unique.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Belongs to the program.
    pub builtin: bool,
    /// What it allows is closed to whoever has not signed in with a second factor.
    pub requires_second_factor: bool,
    /// Goes up with every change.
    pub version: i64,
    /// What it allows. Permissions that this version does not know are left out: they allow nothing.
    pub permissions: Held,
    /// How many accounts have it.
    pub members: i64,
}

type Row = (RoleId, String, String, bool, bool, i64);

/// The columns of a [`Row`].
const ROW: (
    roles::id,
    roles::name,
    roles::description,
    roles::builtin,
    roles::requires_second_factor,
    roles::version,
) = (
    roles::id,
    roles::name,
    roles::description,
    roles::builtin,
    roles::requires_second_factor,
    roles::version,
);

/// Makes every other change of privileges wait until this transaction has ended: what was read after it still holds
/// when it is acted on. To be called before anything else is read.
pub async fn lock_privileges(conn: &mut Conn) -> Result<(), DbError> {
    let _admin: RoleId = roles::table
        .filter(roles::name.eq(ADMINISTRATOR))
        .select(roles::id)
        .for_no_key_update()
        .first(conn)
        .await?;
    Ok(())
}

/// Roles behind `after` by name, at most `limit`, and how many there are in all.
pub async fn list_roles(
    conn: &mut Conn,
    after: Option<&str>,
    limit: i64,
) -> Result<(Vec<RoleRecord>, u64), DbError> {
    let total: i64 = roles::table.count().get_result(conn).await?;
    let rows: Vec<Row> = roles::table
        .filter(roles::name.gt(after.unwrap_or("")))
        .order(roles::name)
        .limit(limit)
        .select(ROW)
        .load(conn)
        .await?;
    Ok((complete(conn, rows).await?, u64::try_from(total).unwrap_or(0)))
}

/// The roles of these ids; those that do not exist are left out.
pub async fn list_roles_by_id(conn: &mut Conn, ids: &[RoleId]) -> Result<Vec<RoleRecord>, DbError> {
    let rows: Vec<Row> =
        roles::table.filter(roles::id.eq_any(ids)).order(roles::name).select(ROW).load(conn).await?;
    complete(conn, rows).await
}

/// One role.
pub async fn find_role(conn: &mut Conn, id: RoleId) -> Result<Option<RoleRecord>, DbError> {
    Ok(list_roles_by_id(conn, &[id]).await?.pop())
}

async fn complete(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<RoleRecord>, DbError> {
    let ids: Vec<RoleId> = rows.iter().map(|row| row.0).collect();
    let words: Vec<(RoleId, String)> = role_permissions::table
        .filter(role_permissions::role_id.eq_any(&ids))
        .select((role_permissions::role_id, role_permissions::permission))
        .load(conn)
        .await?;
    let members: Vec<(RoleId, i64)> = user_roles::table
        .filter(user_roles::role_id.eq_any(&ids))
        .group_by(user_roles::role_id)
        .select((user_roles::role_id, count_star()))
        .load(conn)
        .await?;
    let mut held: BTreeMap<RoleId, Held> = BTreeMap::new();
    for (role, word) in words {
        if let Ok(permission) = word.parse::<Permission>() {
            held.entry(role).or_default().insert(permission);
        }
    }
    let members: BTreeMap<RoleId, i64> = members.into_iter().collect();
    let record = |(id, name, description, builtin, requires_second_factor, version)| RoleRecord {
        permissions: held.remove(&id).unwrap_or_default(),
        members: members.get(&id).copied().unwrap_or(0),
        id,
        name,
        description,
        builtin,
        requires_second_factor,
        version,
    };
    Ok(rows.into_iter().map(record).collect())
}

/// Sets name, description and whether a second factor is asked for, and raises the version.
pub async fn update_role(conn: &mut Conn, role: &RoleRecord) -> Result<(), DbError> {
    diesel::update(roles::table.find(role.id))
        .set((
            roles::name.eq(&role.name),
            roles::description.eq(&role.description),
            roles::requires_second_factor.eq(role.requires_second_factor),
            roles::version.eq(roles::version + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes these permissions out of the role and puts those into it.
pub async fn change_permissions(
    conn: &mut Conn,
    id: RoleId,
    taken: &[Permission],
    given: &[Permission],
) -> Result<(), DbError> {
    let taken: Vec<&str> = taken.iter().map(|permission| permission.as_str()).collect();
    let out = role_permissions::role_id.eq(id).and(role_permissions::permission.eq_any(taken));
    diesel::delete(role_permissions::table.filter(out)).execute(conn).await?;
    let rows: Vec<_> = given
        .iter()
        .map(|permission| {
            (role_permissions::role_id.eq(id), role_permissions::permission.eq(permission.as_str()))
        })
        .collect();
    diesel::insert_into(role_permissions::table).values(rows).execute(conn).await?;
    Ok(())
}

/// Removes a role. [`DbError::ForeignKey`] if somebody has it.
pub async fn delete_role(conn: &mut Conn, id: RoleId) -> Result<(), DbError> {
    diesel::delete(roles::table.find(id)).execute(conn).await?;
    Ok(())
}

/// Ends the sessions of everybody who has the role, by raising their security versions; returns these.
pub async fn end_sessions_of_members(
    conn: &mut Conn,
    role: RoleId,
    now: DateTime<Utc>,
) -> Result<Vec<(UserId, i64)>, DbError> {
    let has_it =
        user_roles::table.filter(user_roles::user_id.eq(users::id)).filter(user_roles::role_id.eq(role));
    let versions = diesel::update(users::table.filter(exists(has_it)))
        .set((users::security_version.eq(users::security_version + 1), users::updated_at.eq(now)))
        .returning((users::id, users::security_version))
        .get_results(conn)
        .await?;
    Ok(versions)
}
