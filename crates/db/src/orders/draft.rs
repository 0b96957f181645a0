//! The order as checkout makes it: pending, without a number, waiting for money.

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, dsl::Eq};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CheckoutId, Money, OrderId, OrderLineId, PaymentId, ProductId, ShippingMethodId, UserId, VariantId,
    cart::Quantity,
};

use super::{OrderAmounts, OrderDelivery, OrderTax};
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
    /// What its e-mail address and its addresses are sealed with; none if there is nothing to seal yet.
    pub key: Option<OrderKey>,
    /// Where mail about it goes, sealed; none if that comes with the payment.
    pub email: Option<SealedEmail>,
    /// Addresses and the buyer's note, sealed.
    pub delivery_sealed: Option<Vec<u8>>,
    /// How it reaches its buyer.
    pub delivery: Option<OrderDelivery>,
    /// The tax that it bears.
    pub tax: Option<OrderTax>,
    /// Whether the buyer has accepted the terms of the shop.
    pub terms_accepted: bool,
    /// What it comes to.
    pub amounts: OrderAmounts,
    /// The code of the coupon that took something off.
    pub coupon_code: Option<String>,
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
    /// Its share of the discount.
    pub discount: Money,
    /// Its share of the tax.
    pub tax: Money,
}

/// Writes the order, its lines and its pending payment.
pub async fn insert_pending_order(tx: &mut Conn, now: DateTime<Utc>, new: &NewOrder) -> Result<(), DbError> {
    let key = match &new.key {
        Some(key) => Some(key.store(tx).await?),
        None => None,
    };
    let email = new.email.as_ref();
    diesel::insert_into(orders::table)
        .values((
            orders::id.eq(new.id),
            orders::checkout_id.eq(new.checkout_id),
            orders::customer_id.eq(new.customer_id),
            orders::data_key_id.eq(key),
            orders::email_sealed.eq(email.map(|email| &email.bytes)),
            orders::email_index.eq(email.map(|email| email.index.as_slice())),
            orders::delivery_sealed.eq(new.delivery_sealed.as_ref()),
            orders::status.eq("pending"),
            orders::payment_status.eq("unpaid"),
            orders::fulfilment_status.eq("unfulfilled"),
            columns(&new.amounts),
            orders::coupon_code.eq(new.coupon_code.as_ref()),
            delivery_columns(new.delivery.as_ref()),
            tax_columns(new.tax.as_ref()),
            orders::terms_accepted_at.eq(new.terms_accepted.then_some(now)),
            orders::created_at.eq(now),
            orders::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    insert_lines(tx, new).await?;
    insert_payment(tx, now, new).await
}

type AmountColumns<'a> = (
    Eq<orders::subtotal_minor, i64>,
    Eq<orders::discount_minor, i64>,
    Eq<orders::shipping_minor, i64>,
    Eq<orders::tax_minor, i64>,
    Eq<orders::tax_included, bool>,
    Eq<orders::total_minor, i64>,
    Eq<orders::currency, &'a str>,
);

fn columns(amounts: &OrderAmounts) -> AmountColumns<'static> {
    (
        orders::subtotal_minor.eq(amounts.subtotal.minor()),
        orders::discount_minor.eq(amounts.discount.minor()),
        orders::shipping_minor.eq(amounts.shipping.minor()),
        orders::tax_minor.eq(amounts.tax.minor()),
        orders::tax_included.eq(amounts.tax_included),
        orders::total_minor.eq(amounts.total.minor()),
        orders::currency.eq(amounts.total.currency().as_str()),
    )
}

type DeliveryColumns<'a> = (
    Eq<orders::shipping_method_id, Option<ShippingMethodId>>,
    Eq<orders::shipping_name, Option<&'a str>>,
    Eq<orders::shipping_kind, Option<&'a str>>,
    Eq<orders::shipping_days_from, Option<i16>>,
    Eq<orders::shipping_days_to, Option<i16>>,
);

fn delivery_columns(delivery: Option<&OrderDelivery>) -> DeliveryColumns<'_> {
    let estimate = delivery.and_then(|delivery| delivery.estimate);
    (
        orders::shipping_method_id.eq(delivery.and_then(|delivery| delivery.method_id)),
        orders::shipping_name.eq(delivery.map(|delivery| delivery.name.as_str())),
        orders::shipping_kind.eq(delivery.map(|delivery| delivery.kind.as_str())),
        orders::shipping_days_from.eq(estimate.map(|estimate| estimate.from().into())),
        orders::shipping_days_to.eq(estimate.map(|estimate| estimate.to().into())),
    )
}

type TaxColumns<'a> = (Eq<orders::tax_name, Option<&'a str>>, Eq<orders::tax_rate_millionths, Option<i32>>);

fn tax_columns(tax: Option<&OrderTax>) -> TaxColumns<'_> {
    let millionths = |tax: &OrderTax| i32::try_from(tax.rate.millionths()).unwrap_or(i32::MAX);
    (
        orders::tax_name.eq(tax.map(|tax| tax.name.as_str())),
        orders::tax_rate_millionths.eq(tax.map(millionths)),
    )
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
                order_lines::discount_minor.eq(line.discount.minor()),
                order_lines::tax_minor.eq(line.tax.minor()),
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
            payments::amount_minor.eq(new.amounts.total.minor()),
            payments::currency.eq(new.amounts.total.currency().as_str()),
            payments::created_at.eq(now),
            payments::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}
