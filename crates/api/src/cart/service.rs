//! The decisions about carts.

use securecart_db::{
    Conn,
    accounts::Owner,
    carts::{
        CartLineToChange, Offer, Wanted, delete_line_for_owner, find_cart_for_owner, find_line_for_owner,
        find_offer, lock_cart_for_owner, put_line, set_quantity, set_seen_price, touch_cart, view_cart,
    },
    coupons::{find_coupon_id_by_code, put_coupon_on_cart, take_coupon_off_cart},
};
use securecart_domain::{
    CartId, CartLineId, Currency, Money, cart::Quantity, coupons::CouponCode, pricing::MAX_LINES,
};
use securecart_dto::cart::CartNotice;
use serde_json::json;

use super::{CartContents, CartError, contents::price, full_name, no_longer_sold, only_available};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
    coupons::problem_in_words,
};

/// The owner's cart; an empty one if there is none.
pub async fn get_cart(conn: &mut Conn, owner: Option<Owner>) -> Result<CartContents, CartError> {
    let Some(owner) = owner else {
        return Ok(CartContents::default());
    };
    match find_cart_for_owner(conn, owner).await? {
        Some(cart) => contents(conn, cart, Vec::new()).await,
        None => Ok(CartContents::default()),
    }
}

/// Adds units to the owner's cart, in four statements. Refuses more than there is, what is in the cart already
/// counted in. Nothing is held: that a checkout does.
pub async fn add_item(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    owner: Owner,
    wanted: Wanted,
    quantity: Quantity,
) -> Result<CartContents, CartError> {
    let cart = touch_cart(tx, clock.now(), CartId::new(clock.uuid()), owner).await?;
    let offer = find_offer(tx, cart, wanted).await?.ok_or(CartError::NotSold)?;
    if matches!(wanted, Wanted::Product(_)) && offer.variants > 1 {
        return Err(CartError::ChooseVariant);
    }
    let sum = sum(&offer, quantity)?;
    let line = CartLineId::new(clock.uuid());
    put_line(tx, clock.now(), line, cart, offer.variant_id, sum).await?;
    tracing::info!(variant.id = %offer.variant_id, quantity = sum.get(), "put into a cart");
    let added = entry("cart_item_added", ("variant", offer.variant_id.to_string()), Some(sum));
    note(tx, clock, actor, added).await?;
    contents(tx, cart, Vec::new()).await
}

fn sum(offer: &Offer, quantity: Quantity) -> Result<Quantity, CartError> {
    let units = u32::from(offer.in_cart) + u32::from(quantity.get());
    if units > offer.available {
        let full_name = full_name(&offer.name, &offer.variant_title);
        return Err(CartError::Shortage { full_name, available: offer.available });
    }
    let new_line = offer.in_cart == 0;
    if new_line && usize::try_from(offer.lines).unwrap_or(usize::MAX) >= MAX_LINES {
        return Err(CartError::CartFull);
    }
    Quantity::parse(units.into()).map_err(|_| CartError::LineFull)
}

/// What a shopper wants of a line.
#[derive(Clone, Copy, Debug)]
pub struct LineChange {
    /// How many units.
    pub quantity: Quantity,
    /// The price of one unit that was agreed to.
    pub agreed_price: Option<Money>,
}

/// Sets the units of a line, or as many as there are; a line of which there is nothing is taken out. A notice
/// says so. An agreed price is remembered as it is: whether it is today's, the line tells.
pub async fn update_item(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    owner: Owner,
    line: CartLineId,
    LineChange { quantity, agreed_price }: LineChange,
) -> Result<CartContents, CartError> {
    let found = find_line_for_owner(tx, owner, line).await?.ok_or(CartError::NoLine)?;
    match quantity.clamp_to(found.available) {
        Some(possible) => set_quantity(tx, clock.now(), found.cart_id, line, possible).await?,
        None => {
            delete_line_for_owner(tx, owner, line).await?;
        }
    }
    if let Some(price) = agreed_price {
        set_seen_price(tx, found.cart_id, line, price).await?;
    }
    tracing::info!(line.id = %line, quantity = quantity.get(), "changed in a cart");
    let left = quantity.clamp_to(found.available);
    note(tx, clock, actor, entry("cart_item_updated", ("cart_line", line.to_string()), left)).await?;
    contents(tx, found.cart_id, notices(&found, quantity)).await
}

