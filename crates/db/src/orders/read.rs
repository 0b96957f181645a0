//! One order.

use diesel::sql_types::Uuid;
use diesel_async::RunQueryDsl;
use securecart_domain::{OrderId, UserId};

use super::{
    OrderRecord,
    record::{OrderRow, assemble, select_orders},
};
use crate::{Conn, DbError};

const FOR_CUSTOMER: &str =
    select_orders!("WHERE o.id = $1 AND o.customer_id = $2 AND o.placed_at IS NOT NULL");

const ANY: &str = select_orders!("WHERE o.id = $1 AND o.placed_at IS NOT NULL");

/// A placed order of the customer; `None` for orders of others.
pub async fn find_order_for_customer(
    conn: &mut Conn,
    customer: UserId,
    id: OrderId,
) -> Result<Option<OrderRecord>, DbError> {
    let rows: Vec<OrderRow> =
        diesel::sql_query(FOR_CUSTOMER).bind::<Uuid, _>(id).bind::<Uuid, _>(customer).load(conn).await?;
    Ok(assemble(conn, rows).await?.into_iter().next())
}

/// A placed order, whoever's it is: for staff and for mails.
pub async fn find_order_any(conn: &mut Conn, id: OrderId) -> Result<Option<OrderRecord>, DbError> {
    let rows: Vec<OrderRow> = diesel::sql_query(ANY).bind::<Uuid, _>(id).load(conn).await?;
    Ok(assemble(conn, rows).await?.into_iter().next())
}
