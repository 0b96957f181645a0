//! An order as refunds see it.

use std::collections::HashMap;

use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, QueryableByName,
    dsl::sum,
    sql_types::{BigInt, Bool, Nullable, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    Money, OrderId, OrderLineId, PaymentId, UserId, VariantId,
    orders::{FulfilmentStatus, OrderStatus},
    refunds::{LineCost, LinePaid},
    shipments::LineUnits,
};

use crate::{
    Conn, DbError,
    schema::{order_lines, return_lines},
    shipments::{UnitColumns, line_units},
    stored::Place,
};

/// A placed order with what was paid for it and what has gone back.
#[derive(Clone, Debug)]
pub struct RefundableOrder {
    /// Which one.
    pub id: OrderId,
    /// Its number for people.
    pub number: String,
    /// Where it stands as a whole.
    pub status: OrderStatus,
    /// What was sent.
    pub fulfilment_status: FulfilmentStatus,
    /// Its customer, if not a guest's.
    pub customer_id: Option<UserId>,
    /// Its payment.
    pub payment_id: PaymentId,
    /// The provider's payment; none for orders that cost nothing.
    pub provider_payment_id: Option<String>,
    /// Whether what was received is what was asked for; if not, lines and shipping say nothing about it.
    pub payment_fits: bool,
    /// Whether its goods have left the stock; those of an order that could not be honoured never did.
    pub goods_left: bool,
    /// What of the payment has not gone back, in the currency that was received.
    pub payment_left: Money,
    /// What of the shipping costs has not gone back.
    pub shipping_left: Money,
    /// Its lines, in the order of their ids.
    pub lines: Vec<RefundableLine>,
}

/// A line of an order with what has gone back of it.
#[derive(Clone, Copy, Debug)]
pub struct RefundableLine {
    /// Which one.
    pub id: OrderLineId,
    /// What was bought.
    pub variant_id: VariantId,
    /// What was paid, and what of it has gone back.
    pub paid: LinePaid,
    /// What was sent of it.
    pub units: LineUnits,
    /// Units that are on the shelf again, but for those that a return put there.
    pub restocked: u16,
}

#[derive(QueryableByName)]
struct OrderRow {
    #[diesel(sql_type = Nullable<Text>)]
    number: Option<String>,
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Text)]
    fulfilment_status: String,
    #[diesel(sql_type = Nullable<Uuid>)]
    customer_id: Option<UserId>,
    #[diesel(sql_type = Uuid)]
    payment_id: PaymentId,
    #[diesel(sql_type = Nullable<Text>)]
    provider_payment_id: Option<String>,
    #[diesel(sql_type = Text)]
    payment: String,
    #[diesel(sql_type = Bool)]
    goods_left: bool,
    #[diesel(sql_type = BigInt)]
    left_minor: i64,
    #[diesel(sql_type = Text)]
    captured_currency: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = BigInt)]
    shipping_minor: i64,
    #[diesel(sql_type = BigInt)]
    tax_minor: i64,
    #[diesel(sql_type = Bool)]
    tax_included: bool,
    #[diesel(sql_type = BigInt)]
    refunded_shipping_minor: i64,
}

/// The payment's row is locked too: what is left of it is what the provider would give.
const LOCK: &str = "\
SELECT o.number, o.status, o.fulfilment_status, o.customer_id, p.id AS payment_id, p.provider_payment_id,
  p.status AS payment, p.captured_minor - p.refunded_minor AS left_minor,
  coalesce(p.captured_currency, p.currency)::text AS captured_currency, o.currency::text AS currency,
  EXISTS (SELECT FROM stock_holds h WHERE h.checkout_id = o.checkout_id AND h.status = 'claimed') AS goods_left,
  o.shipping_minor, o.tax_minor, o.tax_included, o.refunded_shipping_minor
FROM orders o JOIN payments p ON p.order_id = o.id
WHERE o.id = $1 AND o.placed_at IS NOT NULL
FOR UPDATE OF o, p";

