//! The transaction that opens a checkout: everything but the payment page.

use chrono::Duration;
use securecart_db::{
    Conn,
    carts::{CartLineRecord, lock_cart_for_owner, view_cart},
    checkouts::{CheckoutRecord, NewCheckout, insert_checkout},
    coupons::{CouponOnCart, NewRedemption, Redeemed, reserve_redemption},
    orders::{NewOrder, NewOrderLine, OrderAmounts, insert_pending_order},
    stock::{NewHolds, Shortage, hold_stock},
};
use securecart_domain::{
    CartId, CheckoutId, Currency, Money, OrderId, OrderLineId, PaymentId, RedemptionId,
    coupons::CouponProblem, pricing::Quote,
};
use securecart_dto::cart::CartLineProblem;
use serde_json::json;

use super::{
    CheckoutError,
    buyer::Buyer,
    delivery::{Delivery, Setting, resolve},
    earlier::{Wanted, look_at_earlier},
    wishes::Wishes,
};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
    cart::{
        Priced, dearer_than_seen, full_name, no_longer_sold, now_costs, only_available, price_delivered,
        problem_of,
    },
    coupons::problem_in_words,
    keys::Keys,
};

/// How long a payment page can be paid: the provider's shortest time, thirty minutes, and a little for asking
/// again when its first answer was lost.
const LIFETIME: Duration = Duration::minutes(32);

/// The largest total that a payment page takes, in minor units: eight digits
/// (<https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts>). Asked before anything is held.
const MOST_PAID_ONLINE: i64 = 99_999_999;

/// What a shopper asks for.
pub(super) struct Ask {
    pub(super) setting: Setting,
    pub(super) wishes: Wishes,
}

/// What came of it.
pub(super) enum Opened {
    /// A checkout that has no payment page yet.
    New(CheckoutId),
    /// One of the same contents is open already.
    Same(Box<CheckoutRecord>),
    /// Others are open and have to end first.
    InTheWay(Vec<CheckoutId>),
}

/// Prices the cart, holds its stock and writes checkout, order and payment down, all or nothing.
pub(super) async fn open_checkout(
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    actor: &Actor,
    ask: &Ask,
) -> Result<Opened, CheckoutError> {
    let Ask { setting, wishes } = ask;
    let (owner, currency) = (setting.owner, setting.currency);
    let cart = lock_cart_for_owner(tx, owner).await?.ok_or(CheckoutError::CartEmpty)?;
    let view = view_cart(tx, cart).await?;
    if view.lines.is_empty() {
        return Err(CheckoutError::CartEmpty);
    }
    let buyer = Buyer::find(tx, keys, owner, wishes.email.as_ref()).await?;
    let delivery = resolve(tx, keys, *setting, wishes).await?;
    let Priced { quote, coupon_problem } =
        price_delivered(&view, currency, clock.now(), delivery.rate(), delivery.tax())?;
    let wanted = Wanted { buyer: &buyer, view: &view, quote: &quote, delivery: &delivery };
    if let Some(earlier) = look_at_earlier(tx, clock.now(), keys, &wanted).await? {
        return Ok(earlier);
    }
    refuse_problems(&view.lines, currency)?;
    refuse_dearer(&view.lines, wishes.expected_total)?;
    let coupon = view.coupon.as_ref();
    if let Some((problem, coupon)) = coupon_problem.zip(coupon) {
        return Err(unusable(problem, coupon));
    }
    if let Some(seen) = wishes.expected_total.filter(|seen| *seen != quote.total) {
        return Err(CheckoutError::CartChanged { seen, now: quote.total });
    }
    if quote.total.minor() > MOST_PAID_ONLINE {
        return Err(CheckoutError::TooLarge);
    }
    if quote.total.minor() == 0 && !buyer.is_reachable() {
        return Err(CheckoutError::FreeWithoutAddress);
    }
    let terms_accepted = wishes.terms_accepted;
    let basket =
        Basket { cart, lines: &view.lines, coupon, quote: &quote, delivery: &delivery, terms_accepted };
    write(tx, clock, keys, actor, &buyer, &basket).await.map(Opened::New)
}

fn refuse_problems(lines: &[CartLineRecord], currency: Currency) -> Result<(), CheckoutError> {
    let sentences: Vec<String> = lines
        .iter()
        .filter_map(|line| {
            let name = full_name(&line.name, &line.variant_title);
            match problem_of(line, currency)? {
                CartLineProblem::Gone => Some(no_longer_sold(&name)),
                CartLineProblem::SoldOut | CartLineProblem::LessStock => {
                    Some(only_available(&name, line.available))
                }
                // Nothing is missing; whether it was agreed to is asked next.
                CartLineProblem::PriceChanged => None,
            }
        })
        .collect();
    if sentences.is_empty() { Ok(()) } else { Err(CheckoutError::Shortage(sentences)) }
}

