//! Orders: what customers see of theirs, and what staff do with all of them.

mod bulk_update_orders;
mod cancel;
mod cancel_my_order;
mod cancel_order;
mod cancel_order_by_link;
mod error;
mod get_admin_order;
mod get_my_order;
mod get_order_by_link;
mod link;
mod list_admin_orders;
mod list_my_orders;
mod reorder;
mod service;
mod timeline;

use securecart_db::orders::{
    OrderAmounts, OrderDelivery, OrderLineRecord, OrderMoney, OrderRecord, OrderTax as TaxRecord,
};
use securecart_domain::accounts::AddressText;
use securecart_dto::{
    addresses::AddressFields,
    orders::{Order, OrderCustomer, OrderLine, OrderShipping, OrderTax, OrderTotals},
};
use securecart_keys::KeyError;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    addresses::AddressDetails,
    delivery::{Places, days},
    keys::Keys,
    refunds::order_refund,
    returns::order_return,
    shipments::shipment,
};

pub use error::OrderError;
pub(crate) use get_order_by_link::{LinkAndEmail, dead_link, order_of_link, order_of_owner};
pub(crate) use link::order_link;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_my_orders::list_my_orders)
        .service(get_my_order::get_my_order)
        .service(get_order_by_link::get_order_by_link)
        .service(reorder::reorder)
        .service(cancel_my_order::cancel_my_order)
        .service(cancel_order::cancel_order)
        .service(cancel_order_by_link::cancel_order_by_link)
        .service(list_admin_orders::list_admin_orders)
        .service(get_admin_order::get_admin_order)
        .service(bulk_update_orders::bulk_update_orders);
}

/// An order as its customer and staff see it, with its address opened.
pub(crate) fn order(keys: &Keys, record: OrderRecord) -> Result<Order, KeyError> {
    let email = keys.open_order_email(record.id, record.email.as_ref())?;
    let timeline = timeline::timeline(&record);
    let places = Places::open(keys, record.id, record.delivery_sealed.as_ref())?;
    Ok(Order {
        id: record.id,
        number: record.number,
        status: record.status,
        payment_status: record.payment_status,
        fulfilment_status: record.fulfilment_status,
        placed_at: record.placed_at,
        cancelled_at: record.cancelled_at,
        completed_at: record.completed_at,
        lines: record.lines.into_iter().map(line).collect(),
        totals: totals(&record.amounts, &record.money),
        coupon_code: record.coupon_code,
        shipping_method: record.delivery.map(shipping),
        shipping_address: places.address.map(address),
        billing_address: places.billing_address.map(address),
        note: places.note,
        tax: record.tax.map(tax),
        terms_accepted_at: record.terms_accepted_at,
        customer: OrderCustomer { id: record.customer_id, username: record.username, email },
        refunds: record.refunds.into_iter().map(order_refund).collect(),
        shipments: record.shipments.into_iter().map(shipment).collect(),
        returns: record
            .returns
            .into_iter()
            .map(|found| order_return(keys, found))
            .collect::<Result<_, _>>()?,
        timeline,
    })
}

fn tax(tax: TaxRecord) -> OrderTax {
    OrderTax { name: tax.name, percent: tax.rate.percent() }
}

fn shipping(delivery: OrderDelivery) -> OrderShipping {
    OrderShipping {
        id: delivery.method_id,
        name: delivery.name,
        kind: delivery.kind,
        estimate: delivery.estimate.map(days),
    }
}

fn address(details: AddressDetails) -> AddressFields {
    AddressText::from(details).into()
}

fn line(record: OrderLineRecord) -> OrderLine {
    OrderLine {
        id: record.id,
        product_id: record.product_id,
        variant_id: record.variant_id,
        name: record.name,
        variant_title: record.variant_title,
        sku: record.sku,
        image_url: record.image_url,
        unit_price: record.unit_price,
        quantity: record.quantity.get(),
        total: record.total,
        discount: record.discount,
        tax: record.tax,
        refunded_quantity: record.refunded_quantity,
        refunded: record.refunded,
        shipped_quantity: record.units.shipped,
        unshipped_quantity: record.units.left(),
        returnable_quantity: record.units.returnable(),
        refundable_quantity: record.units.refundable(),
    }
}

fn totals(amounts: &OrderAmounts, money: &OrderMoney) -> OrderTotals {
    OrderTotals {
        subtotal: amounts.subtotal,
        discount: amounts.discount,
        shipping: amounts.shipping,
        tax: amounts.tax,
        tax_included: amounts.tax_included,
        total: amounts.total,
        received: money.received,
        refunded: money.refunded,
        refunded_shipping: money.refunded_shipping,
    }
}
