//! Which money a refund is of, by what the provider calls it.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{OrderId, PaymentId, UnexpectedPaymentId};

use super::RefundSource;
use crate::{
    Conn, DbError,
    schema::{payments, unexpected_payments},
};

/// The order that a payment of the provider came for, and what it is to that order.
pub async fn find_source_of_payment(
    conn: &mut Conn,
    intent: &str,
) -> Result<Option<(OrderId, RefundSource)>, DbError> {
    let own: Option<(OrderId, PaymentId)> = payments::table
        .filter(payments::provider_payment_id.eq(intent))
        .select((payments::order_id, payments::id))
        .first(conn)
        .await
        .optional()?;
    if let Some((order, id)) = own {
        return Ok(Some((order, RefundSource::Order(id))));
    }
    let unexpected: Option<(OrderId, UnexpectedPaymentId)> = unexpected_payments::table
        .filter(unexpected_payments::provider_payment_id.eq(intent))
        .select((unexpected_payments::order_id, unexpected_payments::id))
        .first(conn)
        .await
        .optional()?;
    Ok(unexpected.map(|(order, id)| (order, RefundSource::Unexpected(id))))
}

/// What the provider calls the money; none if nothing had to be paid, or nothing was.
pub async fn find_payment_of_source(
    conn: &mut Conn,
    source: RefundSource,
) -> Result<Option<String>, DbError> {
    match source {
        RefundSource::Order(id) => {
            let found = payments::table.find(id).select(payments::provider_payment_id);
            Ok(found.first(conn).await.optional()?.flatten())
        }
        RefundSource::Unexpected(id) => {
            let found = unexpected_payments::table.find(id).select(unexpected_payments::provider_payment_id);
            Ok(found.first(conn).await.optional()?)
        }
    }
}
