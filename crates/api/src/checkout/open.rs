//! The transaction that opens a checkout: everything but the payment page.

use chrono::{DateTime, Duration, Utc};
use securecart_db::{
    Conn,
    accounts::{Owner, users},
    carts::{CartLineRecord, list_lines, lock_cart_for_owner},
    checkouts::{CheckoutRecord, NewCheckout, insert_checkout, list_unsettled_for_owner},
    keys::WrappedKey,
    orders::{NewOrder, NewOrderLine, insert_pending_order, list_lines_any},
    stock::{NewHolds, Shortage, hold_stock},
};
use securecart_domain::{
    CartId, CheckoutId, Currency, Money, OrderId, OrderLineId, PaymentId, UserId, VariantId,
    cart::{CartTotals, cart_totals},
    checkout::CheckoutStatus,
};
use securecart_dto::cart::CartLineProblem;
use serde_json::json;

use super::CheckoutError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
    cart::{full_name, no_longer_sold, only_available, priced, problem_of},
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
    let lines = list_lines(tx, cart).await?;
    if lines.is_empty() {
        return Err(CheckoutError::CartEmpty);
    }
    if let Some(earlier) = look_at_earlier(tx, clock.now(), ask.owner, &lines).await? {
        return Ok(earlier);
    }
    refuse_problems(&lines, ask.currency)?;
    let totals = cart_totals(ask.currency, &lines.iter().map(priced).collect::<Vec<_>>())?;
    if let Some(seen) = ask.expected_total.filter(|seen| *seen != totals.total) {
        return Err(CheckoutError::CartChanged { seen, now: totals.total });
    }
    let buyer = buyer(tx, keys, ask.owner).await?;
    let basket = Basket { cart, lines: &lines, totals: &totals };
    write(tx, clock, keys, actor, &buyer, &basket).await.map(Opened::New)
}

/// The owner's unsettled checkouts come first: they may hold the very stock that is asked for.
async fn look_at_earlier(
    tx: &mut Conn,
    now: DateTime<Utc>,
    owner: Owner,
    lines: &[CartLineRecord],
) -> Result<Option<Opened>, CheckoutError> {
    let unsettled = list_unsettled_for_owner(tx, owner).await?;
    let (open, on_their_way): (Vec<_>, Vec<_>) =
        unsettled.into_iter().partition(|checkout| checkout.status == CheckoutStatus::Open);
    if on_their_way.len() >= MAX_UNSETTLED {
        return Err(CheckoutError::TooManyOpen);
    }
    let wanted = contents(lines.iter().map(|line| (line.variant_id, line.quantity.get(), line.unit_price)));
    let (mut same, mut others) = (None, Vec::new());
    for checkout in open {
        let bought = list_lines_any(tx, &[checkout.order_id]).await?;
        let held =
            contents(bought.iter().map(|line| (line.variant_id, line.quantity.get(), line.unit_price)));
        if same.is_none() && held == wanted && checkout.expires_at > now + WORTH_RESUMING {
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
            problem_of(line, currency).map(|problem| match problem {
                CartLineProblem::Gone => no_longer_sold(&name),
                CartLineProblem::SoldOut | CartLineProblem::LessStock => {
                    only_available(&name, line.available)
                }
            })
        })
        .collect();
    if sentences.is_empty() { Ok(()) } else { Err(CheckoutError::Shortage(sentences)) }
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
    let (total, expires_at) = (basket.totals.total, now + LIFETIME);
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
    let items = lines.iter().map(|line| (line.variant_id, line.quantity)).collect();
    let holds = NewHolds { checkout_id: id, expires_at, items };
    let shortages = hold_stock(tx, now, &|| clock.uuid(), &holds).await?;
    if shortages.is_empty() { Ok(id) } else { Err(CheckoutError::Shortage(sentences(lines, &shortages))) }
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
    totals: &'a CartTotals,
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
    let (id, totals) = (OrderId::new(clock.uuid()), basket.totals);
    let email = match &buyer.contact {
        Some((key, email)) => Some(keys.seal_customers_order(key, id, email)?),
        None => None,
    };
    let lines = basket.lines.iter().zip(&totals.lines).map(|(line, total)| NewOrderLine {
        id: OrderLineId::new(clock.uuid()),
        product_id: line.product_id,
        variant_id: line.variant_id,
        name: line.name.clone(),
        variant_title: line.variant_title.clone(),
        sku: line.sku.clone(),
        image_url: line.image_url.clone(),
        unit_price: line.unit_price,
        quantity: line.quantity,
        total: *total,
    });
    Ok(NewOrder {
        id,
        checkout_id,
        payment_id: PaymentId::new(clock.uuid()),
        customer_id: buyer.customer_id,
        email,
        subtotal: totals.subtotal,
        total: totals.total,
        lines: lines.collect(),
    })
}
