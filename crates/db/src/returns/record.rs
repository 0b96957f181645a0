//! Returns as they are written down.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, Queryable, Selectable,
    SelectableHelper,
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    OrderId, OrderLineId, RefundId, ReturnId, VariantId,
    returns::{ReturnReason, ReturnStatus},
};
use uuid::Uuid;

use crate::{
    Conn, DbError,
    keys::{SealedValue, WrappedKey},
    schema::{data_keys, order_lines, orders, return_lines, returns},
    stored::Place,
};

/// Something that a customer sends back.
#[derive(Clone, Debug)]
pub struct ReturnRecord {
    /// Its id.
    pub id: ReturnId,
    /// The order.
    pub order_id: OrderId,
    /// Where it stands.
    pub status: ReturnStatus,
    /// Why.
    pub reason: ReturnReason,
    /// What the customer says about it; none if nothing was said, and once its customer was erased.
    pub note: Option<SealedValue>,
    /// What the shop says to it; may be empty.
    pub answer: String,
    /// The refund that gave its money back.
    pub refund_id: Option<RefundId>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// When the shop answered.
    pub decided_at: Option<DateTime<Utc>>,
    /// When it arrived.
    pub received_at: Option<DateTime<Utc>>,
    /// Its lines, in the order of the order's.
    pub lines: Vec<ReturnLineRecord>,
}

/// A line in a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnLineRecord {
    /// The line of the order.
    pub line_id: OrderLineId,
    /// What was bought.
    pub variant_id: VariantId,
    /// What it was called.
    pub name: String,
    /// The variant; empty if there was no choice.
    pub variant_title: String,
    /// Units.
    pub quantity: u16,
    /// Units of them that went on the shelf again.
    pub restocked: u16,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = returns)]
struct ReturnRow {
    id: ReturnId,
    order_id: OrderId,
    status: String,
    reason: String,
    note_sealed: Option<Vec<u8>>,
    answer: String,
    refund_id: Option<RefundId>,
    requested_at: DateTime<Utc>,
    decided_at: Option<DateTime<Utc>>,
    received_at: Option<DateTime<Utc>>,
}

type KeyColumns = (Option<Uuid>, Option<Vec<u8>>);

/// A return of that order, whoever's it is.
pub async fn find_return_any(
    conn: &mut Conn,
    order: OrderId,
    id: ReturnId,
) -> Result<Option<ReturnRecord>, DbError> {
    Ok(list_returns_any(conn, &[order]).await?.into_iter().find(|found| found.id == id))
}

/// The returns of these orders, oldest first; whose they are has to be known already.
pub async fn list_returns_any(conn: &mut Conn, ids: &[OrderId]) -> Result<Vec<ReturnRecord>, DbError> {
    let rows: Vec<(ReturnRow, KeyColumns)> = returns::table
        .inner_join(orders::table)
        .left_join(data_keys::table.on(orders::data_key_id.eq(data_keys::id.nullable())))
        .filter(returns::order_id.eq_any(ids))
        .order((returns::order_id, returns::requested_at, returns::id))
        .select((ReturnRow::as_select(), (data_keys::id.nullable(), data_keys::wrapped.nullable())))
        .load(conn)
        .await?;
    assemble(conn, rows).await
}

type LineRow = (ReturnId, OrderLineId, VariantId, (String, String), (i32, i32));

async fn assemble(conn: &mut Conn, rows: Vec<(ReturnRow, KeyColumns)>) -> Result<Vec<ReturnRecord>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ReturnId> = rows.iter().map(|(row, _)| row.id).collect();
    let found: Vec<LineRow> = return_lines::table
        .inner_join(order_lines::table)
        .filter(return_lines::return_id.eq_any(ids))
        .order(order_lines::position)
        .select((
            return_lines::return_id,
            return_lines::order_line_id,
            order_lines::variant_id,
            (order_lines::name, order_lines::variant_title),
            (return_lines::quantity, return_lines::restocked_quantity),
        ))
        .load(conn)
        .await?;
    let mut lines: HashMap<ReturnId, Vec<ReturnLineRecord>> = HashMap::new();
    for (id, line_id, variant_id, (name, variant_title), (quantity, restocked)) in found {
        let place = Place { table: "return_lines", id };
        let quantity = place.quantity(quantity)?.get();
        let restocked = place.present("restocked_quantity", u16::try_from(restocked).ok())?;
        let line = ReturnLineRecord { line_id, variant_id, name, variant_title, quantity, restocked };
        lines.entry(id).or_default().push(line);
    }
    rows.into_iter()
        .map(|(row, (key_id, wrapped))| {
            let place = Place { table: "returns", id: row.id };
            let key = key_id.zip(wrapped).map(|(id, wrapped)| WrappedKey { id, wrapped });
            Ok(ReturnRecord {
                lines: lines.remove(&row.id).unwrap_or_default(),
                status: place.word("status", &row.status)?,
                reason: place.word("reason", &row.reason)?,
                note: SealedValue::of(key, row.note_sealed),
                id: row.id,
                order_id: row.order_id,
                answer: row.answer,
                refund_id: row.refund_id,
                requested_at: row.requested_at,
                decided_at: row.decided_at,
                received_at: row.received_at,
            })
        })
        .collect()
}

/// Forgets what customers said about returns of these orders.
pub async fn forget_notes(tx: &mut Conn, orders: &[OrderId]) -> Result<(), DbError> {
    diesel::update(returns::table.filter(returns::order_id.eq_any(orders)))
        .set(returns::note_sealed.eq(None::<Vec<u8>>))
        .execute(tx)
        .await?;
    Ok(())
}
