//! Failed sign-ins. An attempt is counted as failed before the password is looked at, in the statement that asks whether
//! it may be made at all: a thousand attempts at once are then a thousand attempts, not one.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, QueryableByName,
    sql_types::{Array, Binary, Bool, Integer, Nullable, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;

use super::Key;
use crate::{Conn, DbError, schema::users};

/// When failures begin to cost time, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// From this failure on there is a wait.
    pub free: i32,
    /// The wait after that failure, in seconds; it doubles with each further one.
    pub first_wait: i32,
    /// The longest wait, in seconds.
    pub longest_wait: i32,
}

/// Counts are forgotten twelve hours after the last failure. While a wait lasts nothing is counted.
const COUNT: &str = "\
INSERT INTO sign_in_throttles AS t (key, failures, last_failed_at) VALUES ($1, 1, $2)
ON CONFLICT (key) DO UPDATE SET
  failures = CASE WHEN t.last_failed_at > $2 - interval '12 hours' THEN t.failures + 1 ELSE 1 END,
  last_failed_at = $2,
  locked_until = CASE
    WHEN t.last_failed_at > $2 - interval '12 hours' AND t.failures + 1 >= $3
    THEN $2 + least($5, $4 << least(t.failures + 1 - $3, 20)) * interval '1 second' END
WHERE t.locked_until IS NULL OR t.locked_until <= $2
RETURNING failures";

const GIVE_BACK: &str = "\
UPDATE sign_in_throttles SET failures = greatest(failures - 1, 0), locked_until = NULL WHERE key = ANY ($1)";

const CLEAR: &str = "DELETE FROM sign_in_throttles WHERE key = ANY ($1)";

const SWEEP: &str = "\
DELETE FROM sign_in_throttles
WHERE last_failed_at < $1 - interval '12 hours' AND (locked_until IS NULL OR locked_until < $1)";

const COUNT_FOR_USER: &str = "\
UPDATE users SET failed_sign_ins = least(failed_sign_ins + 1, 1000000),
  password_disabled_at = CASE WHEN failed_sign_ins + 1 >= $2 THEN coalesce(password_disabled_at, $3) END
WHERE id = $1
RETURNING failed_sign_ins = $2 AS reached";

const CLEAR_FOR_USER: &str = "\
WITH before AS (SELECT id, failed_sign_ins FROM users WHERE id = $1 AND failed_sign_ins > 0 FOR NO KEY UPDATE)
UPDATE users SET failed_sign_ins = 0 FROM before WHERE users.id = before.id
RETURNING before.failed_sign_ins AS failures";

#[derive(QueryableByName)]
struct Failures {
    #[diesel(sql_type = Integer)]
    failures: i32,
}

#[derive(QueryableByName)]
struct Reached {
    #[diesel(sql_type = Bool)]
    reached: bool,
}

/// Counts an attempt as failed and returns how many there are now; `None` if it may not be made, and then nothing is
/// counted.
pub async fn count_attempt(
    tx: &mut Conn,
    key: &Key,
    patience: Patience,
    now: DateTime<Utc>,
) -> Result<Option<i32>, DbError> {
    let counted: Option<Failures> = diesel::sql_query(COUNT)
        .bind::<Binary, _>(key.as_slice())
        .bind::<Timestamptz, _>(now)
        .bind::<Integer, _>(patience.free)
        .bind::<Integer, _>(patience.first_wait)
        .bind::<Integer, _>(patience.longest_wait)
        .get_result(tx)
        .await
        .optional()?;
    Ok(counted.map(|row| row.failures))
}

/// Takes an attempt back that was counted and never made.
pub async fn give_back(conn: &mut Conn, keys: &[Key]) -> Result<(), DbError> {
    diesel::sql_query(GIVE_BACK).bind::<Array<Binary>, _>(slices(keys)).execute(conn).await?;
    Ok(())
}

/// Forgets the failures, since the sign-in was completed.
pub async fn clear(conn: &mut Conn, keys: &[Key]) -> Result<(), DbError> {
    diesel::sql_query(CLEAR).bind::<Array<Binary>, _>(slices(keys)).execute(conn).await?;
    Ok(())
}

/// Removes counts that are forgotten. Returns how many.
pub async fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::sql_query(SWEEP).bind::<Timestamptz, _>(now).execute(conn).await?)
}

/// Counts a failure for the account, and shuts its password at the cap. True if that happened just now. Does the same
/// work for no account.
pub async fn count_failure_for_user(
    tx: &mut Conn,
    user: Option<UserId>,
    cap: i32,
    now: DateTime<Utc>,
) -> Result<bool, DbError> {
    let row: Option<Reached> = diesel::sql_query(COUNT_FOR_USER)
        .bind::<Nullable<Uuid>, _>(user.map(UserId::uuid))
        .bind::<Integer, _>(cap)
        .bind::<Timestamptz, _>(now)
        .get_result(tx)
        .await
        .optional()?;
    Ok(row.is_some_and(|row| row.reached))
}

/// Forgets the account's failures, since a sign-in was completed. Returns how many there were.
pub async fn clear_failures_of_user(tx: &mut Conn, user: UserId) -> Result<i32, DbError> {
    let cleared: Option<Failures> =
        diesel::sql_query(CLEAR_FOR_USER).bind::<Uuid, _>(user.uuid()).get_result(tx).await.optional()?;
    Ok(cleared.map_or(0, |row| row.failures))
}

/// Opens the password again that too many failures had shut: whoever sets a new one calls this.
pub async fn enable_password(tx: &mut Conn, user: UserId) -> Result<(), DbError> {
    diesel::update(users::table.find(user))
        .set((users::failed_sign_ins.eq(0), users::password_disabled_at.eq(None::<DateTime<Utc>>)))
        .execute(tx)
        .await?;
    Ok(())
}

fn slices(keys: &[Key]) -> Vec<&[u8]> {
    keys.iter().map(Key::as_slice).collect()
}
