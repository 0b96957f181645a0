//! The transaction that opens a checkout: everything but the payment page.

use chrono::{DateTime, Duration, Utc};
use securecart_db::{
    Conn,
    accounts::{Owner, users},
    carts::{CartLineRecord, CartView, lock_cart_for_owner, view_cart},
    checkouts::{CheckoutRecord, NewCheckout, insert_checkout, list_unsettled_for_owner},
    coupons::{CouponOnCart, NewRedemption, Redeemed, reserve_redemption},
    keys::WrappedKey,
    orders::{NewOrder, NewOrderLine, OrderAmounts, insert_pending_order, list_lines_any},
    stock::{NewHolds, Shortage, hold_stock},
};
use securecart_domain::{
    CartId, CheckoutId, Currency, Money, OrderId, OrderLineId, PaymentId, RedemptionId, UserId, VariantId,
    checkout::CheckoutStatus, coupons::CouponProblem, pricing::Quote,
};
use securecart_dto::cart::CartLineProblem;
use serde_json::json;

use super::CheckoutError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
    cart::{
        Priced, dearer_than_seen, full_name, no_longer_sold, now_costs, only_available, price, problem_of,
    },
    coupons::problem_in_words,
    keys::Keys,
};

/// How long a payment page can be paid: the provider's shortest time, thirty minutes, and a little for asking
/// again when its first answer was lost.
const LIFETIME: Duration = Duration::minutes(32);
/// An open checkout that ends sooner is not offered again.
const WORTH_RESUMING: Duration = Duration::minutes(5);
/// Unsettled checkouts of one owner at most, those included whose payment is on its way.
const MAX_UNSETTLED: usize = 3;

/// What a shopper asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask {
    pub(super) owner: Owner,
    pub(super) expected_total: Option<Money>,
    pub(super) currency: Currency,
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
    ask: Ask,
) -> Result<Opened, CheckoutError> {
    let cart = lock_cart_for_owner(tx, ask.owner).await?.ok_or(CheckoutError::CartEmpty)?;
    let view = view_cart(tx, cart).await?;
    if view.lines.is_empty() {
        return Err(CheckoutError::CartEmpty);
    }
    let Priced { quote, coupon_problem } = price(&view, ask.currency, clock.now())?;
    if let Some(earlier) = look_at_earlier(tx, clock.now(), ask.owner, &view, &quote).await? {
        return Ok(earlier);
    }
    refuse_problems(&view.lines, ask.currency)?;
    refuse_dearer(&view.lines, ask.expected_total)?;
    let coupon = view.coupon.as_ref();
    if let Some((problem, coupon)) = coupon_problem.zip(coupon) {
        return Err(unusable(problem, coupon));
    }
    if let Some(seen) = ask.expected_total.filter(|seen| *seen != quote.total) {
        return Err(CheckoutError::CartChanged { seen, now: quote.total });
    }
    let buyer = buyer(tx, keys, ask.owner).await?;
    if quote.total.minor() == 0 && buyer.contact.is_none() {
        return Err(CheckoutError::FreeWithoutAddress);
    }
    let basket = Basket { cart, lines: &view.lines, coupon, quote: &quote };
    write(tx, clock, keys, actor, &buyer, &basket).await.map(Opened::New)
}

/// The owner's unsettled checkouts come first: they may hold the very stock that is asked for.
async fn look_at_earlier(
    tx: &mut Conn,
    now: DateTime<Utc>,
    owner: Owner,
    view: &CartView,
    quote: &Quote,
) -> Result<Option<Opened>, CheckoutError> {
    let unsettled = list_unsettled_for_owner(tx, owner).await?;
    let (open, on_their_way): (Vec<_>, Vec<_>) =
        unsettled.into_iter().partition(|checkout| checkout.status == CheckoutStatus::Open);
    if on_their_way.len() >= MAX_UNSETTLED {
        return Err(CheckoutError::TooManyOpen);
    }
    let coupon = view.coupon.as_ref().map(|coupon| coupon.code.as_str());
    let wanted =
        contents(view.lines.iter().map(|line| (line.variant_id, line.quantity.get(), line.unit_price)));
    let (mut same, mut others) = (None, Vec::new());
    for checkout in open {
        let bought = list_lines_any(tx, &[checkout.order_id]).await?;
        let held =
            contents(bought.iter().map(|line| (line.variant_id, line.quantity.get(), line.unit_price)));
        let priced_alike = checkout.total == quote.total && checkout.coupon_code.as_deref() == coupon;
        let lasts = checkout.expires_at > now + WORTH_RESUMING;
        if same.is_none() && held == wanted && priced_alike && lasts {
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

/// What two carts are compared by.
fn contents(lines: impl Iterator<Item = (VariantId, u16, Money)>) -> Vec<(VariantId, u16, i64, Currency)> {
    let mut contents: Vec<_> =
        lines.map(|(variant, units, price)| (variant, units, price.minor(), price.currency())).collect();
    contents.sort_unstable();
    contents
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
    let detail = json!({ "order": order.id, "total": total });
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
}

/// Who buys; a guest's address comes with the payment.
struct Buyer {
    owner: Owner,
    customer_id: Option<UserId>,
    contact: Option<(WrappedKey, String)>,
}

async fn buyer(tx: &mut Conn, keys: &Keys, owner: Owner) -> Result<Buyer, CheckoutError> {
    let Owner::Customer(id) = owner else {
        return Ok(Buyer { owner, customer_id: None, contact: None });
    };
    let contact = match users::find_user(tx, id).await? {
        Some(user) => user.sealed.key.clone().zip(Some(keys.person(&user)?.email)),
        None => None,
    };
    Ok(Buyer { owner, customer_id: Some(id), contact })
}

fn new_order(
    clock: &Clock,
    keys: &Keys,
    buyer: &Buyer,
    checkout_id: CheckoutId,
    basket: &Basket<'_>,
) -> Result<NewOrder, CheckoutError> {
    let (id, quote) = (OrderId::new(clock.uuid()), basket.quote);
    let email = match &buyer.contact {
        Some((key, email)) => Some(keys.seal_customers_order(key, id, email)?),
        None => None,
    };
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
        email,
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