/// Locks a placed order and its payment until the transaction ends; `None` if there is no such order.
pub async fn lock_order_to_refund(tx: &mut Conn, id: OrderId) -> Result<Option<RefundableOrder>, DbError> {
    let row: Option<OrderRow> =
        diesel::sql_query(LOCK).bind::<Uuid, _>(id).get_result(tx).await.optional()?;
    let Some(row) = row else { return Ok(None) };
    let (lines, line_tax) = lines(tx, id, row.tax_included).await?;
    let place = Place { table: "orders", id };
    let shipping_tax = if row.tax_included { 0 } else { row.tax_minor.saturating_sub(line_tax).max(0) };
    let shipping_left =
        row.shipping_minor.saturating_add(shipping_tax).saturating_sub(row.refunded_shipping_minor);
    Ok(Some(RefundableOrder {
        id,
        number: place.present("number", row.number)?,
        status: place.word("status", &row.status)?,
        fulfilment_status: place.word("fulfilment_status", &row.fulfilment_status)?,
        customer_id: row.customer_id,
        payment_id: row.payment_id,
        provider_payment_id: row.provider_payment_id,
        payment_fits: row.payment == "succeeded",
        goods_left: row.goods_left,
        payment_left: place.money(row.left_minor, &row.captured_currency)?,
        shipping_left: place.money(shipping_left, &row.currency)?,
        lines,
    }))
}

type LineRow = (OrderLineId, VariantId, i32, (i64, i64, i64, String), (i32, i64, i32), UnitColumns);

/// The lines, and the tax of all of them.
async fn lines(
    tx: &mut Conn,
    order: OrderId,
    tax_included: bool,
) -> Result<(Vec<RefundableLine>, i64), DbError> {
    let rows: Vec<LineRow> = order_lines::table
        .filter(order_lines::order_id.eq(order))
        .order(order_lines::id)
        .select((
            order_lines::id,
            order_lines::variant_id,
            order_lines::quantity,
            (
                order_lines::total_minor,
                order_lines::discount_minor,
                order_lines::tax_minor,
                order_lines::currency,
            ),
            (order_lines::refunded_quantity, order_lines::refunded_minor, order_lines::restocked_quantity),
            (
                order_lines::shipped_quantity,
                order_lines::withheld_quantity,
                order_lines::kept_quantity,
                order_lines::returned_quantity,
            ),
        ))
        .load(tx)
        .await?;
    let tax = rows.iter().map(|(_, _, _, (_, _, tax, _), ..)| *tax).sum();
    let ids: Vec<OrderLineId> = rows.iter().map(|(id, ..)| *id).collect();
    let returned = restocked_by_returns(tx, &ids).await?;
    let mut lines = rows.into_iter().map(|row| line(row, tax_included)).collect::<Result<Vec<_>, _>>()?;
    for line in &mut lines {
        let by_returns = returned.get(&line.id).copied().unwrap_or_default();
        line.restocked = line.restocked.saturating_sub(by_returns);
    }
    Ok((lines, tax))
}

/// Units that returns put on the shelf again.
async fn restocked_by_returns(
    tx: &mut Conn,
    lines: &[OrderLineId],
) -> Result<HashMap<OrderLineId, u16>, DbError> {
    let rows: Vec<(OrderLineId, Option<i64>)> = return_lines::table
        .filter(return_lines::order_line_id.eq_any(lines))
        .group_by(return_lines::order_line_id)
        .select((return_lines::order_line_id, sum(return_lines::restocked_quantity)))
        .load(tx)
        .await?;
    let units = |sum: Option<i64>| sum.and_then(|sum| u16::try_from(sum).ok()).unwrap_or_default();
    Ok(rows.into_iter().map(|(line, sum)| (line, units(sum))).collect())
}

fn line(row: LineRow, tax_included: bool) -> Result<RefundableLine, DbError> {
    let (id, variant_id, quantity, (total, discount, tax, currency), counters, units_of) = row;
    let (refunded_quantity, refunded, restocked) = counters;
    let place = Place { table: "order_lines", id };
    let money = |minor| place.money(minor, &currency);
    let units = |column, units: i32| place.present(column, u16::try_from(units).ok());
    let cost = LineCost { total: money(total)?, discount: money(discount)?, tax: money(tax)?, tax_included };
    Ok(RefundableLine {
        id,
        variant_id,
        paid: LinePaid {
            paid: place.present("total_minor", cost.paid().ok())?,
            quantity: units("quantity", quantity)?,
            refunded_quantity: units("refunded_quantity", refunded_quantity)?,
            refunded: money(refunded)?,
        },
        units: line_units(place, quantity, units_of)?,
        restocked: units("restocked_quantity", restocked)?,
    })
}
