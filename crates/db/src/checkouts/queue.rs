//! Taking turns in asking the payment provider.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryableByName,
    sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::CheckoutId;

use crate::{Conn, DbError, schema::checkouts};

/// A checkout that has to be looked at.
#[derive(Clone, Debug, QueryableByName)]
pub struct UnsettledCheckout {
    /// Which one.
    #[diesel(sql_type = Uuid)]
    pub id: CheckoutId,
    /// The provider's session, once the provider has answered.
    #[diesel(sql_type = Nullable<Text>)]
    pub provider_session_id: Option<String>,
    /// Until when it can be paid.
    #[diesel(sql_type = Timestamptz)]
    pub expires_at: DateTime<Utc>,
    /// When it was started.
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
}

/// True for one of all who want to ask within `interval`; the others use what is known.
pub async fn claim_for_check(
    conn: &mut Conn,
    now: DateTime<Utc>,
    id: CheckoutId,
    interval: Duration,
) -> Result<bool, DbError> {
    let before = now - interval;
    let due = checkouts::last_checked_at.is_null().or(checkouts::last_checked_at.le(before));
    let open = checkouts::id.eq(id).and(checkouts::status.eq_any(["open", "processing"]));
    let claimed = diesel::update(checkouts::table.filter(open).filter(due))
        .set(checkouts::last_checked_at.eq(now))
        .execute(conn)
        .await?;
    Ok(claimed > 0)
}

/// Several instances may run this at once: each takes other rows.
const CLAIM: &str = "\
UPDATE checkouts SET last_checked_at = $1
WHERE id IN (
  SELECT id FROM checkouts
  WHERE status IN ('open', 'processing') AND created_at <= $2
    AND (last_checked_at IS NULL OR last_checked_at <= $2)
  ORDER BY last_checked_at NULLS FIRST
  LIMIT $3
  FOR UPDATE SKIP LOCKED)
RETURNING id, provider_session_id, expires_at, created_at";

/// Up to `limit` unsettled checkouts that nobody looked at since `before`, longest waiting first.
pub async fn claim_unsettled(
    conn: &mut Conn,
    now: DateTime<Utc>,
    before: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<UnsettledCheckout>, DbError> {
    let claimed = diesel::sql_query(CLAIM)
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(before)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    Ok(claimed)
}
