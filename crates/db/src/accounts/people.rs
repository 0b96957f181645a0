//! Accounts as staff see them. Every search by name or address is here and nowhere else.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::{dsl::exists, pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;
use securecart_domain::{RoleId, UserId};

use super::{Confirmed, roles::ADMINISTRATOR, sessions};
use crate::{
    Conn, DbError,
    schema::{roles, sessions as session_table, user_roles, users},
};

/// Which accounts to list.
#[derive(Clone, Debug, Default)]
pub struct PersonFilter {
    /// The beginning of a username, in lower case.
    pub username_prefix: Option<String>,
    /// Or the blind index of a whole address: parts of it find nothing.
    pub email_index: Option<[u8; 32]>,
    /// Only who has the role of that name.
    pub role: Option<String>,
    /// Only who is locked, or who is not.
    pub locked: Option<bool>,
}

/// An account in a list: no more of a person than it takes to find the right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonSummary {
    /// Its id.
    pub id: UserId,
    /// Its username.
    pub username: String,
    /// When it was locked.
    pub disabled_at: Option<DateTime<Utc>>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// Its roles by name.
    pub roles: Vec<(RoleId, String)>,
}

type Row = (UserId, String, Option<DateTime<Utc>>, DateTime<Utc>);
type Narrowed<'a> = users::BoxedQuery<'a, Pg>;

fn narrowed(filter: &PersonFilter) -> Narrowed<'_> {
    // An erased account is nobody's, and there is nothing to do with it.
    let mut people = users::table.filter(users::erased_at.is_null()).into_boxed();
    let prefix = filter.username_prefix.as_deref().map(beginning);
    match (prefix, filter.email_index.as_ref().map(<[u8; 32]>::as_slice)) {
        (Some(prefix), Some(email)) => {
            people = people
                .filter(users::username_key.like(prefix).or(users::email_index.eq(email).assume_not_null()));
        }
        (Some(prefix), None) => people = people.filter(users::username_key.like(prefix)),
        (None, Some(email)) => people = people.filter(users::email_index.eq(email).assume_not_null()),
        (None, None) => {}
    }
    if let Some(role) = &filter.role {
        let has_it = user_roles::table
            .inner_join(roles::table)
            .filter(user_roles::user_id.eq(users::id))
            .filter(roles::name.eq(role));
        people = people.filter(exists(has_it));
    }
    match filter.locked {
        Some(true) => people.filter(users::disabled_at.is_not_null()),
        Some(false) => people.filter(users::disabled_at.is_null()),
        None => people,
    }
}

/// A LIKE pattern for texts that begin with this one; its wildcards are meant literally.
fn beginning(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("{escaped}%")
}

/// Accounts behind `after`, newest first, at most `limit`, and how many there are of that kind.
pub async fn list_people_any(
    conn: &mut Conn,
    filter: &PersonFilter,
    after: Option<UserId>,
    limit: i64,
) -> Result<(Vec<PersonSummary>, u64), DbError> {
    let total: i64 = narrowed(filter).count().get_result(conn).await?;
    let mut page = narrowed(filter);
    if let Some(after) = after {
        page = page.filter(users::id.lt(after));
    }
    let rows: Vec<Row> = page
        .order(users::id.desc())
        .limit(limit)
        .select((users::id, users::username, users::disabled_at, users::created_at))
        .load(conn)
        .await?;
    let ids: Vec<UserId> = rows.iter().map(|row| row.0).collect();
    let mut theirs = list_roles_of(conn, &ids).await?;
    let summary = |(id, username, disabled_at, created_at)| PersonSummary {
        roles: theirs.remove(&id).unwrap_or_default(),
        id,
        username,
        disabled_at,
        created_at,
    };
    Ok((rows.into_iter().map(summary).collect(), u64::try_from(total).unwrap_or(0)))
}

/// The roles of these accounts, by name.
pub async fn list_roles_of(
    conn: &mut Conn,
    people: &[UserId],
) -> Result<BTreeMap<UserId, Vec<(RoleId, String)>>, DbError> {
    let rows: Vec<(UserId, RoleId, String)> = user_roles::table
        .inner_join(roles::table)
        .filter(user_roles::user_id.eq_any(people))
        .order(roles::name)
        .select((user_roles::user_id, roles::id, roles::name))
        .load(conn)
        .await?;
    let mut theirs: BTreeMap<UserId, Vec<(RoleId, String)>> = BTreeMap::new();
    for (user, role, name) in rows {
        theirs.entry(user).or_default().push((role, name));
    }
    Ok(theirs)
}