fn notices(line: &CartLineToChange, asked: Quantity) -> Vec<CartNotice> {
    let full_name = full_name(&line.name, &line.variant_title);
    let notice = |code: &str, detail| vec![CartNotice { code: code.to_owned(), detail }];
    if !line.sold {
        return notice("line_removed", no_longer_sold(&full_name));
    }
    let detail = only_available(&full_name, line.available);
    match asked.clamp_to(line.available) {
        None => notice("line_removed", detail),
        Some(possible) if possible < asked => notice("quantity_lowered", detail),
        Some(_) => Vec::new(),
    }
}

/// Takes a line out.
pub async fn remove_item(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    owner: Owner,
    line: CartLineId,
) -> Result<CartContents, CartError> {
    if !delete_line_for_owner(tx, owner, line).await? {
        return Err(CartError::NoLine);
    }
    tracing::info!(line.id = %line, "taken out of a cart");
    note(tx, clock, actor, entry("cart_item_removed", ("cart_line", line.to_string()), None)).await?;
    get_cart(tx, Some(owner)).await
}

/// Puts a coupon on the owner's cart in place of the one that is there. Refuses codes that do not exist and coupons
/// that take nothing off this cart now; then the cart stays as it was.
pub async fn put_coupon(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    owner: Owner,
    code: &CouponCode,
    currency: Currency,
) -> Result<CartContents, CartError> {
    let cart = touch_cart(tx, clock.now(), CartId::new(clock.uuid()), owner).await?;
    let coupon = find_coupon_id_by_code(tx, code.as_str()).await?.ok_or(CartError::NoCoupon)?;
    put_coupon_on_cart(tx, clock.now(), cart, coupon).await?;
    let contents = contents(tx, cart, Vec::new()).await?;
    let Some(on_cart) = &contents.view.coupon else {
        return Err(CartError::CouponNeedsGoods);
    };
    if let Some(problem) = price(&contents.view, currency, clock.now())?.coupon_problem {
        return Err(CartError::Coupon { problem, detail: problem_in_words(problem, &on_cart.rule) });
    }
    note(tx, clock, actor, entry("cart_coupon_put", ("coupon", coupon.to_string()), None)).await?;
    Ok(contents)
}

/// Takes the coupon off the owner's cart; nothing happens if there is none.
pub async fn remove_coupon(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    owner: Owner,
) -> Result<CartContents, CartError> {
    let Some(cart) = lock_cart_for_owner(tx, owner).await? else {
        return Ok(CartContents::default());
    };
    if let Some(coupon) = take_coupon_off_cart(tx, clock.now(), cart).await? {
        note(tx, clock, actor, entry("cart_coupon_removed", ("coupon", coupon.to_string()), None)).await?;
    }
    contents(tx, cart, Vec::new()).await
}

/// What was done to a cart, and how many units the line has now.
fn entry(
    event: &'static str,
    (object_kind, object_key): (&'static str, String),
    units: Option<Quantity>,
) -> Entry {
    let units = units.map_or(0, Quantity::get);
    Entry { event, object_kind, object_key, outcome: Outcome::Success, detail: json!({ "quantity": units }) }
}

/// Writes it down if a customer did it. What guests do is in the log alone: nobody could tell who it was, and whoever
/// wants to could fill the table.
async fn note(tx: &mut Conn, clock: &Clock, actor: &Actor, entry: Entry) -> Result<(), CartError> {
    if actor.user_id.is_some() {
        audit::record(tx, clock.now(), actor, entry).await?;
    }
    Ok(())
}

async fn contents(
    conn: &mut Conn,
    cart: CartId,
    notices: Vec<CartNotice>,
) -> Result<CartContents, CartError> {
    Ok(CartContents { id: Some(cart), view: view_cart(conn, cart).await?, notices })
}
