//! The lines of orders, for any number of orders in one query.

use diesel::{ExpressionMethods, QueryDsl, Queryable, Selectable, SelectableHelper};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    Money, OrderId, OrderLineId, ProductId, VariantId, cart::Quantity, shipments::LineUnits,
};

use crate::{Conn, DbError, schema::order_lines, shipments::line_units, stored::Place};

/// One line of an order, as it was at the moment of purchase.
#[derive(Clone, Debug)]
pub struct OrderLineRecord {
    /// Its id.
    pub id: OrderLineId,
    /// Its order.
    pub order_id: OrderId,
    /// The product it came from.
    pub product_id: ProductId,
    /// The variant it came from.
    pub variant_id: VariantId,
    /// The product's name then.
    pub name: String,
    /// The variant's title then; empty if there was no choice.
    pub variant_title: String,
    /// The SKU then.
    pub sku: Option<String>,
    /// A picture then.
    pub image_url: Option<String>,
    /// The price of one unit then.
    pub unit_price: Money,
    /// How many.
    pub quantity: Quantity,
    /// Unit price times quantity.
    pub total: Money,
    /// Its share of the discount.
    pub discount: Money,
    /// Its share of the tax.
    pub tax: Money,
    /// Units whose money has gone back, or is on its way.
    pub refunded_quantity: u16,
    /// What has gone back for them.
    pub refunded: Money,
    /// What was sent of it.
    pub units: LineUnits,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = order_lines)]
struct LineRow {
    id: OrderLineId,
    order_id: OrderId,
    product_id: ProductId,
    variant_id: VariantId,
    name: String,
    variant_title: String,
    sku: Option<String>,
    image_url: Option<String>,
    unit_price_minor: i64,
    quantity: i32,
    total_minor: i64,
    currency: String,
    discount_minor: i64,
    tax_minor: i64,
    refunded_quantity: i32,
    refunded_minor: i64,
    shipped_quantity: i32,
    withheld_quantity: i32,
    kept_quantity: i32,
    returned_quantity: i32,
}

/// The lines of these orders, in the order of their positions; whose they are has to be known already.
pub async fn list_lines_any(conn: &mut Conn, orders: &[OrderId]) -> Result<Vec<OrderLineRecord>, DbError> {
    let rows: Vec<LineRow> = order_lines::table
        .filter(order_lines::order_id.eq_any(orders))
        .order((order_lines::order_id, order_lines::position))
        .select(LineRow::as_select())
        .load(conn)
        .await?;
    rows.into_iter().map(OrderLineRecord::try_from).collect()
}

impl TryFrom<LineRow> for OrderLineRecord {
    type Error = DbError;

    fn try_from(row: LineRow) -> Result<Self, DbError> {
        let place = Place { table: "order_lines", id: row.id };
        let counters =
            (row.shipped_quantity, row.withheld_quantity, row.kept_quantity, row.returned_quantity);
        Ok(Self {
            id: row.id,
            order_id: row.order_id,
            product_id: row.product_id,
            variant_id: row.variant_id,
            name: row.name,
            variant_title: row.variant_title,
            sku: row.sku,
            image_url: row.image_url,
            unit_price: place.money(row.unit_price_minor, &row.currency)?,
            quantity: place.quantity(row.quantity)?,
            total: place.money(row.total_minor, &row.currency)?,
            discount: place.money(row.discount_minor, &row.currency)?,
            tax: place.money(row.tax_minor, &row.currency)?,
            refunded_quantity: place
                .present("refunded_quantity", u16::try_from(row.refunded_quantity).ok())?,
            refunded: place.money(row.refunded_minor, &row.currency)?,
            units: line_units(place, row.quantity, counters)?,
        })
    }
}