/// How many sessions of the account are alive, and when one of them was last used.
pub async fn last_seen(
    conn: &mut Conn,
    now: DateTime<Utc>,
    user: UserId,
) -> Result<(i64, Option<DateTime<Utc>>), DbError> {
    let alive = session_table::table
        .inner_join(users::table)
        .filter(session_table::user_id.eq(user))
        .filter(session_table::idle_expires_at.gt(now))
        .filter(session_table::expires_at.gt(now))
        .filter(session_table::security_version.eq(users::security_version.nullable()));
    let told = alive
        .select((diesel::dsl::count_star(), diesel::dsl::max(session_table::last_seen_at)))
        .first(conn)
        .await?;
    Ok(told)
}

/// When the account was last changed, which is its version: every change sets it. Others who change the account wait
/// until this transaction has ended. None of an account that was erased.
pub async fn lock_person(conn: &mut Conn, id: UserId) -> Result<Option<DateTime<Utc>>, DbError> {
    let person = users::table.find(id).filter(users::erased_at.is_null()).select(users::updated_at);
    Ok(person.for_no_key_update().first(conn).await.optional()?)
}

/// The same for reading.
pub async fn find_changed_at(conn: &mut Conn, id: UserId) -> Result<Option<DateTime<Utc>>, DbError> {
    let person = users::table.find(id).filter(users::erased_at.is_null()).select(users::updated_at);
    Ok(person.first(conn).await.optional()?)
}

/// Gives the account exactly these roles, and ends its sessions. Returns its new security version.
pub async fn replace_roles(
    conn: &mut Conn,
    user: UserId,
    given: &[RoleId],
    now: DateTime<Utc>,
) -> Result<i64, DbError> {
    let gone = user_roles::user_id.eq(user).and(user_roles::role_id.ne_all(given));
    diesel::delete(user_roles::table.filter(gone)).execute(conn).await?;
    let rows: Vec<_> =
        given.iter().map(|role| (user_roles::user_id.eq(user), user_roles::role_id.eq(*role))).collect();
    diesel::insert_into(user_roles::table).values(rows).on_conflict_do_nothing().execute(conn).await?;
    end_sessions(conn, user, now).await
}

/// Locks the account or unlocks it, and ends its sessions.
pub async fn set_locked(
    conn: &mut Conn,
    user: UserId,
    disabled_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(users::table.find(user)).set(users::disabled_at.eq(disabled_at)).execute(conn).await?;
    end_sessions(conn, user, now).await.map(drop)
}

/// Makes the account's password worthless until its owner sets another one, and ends its sessions. Returns
/// the account's new security version.
pub async fn shut_password(conn: &mut Conn, user: UserId, now: DateTime<Utc>) -> Result<i64, DbError> {
    diesel::update(users::table.find(user)).set(users::password_disabled_at.eq(now)).execute(conn).await?;
    end_sessions(conn, user, now).await
}

/// Ends every session and token of the account by raising its security version, which is returned.
pub async fn end_sessions(conn: &mut Conn, user: UserId, now: DateTime<Utc>) -> Result<i64, DbError> {
    let version = diesel::update(users::table.find(user))
        .set((users::security_version.eq(users::security_version + 1), users::updated_at.eq(now)))
        .returning(users::security_version)
        .get_result(conn)
        .await?;
    Ok(version)
}

/// Keeps one session of the account alive through a change of its privileges, with another token, and removes the
/// others. False if it has ended already.
pub async fn keep_session(
    conn: &mut Conn,
    user: UserId,
    kept: securecart_domain::SessionId,
    token_hash: &[u8],
    security_version: i64,
) -> Result<bool, DbError> {
    let confirmed = Confirmed::default();
    let renewed = sessions::Renewed { user, id: kept, token_hash, security_version, confirmed };
    let alive = sessions::renew(conn, &renewed).await?;
    sessions::end_others(conn, user, kept).await?;
    Ok(alive)
}

/// How many administrators there are who can sign in, not counting this account.
pub async fn count_other_administrators(conn: &mut Conn, but: UserId) -> Result<i64, DbError> {
    let count = users::table
        .inner_join(user_roles::table.inner_join(roles::table))
        .filter(roles::name.eq(ADMINISTRATOR))
        .filter(users::disabled_at.is_null())
        .filter(users::id.ne(but))
        .count()
        .get_result(conn)
        .await?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    #[test]
    fn wildcards_in_a_search_are_letters() {
        assert_eq!(super::beginning(r"50%_\"), r"50\%\_\\%");
    }
}
