//! The order as checkout makes it: pending, without a number, waiting for money.

use chrono::{DateTime, Utc};
use diesel::ExpressionMethods;
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CheckoutId, Money, OrderId, OrderLineId, PaymentId, ProductId, UserId, VariantId, cart::Quantity,
};

use crate::{
    Conn, DbError,
    keys::{OrderKey, SealedEmail},
    schema::{order_lines, orders, payments},
};

/// An order to be made.
#[derive(Clone, Debug)]
pub struct NewOrder {
    /// Its id.
    pub id: OrderId,
    /// The checkout that pays it.
    pub checkout_id: CheckoutId,
    /// Its payment's id.
    pub payment_id: PaymentId,
    /// Its customer, if not a guest's.
    pub customer_id: Option<UserId>,
    /// Where mail about it goes, sealed; none if that comes with the payment.
    pub email: Option<(OrderKey, SealedEmail)>,
    /// All lines together.
    pub subtotal: Money,
    /// What is to be paid.
    pub total: Money,
    /// What is bought.
    pub lines: Vec<NewOrderLine>,
}

/// A line with copies of what the shop says of the product at this moment.
#[derive(Clone, Debug)]
pub struct NewOrderLine {
    /// Its id.
    pub id: OrderLineId,
    /// The product.
    pub product_id: ProductId,
    /// The variant.
    pub variant_id: VariantId,
    /// The product's name.
    pub name: String,
    /// The variant's title.
    pub variant_title: String,
    /// The SKU.
    pub sku: Option<String>,
    /// A picture.
    pub image_url: Option<String>,
    /// The price of one unit.
    pub unit_price: Money,
    /// How many.
    pub quantity: Quantity,
    /// Unit price times quantity.
    pub total: Money,
}

/// Writes the order, its lines and its pending payment.
pub async fn insert_pending_order(tx: &mut Conn, now: DateTime<Utc>, new: &NewOrder) -> Result<(), DbError> {
    let (key, email) = match &new.email {
        Some((key, email)) => (Some(key.store(tx).await?), Some(email)),
        None => (None, None),
    };
    diesel::insert_into(orders::table)
        .values((
            orders::id.eq(new.id),
            orders::checkout_id.eq(new.checkout_id),
            orders::customer_id.eq(new.customer_id),
            orders::data_key_id.eq(key),
            orders::email_sealed.eq(email.map(|email| &email.bytes)),
            orders::email_index.eq(email.map(|email| email.index.as_slice())),
            orders::status.eq("pending"),
            orders::payment_status.eq("unpaid"),
            orders::fulfilment_status.eq("unfulfilled"),
            orders::subtotal_minor.eq(new.subtotal.minor()),
            orders::total_minor.eq(new.total.minor()),
            orders::currency.eq(new.total.currency().as_str()),
            orders::created_at.eq(now),
            orders::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    insert_lines(tx, new).await?;
    insert_payment(tx, now, new).await
}

async fn insert_lines(tx: &mut Conn, new: &NewOrder) -> Result<(), DbError> {
    let rows: Vec<_> = (1_i32..)
        .zip(&new.lines)
        .map(|(position, line)| {
            (
                order_lines::id.eq(line.id),
                order_lines::order_id.eq(new.id),
                order_lines::product_id.eq(line.product_id),
                order_lines::variant_id.eq(line.variant_id),
                order_lines::position.eq(position),
                order_lines::name.eq(&line.name),
                order_lines::variant_title.eq(&line.variant_title),
                order_lines::sku.eq(line.sku.as_ref()),
                order_lines::image_url.eq(line.image_url.as_ref()),
                order_lines::unit_price_minor.eq(line.unit_price.minor()),
                order_lines::quantity.eq(i32::from(line.quantity.get())),
                order_lines::total_minor.eq(line.total.minor()),
                order_lines::currency.eq(line.total.currency().as_str()),
            )
        })
        .collect();
    diesel::insert_into(order_lines::table).values(rows).execute(tx).await?;
    Ok(())
}

async fn insert_payment(tx: &mut Conn, now: DateTime<Utc>, new: &NewOrder) -> Result<(), DbError> {
    diesel::insert_into(payments::table)
        .values((
            payments::id.eq(new.payment_id),
            payments::order_id.eq(new.id),
            payments::provider.eq("stripe"),
            payments::status.eq("pending"),
            payments::amount_minor.eq(new.total.minor()),
            payments::currency.eq(new.total.currency().as_str()),
            payments::created_at.eq(now),
            payments::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}
