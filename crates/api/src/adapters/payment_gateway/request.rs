//! From the shop's words to Stripe's parameters.

use std::collections::HashMap;

use stripe_checkout::{
    CheckoutSessionMode,
    checkout_session::{
        CreateCheckoutSession, CreateCheckoutSessionDiscounts, CreateCheckoutSessionLineItems,
        CreateCheckoutSessionLineItemsPriceData, CreateCheckoutSessionPaymentIntentData, ProductData,
    },
};

use stripe_product::coupon::CreateCoupon;
use stripe_shared::CouponDuration;
use stripe_types::Currency;

use super::{NewPaymentSession, PaymentDiscount, PaymentLine};

/// The key under which the checkout's id travels.
pub(super) const CHECKOUT_KEY: &str = "checkout_id";
/// The key under which the order's id travels with the payment; the session has it as its reference.
const ORDER_KEY: &str = "order_id";
/// The longest product name that Stripe takes.
const MAX_NAME: usize = 250;
/// The longest name of a discount that Stripe takes.
const MAX_DISCOUNT_NAME: usize = 40;

/// The call that opens a session. The same checkout always gives the same parameters: Stripe refuses an
/// idempotency key that comes back with others.
pub(super) fn create(new: &NewPaymentSession) -> CreateCheckoutSession {
    // One entry each: a map of two would be written in another order every time, which is another call to the
    // provider.
    let metadata = HashMap::from([(CHECKOUT_KEY.to_owned(), new.checkout_id.to_string())]);
    let mut payment = CreateCheckoutSessionPaymentIntentData::new();
    payment.metadata = Some(HashMap::from([(ORDER_KEY.to_owned(), new.order_id.to_string())]));
    let call = CreateCheckoutSession::new()
        .mode(CheckoutSessionMode::Payment)
        .client_reference_id(new.order_id.to_string())
        .metadata(metadata)
        .payment_intent_data(payment)
        .line_items(new.lines.iter().map(line).collect::<Vec<_>>())
        .success_url(&new.success_url)
        .cancel_url(&new.cancel_url)
        .expires_at(new.expires_at.timestamp());
    let call = match &new.discount {
        Some(_) => {
            let mut discount = CreateCheckoutSessionDiscounts::new();
            discount.coupon = Some(new.checkout_id.to_string());
            call.discounts(vec![discount])
        }
        None => call,
    };
    match &new.email {
        Some(email) => call.customer_email(email),
        None => call,
    }
}

/// The call that makes what is taken off known to the provider, under the checkout's id, before the session names it.
/// Stripe takes a discount on a session only as a coupon of its own (docs.stripe.com/payments/checkout/discounts).
pub(super) fn create_discount(new: &NewPaymentSession, discount: &PaymentDiscount) -> CreateCoupon {
    // Reading a currency never fails: unknown codes are kept as they are.
    let Ok(currency) = discount.amount.currency().as_str().to_lowercase().parse::<Currency>();
    CreateCoupon::new()
        .id(new.checkout_id.to_string())
        .name(discount.name.chars().take(MAX_DISCOUNT_NAME).collect::<String>())
        .amount_off(discount.amount.minor())
        .currency(currency)
        .duration(CouponDuration::Once)
}

fn line(line: &PaymentLine) -> CreateCheckoutSessionLineItems {
    let mut product = ProductData::new(line.name.chars().take(MAX_NAME).collect::<String>());
    product.description = Some(line.description.clone()).filter(|text| !text.is_empty());
    // Reading a currency never fails: unknown codes are kept as they are.
    let Ok(currency) = line.unit_price.currency().as_str().to_lowercase().parse();
    let price = CreateCheckoutSessionLineItemsPriceData {
        currency,
        product: None,
        product_data: Some(product),
        recurring: None,
        tax_behavior: None,
        unit_amount: Some(line.unit_price.minor()),
        unit_amount_decimal: None,
    };
    let mut item = CreateCheckoutSessionLineItems::new();
    item.price_data = Some(price);
    item.quantity = Some(u64::from(line.quantity.get()));
    item
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use securecart_domain::{CheckoutId, Currency, Money, OrderId, cart::Quantity};
    use stripe::StripeRequest as _;
    use uuid::Uuid;

    use super::*;

    fn body() -> String {
        let line = PaymentLine {
            name: "Mug".to_owned(),
            description: String::new(),
            unit_price: Money::new(1250, Currency::Usd),
            quantity: Quantity::ONE,
        };
        let new = NewPaymentSession {
            checkout_id: CheckoutId::new(Uuid::nil()),
            order_id: OrderId::new(Uuid::nil()),
            lines: vec![line.clone(), line],
            discount: Some(PaymentDiscount {
                name: "SPRING".to_owned(),
                amount: Money::new(250, Currency::Usd),
            }),
            email: Some("ann@example.org".to_owned()),
            success_url: "https://shop.example/checkout/success".to_owned(),
            cancel_url: "https://shop.example/checkout/cancelled".to_owned(),
            expires_at: DateTime::UNIX_EPOCH,
        };
        create(&new).build().body.unwrap()
    }

    #[test]
    fn the_same_checkout_is_the_same_call_to_the_letter() {
        let first = body();
        assert!((0..50).all(|_| body() == first), "{first}");
        assert!(!first.contains("description"), "Stripe refuses empty texts: {first}");
    }
}
