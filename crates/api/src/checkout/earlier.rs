//! The owner's earlier checkouts.

use chrono::{DateTime, Duration, Utc};
use securecart_db::{
    Conn,
    carts::CartView,
    checkouts::{CheckoutRecord, list_unsettled_for_owner},
    orders::list_lines_any,
};
use securecart_domain::{Currency, Money, VariantId, checkout::CheckoutStatus, pricing::Quote};

use super::{CheckoutError, buyer::Buyer, delivery::Delivery, open::Opened};
use crate::{delivery::Places, keys::Keys};

/// An open checkout that ends sooner is not offered again.
const WORTH_RESUMING: Duration = Duration::minutes(5);
/// Unsettled checkouts of one owner at most, those included whose payment is on its way.
const MAX_UNSETTLED: usize = 3;

/// What is asked for now.
pub(super) struct Wanted<'a> {
    pub(super) buyer: &'a Buyer,
    pub(super) view: &'a CartView,
    pub(super) quote: &'a Quote,
    pub(super) delivery: &'a Delivery,
}

/// The owner's unsettled checkouts come first: they may hold the very stock that is asked for.
pub(super) async fn look_at_earlier(
    tx: &mut Conn,
    now: DateTime<Utc>,
    keys: &Keys,
    wanted: &Wanted<'_>,
) -> Result<Option<Opened>, CheckoutError> {
    let unsettled = list_unsettled_for_owner(tx, wanted.buyer.owner).await?;
    let (open, on_their_way): (Vec<_>, Vec<_>) =
        unsettled.into_iter().partition(|checkout| checkout.status == CheckoutStatus::Open);
    if on_their_way.len() >= MAX_UNSETTLED {
        return Err(CheckoutError::TooManyOpen);
    }
    let lines = &wanted.view.lines;
    let asked = contents(lines.iter().map(|line| (line.variant_id, line.quantity.get(), line.unit_price)));
    let (mut same, mut others) = (None, Vec::new());
    for checkout in open {
        let bought = list_lines_any(tx, &[checkout.order_id]).await?;
        let held =
            contents(bought.iter().map(|line| (line.variant_id, line.quantity.get(), line.unit_price)));
        let lasts = checkout.expires_at > now + WORTH_RESUMING;
        if same.is_none()
            && lasts
            && held == asked
            && priced_alike(&checkout, wanted)
            && delivered_alike(keys, &checkout, wanted)?
        {
            same = Some(checkout);
        } else {
            others.push(checkout.id);
        }
    }
    Ok(if others.is_empty() {
        same.map(|same| Opened::Same(Box::new(same)))
    } else {
        Some(Opened::InTheWay(others))
    })
}

fn priced_alike(checkout: &CheckoutRecord, wanted: &Wanted<'_>) -> bool {
    let (quote, coupon) = (wanted.quote, wanted.view.coupon.as_ref());
    checkout.total == quote.total
        && checkout.shipping == quote.shipping
        && checkout.tax == quote.tax
        && checkout.coupon_code.as_deref() == coupon.map(|coupon| coupon.code.as_str())
}

/// Whether the order goes the same way to the same place, with mail to the same address.
fn delivered_alike(
    keys: &Keys,
    checkout: &CheckoutRecord,
    wanted: &Wanted<'_>,
) -> Result<bool, CheckoutError> {
    let places = Places::open(keys, checkout.order_id, checkout.delivery_sealed.as_ref())?;
    let email = keys.open_order_email(checkout.order_id, checkout.email.as_ref())?;
    let method = wanted.delivery.snapshot().and_then(|delivery| delivery.method_id);
    Ok(checkout.shipping_method_id == method
        && places == wanted.delivery.places
        && wanted.buyer.has_email(&email))
}

/// What two carts are compared by.
fn contents(lines: impl Iterator<Item = (VariantId, u16, Money)>) -> Vec<(VariantId, u16, i64, Currency)> {
    let mut contents: Vec<_> =
        lines.map(|(variant, units, price)| (variant, units, price.minor(), price.currency())).collect();
    contents.sort_unstable();
    contents
}
