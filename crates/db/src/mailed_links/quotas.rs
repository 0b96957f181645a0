//! How often mails may be asked for, counted for all instances together.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, QueryDsl, QueryableByName,
    sql_types::{Binary, Integer, Timestamptz},
};
use diesel_async::RunQueryDsl;

use crate::{Conn, DbError, schema::mail_quotas};

#[derive(QueryableByName)]
struct Used {
    #[diesel(sql_type = Integer)]
    used: i32,
}

const SPEND: &str = "\
INSERT INTO mail_quotas AS quota (key_hash, started_at, used) VALUES ($1, $2, 1)
ON CONFLICT (key_hash) DO UPDATE SET
  used = CASE WHEN quota.started_at <= $3 THEN 1 ELSE quota.used + 1 END,
  started_at = CASE WHEN quota.started_at <= $3 THEN $2 ELSE quota.started_at END
RETURNING used";

/// Counts one more for that key and says how many there are in its present window, this one included. A window that
/// began at `older_than` or before is over, and the next one begins now.
pub async fn spend_quota(
    conn: &mut Conn,
    key_hash: &[u8; 32],
    now: DateTime<Utc>,
    older_than: DateTime<Utc>,
) -> Result<i32, DbError> {
    let used: Used = diesel::sql_query(SPEND)
        .bind::<Binary, _>(key_hash.as_slice())
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(older_than)
        .get_result(conn)
        .await?;
    Ok(used.used)
}

/// Forgets windows that began at `older_than` or before.
pub async fn delete_old_quotas(conn: &mut Conn, older_than: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(mail_quotas::table.filter(mail_quotas::started_at.le(older_than)))
        .execute(conn)
        .await?)
}
