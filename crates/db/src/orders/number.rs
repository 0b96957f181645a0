//! The running count behind order numbers.

use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;

use crate::{Conn, DbError, schema::counters};

/// The next count. Its row stays locked until the transaction ends, so take it late; a rollback gives it back,
/// which is why there are no gaps.
pub async fn next_order_count(tx: &mut Conn) -> Result<u64, DbError> {
    let value: i64 = diesel::update(counters::table.filter(counters::name.eq("orders")))
        .set(counters::value.eq(counters::value + 1_i64))
        .returning(counters::value)
        .get_result(tx)
        .await?;
    Ok(u64::try_from(value).unwrap_or(0))
}