/// Who names the total has seen today's prices; of anybody else it is not known.
fn refuse_dearer(lines: &[CartLineRecord], seen_total: Option<Money>) -> Result<(), CheckoutError> {
    let sentence = |line: &CartLineRecord| {
        dearer_than_seen(line)
            .map(|seen| now_costs(&full_name(&line.name, &line.variant_title), seen, line.unit_price))
    };
    let sentences: Vec<String> = lines.iter().filter_map(sentence).collect();
    if seen_total.is_some() || sentences.is_empty() { Ok(()) } else { Err(CheckoutError::Dearer(sentences)) }
}

async fn write(
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    actor: &Actor,
    buyer: &Buyer,
    basket: &Basket<'_>,
) -> Result<CheckoutId, CheckoutError> {
    let (now, owner, cart_id, lines) = (clock.now(), buyer.owner, basket.cart, basket.lines);
    let id = CheckoutId::new(clock.uuid());
    let (total, expires_at) = (basket.quote.total, now + LIFETIME);
    insert_checkout(tx, now, &NewCheckout { id, owner, cart_id, total, expires_at }).await?;
    let order = new_order(clock, keys, buyer, id, basket)?;
    insert_pending_order(tx, now, &order).await?;
    let method = order.delivery.as_ref().and_then(|delivery| delivery.method_id);
    let detail = json!({ "order": order.id, "total": total, "shipping_method": method });
    let entry = Entry {
        event: "checkout_started",
        object_kind: "checkout",
        object_key: id.to_string(),
        outcome: Outcome::Success,
        detail,
    };
    audit::record(tx, now, actor, entry).await?;
    // The rows that everybody wants come last, so that nobody waits for the rest.
    if let Some(coupon) = basket.coupon {
        let redemption = RedemptionId::new(clock.uuid());
        let new =
            NewRedemption { id: redemption, coupon: coupon.id, checkout: id, customer: buyer.customer_id };
        match reserve_redemption(tx, now, &new).await? {
            Redeemed::Reserved => {}
            Redeemed::UsedUp => return Err(unusable(CouponProblem::UsedUp, coupon)),
            Redeemed::UsedByCustomer => return Err(unusable(CouponProblem::UsedByYou, coupon)),
        }
    }
    let items = lines.iter().map(|line| (line.variant_id, line.quantity)).collect();
    let holds = NewHolds { checkout_id: id, expires_at, items };
    let shortages = hold_stock(tx, now, &|| clock.uuid(), &holds).await?;
    if shortages.is_empty() { Ok(id) } else { Err(CheckoutError::Shortage(sentences(lines, &shortages))) }
}

fn unusable(problem: CouponProblem, coupon: &CouponOnCart) -> CheckoutError {
    CheckoutError::Coupon(problem_in_words(problem, &coupon.rule))
}

/// Somebody else was faster since the cart was read.
fn sentences(lines: &[CartLineRecord], shortages: &[Shortage]) -> Vec<String> {
    let of_line = |line: &CartLineRecord| {
        let shortage = shortages.iter().find(|shortage| shortage.variant_id == line.variant_id)?;
        Some(only_available(&full_name(&line.name, &line.variant_title), shortage.available))
    };
    lines.iter().filter_map(of_line).collect()
}

/// What is bought.
struct Basket<'a> {
    cart: CartId,
    lines: &'a [CartLineRecord],
    coupon: Option<&'a CouponOnCart>,
    quote: &'a Quote,
    delivery: &'a Delivery,
    terms_accepted: bool,
}

fn new_order(
    clock: &Clock,
    keys: &Keys,
    buyer: &Buyer,
    checkout_id: CheckoutId,
    basket: &Basket<'_>,
) -> Result<NewOrder, CheckoutError> {
    let (id, quote) = (OrderId::new(clock.uuid()), basket.quote);
    let kept = buyer.keep(clock, keys, id, &basket.delivery.places)?;
    let lines = basket.lines.iter().zip(&quote.lines).map(|(line, of_line)| NewOrderLine {
        id: OrderLineId::new(clock.uuid()),
        product_id: line.product_id,
        variant_id: line.variant_id,
        name: line.name.clone(),
        variant_title: line.variant_title.clone(),
        sku: line.sku.clone(),
        image_url: line.image_url.clone(),
        unit_price: line.unit_price,
        quantity: line.quantity,
        total: of_line.total,
        discount: of_line.discount,
        tax: of_line.tax,
    });
    Ok(NewOrder {
        id,
        checkout_id,
        payment_id: PaymentId::new(clock.uuid()),
        customer_id: buyer.customer_id,
        key: kept.key,
        email: kept.email,
        delivery_sealed: kept.delivery_sealed,
        delivery: basket.delivery.snapshot(),
        tax: basket.delivery.tax_snapshot(),
        terms_accepted: basket.terms_accepted,
        amounts: amounts(quote),
        coupon_code: basket.coupon.map(|coupon| coupon.code.clone()),
        lines: lines.collect(),
    })
}

fn amounts(quote: &Quote) -> OrderAmounts {
    OrderAmounts {
        subtotal: quote.subtotal,
        discount: quote.discount,
        shipping: quote.shipping,
        tax: quote.tax,
        tax_included: quote.tax_included,
        total: quote.total,
    }
}
