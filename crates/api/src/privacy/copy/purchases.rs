//! Carts, payment pages and payments.

use securecart_db::{Conn, orders::list_lines_any, privacy::purchases as held};
use securecart_domain::{OrderId, UserId};
use securecart_dto::privacy::{
    ExportedCart, ExportedCartLine, ExportedCheckout, ExportedItem, ExportedPayment,
};

use crate::privacy::PrivacyError;

/// A payment page, and the order that it was for.
pub(super) struct Attempt {
    pub(super) order: OrderId,
    pub(super) told: ExportedCheckout,
}

pub(super) async fn cart(tx: &mut Conn, user: UserId) -> Result<Option<ExportedCart>, PrivacyError> {
    let Some(cart) = held::find_cart_for_customer(tx, user).await? else { return Ok(None) };
    let lines = held::list_cart_lines_any(tx, cart.id).await?.into_iter();
    let lines = lines.map(|line| ExportedCartLine {
        name: line.name,
        variant_title: line.variant_title,
        quantity: line.quantity.get(),
        added_at: line.created_at,
        changed_at: line.updated_at,
    });
    Ok(Some(ExportedCart {
        created_at: cart.created_at,
        changed_at: cart.updated_at,
        lines: lines.collect(),
    }))
}

pub(super) async fn checkouts(tx: &mut Conn, user: UserId) -> Result<Vec<Attempt>, PrivacyError> {
    let found = held::list_checkouts_for_customer(tx, user).await?;
    let orders: Vec<OrderId> = found.iter().map(|checkout| checkout.order_id).collect();
    let lines = list_lines_any(tx, &orders).await?;
    let items = |order| {
        let own = lines.iter().filter(move |line| line.order_id == order);
        own.map(|line| ExportedItem {
            name: line.name.clone(),
            variant_title: line.variant_title.clone(),
            unit_price: line.unit_price,
            quantity: line.quantity.get(),
        })
        .collect()
    };
    let attempts = found.into_iter().map(|checkout| Attempt {
        order: checkout.order_id,
        told: ExportedCheckout {
            id: checkout.id,
            status: checkout.status,
            total: checkout.total,
            provider_session_id: checkout.provider_session_id,
            created_at: checkout.created_at,
            expires_at: checkout.expires_at,
            completed_at: checkout.completed_at,
            items: items(checkout.order_id),
        },
    });
    Ok(attempts.collect())
}

pub(super) async fn payments(tx: &mut Conn, user: UserId) -> Result<Vec<ExportedPayment>, PrivacyError> {
    let found = held::list_payments_for_customer(tx, user).await?.into_iter();
    let told = found.map(|payment| ExportedPayment {
        order_id: payment.order_id,
        provider: payment.provider,
        provider_payment_id: payment.provider_payment_id,
        status: payment.status,
        amount: payment.amount,
        captured: payment.captured,
        refunded: payment.refunded,
        created_at: payment.created_at,
        changed_at: payment.updated_at,
    });
    Ok(told.collect())
}
