//! The decisions about mails that tell of stock.

use securecart_db::{
    Conn,
    accounts::users,
    back_in_stock::{self, Standing, WishOwner},
    catalog::{ProductKey, find_active_product_id},
};
use securecart_domain::{StockWishId, UserId, VariantId, accounts::Email};

use super::BackInStockError;
use crate::{
    auth::Actor,
    mail::{Mail, Quota, promise},
    state::AppState,
};

/// Notes that somebody wants one mail when a variant that is sold out is there again.
///
/// A guest's address is asked for confirmation. Nothing that is answered tells whether it was known, and nobody gets more than
/// a few of these mails however often they are asked for; refused are only networks that ask too often.
pub(super) async fn ask(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    product: &ProductKey,
    variant: VariantId,
    email: Option<&Email>,
) -> Result<(), BackInStockError> {
    let product = find_active_product_id(tx, product).await?.ok_or(BackInStockError::NotFound)?;
    let offer = back_in_stock::find_variant_on_offer(tx, product, variant).await?;
    if offer.ok_or(BackInStockError::NotFound)? > 0 {
        return Err(BackInStockError::InStock);
    }
    match (actor.user_id, email) {
        (Some(user), None) => ask_as_customer(tx, state, user, variant).await,
        (Some(_), Some(_)) => Err(BackInStockError::OtherAddress),
        (None, Some(email)) => ask_as_guest(tx, state, actor, variant, email).await,
        (None, None) => Err(BackInStockError::NoAddress),
    }
}

async fn ask_as_customer(
    tx: &mut Conn,
    state: &AppState,
    user: UserId,
    variant: VariantId,
) -> Result<(), BackInStockError> {
    let owner = users::find_user(tx, user).await?.ok_or(BackInStockError::NotFound)?;
    if owner.email_verified_at.is_none() {
        return Err(BackInStockError::Unconfirmed);
    }
    let (id, now) = (StockWishId::new(state.clock.uuid()), state.clock.now());
    back_in_stock::insert_wish(tx, id, variant, &WishOwner::Customer(user), now).await?;
    Ok(())
}

async fn ask_as_guest(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    variant: VariantId,
    email: &Email,
) -> Result<(), BackInStockError> {
    if !Quota::StockByNetwork(&actor.address).allows(tx, state).await? {
        return Err(BackInStockError::TooOften);
    }
    let within = Quota::StockByAddress(&email.key()).allows(tx, state).await?;
    let id = StockWishId::new(state.clock.uuid());
    let (sealed, index) = state.keys.seal_stock_email(id, email)?;
    let owner = WishOwner::Guest { sealed, index };
    let standing = back_in_stock::insert_wish(tx, id, variant, &owner, state.clock.now()).await?;
    if let (Standing::Unconfirmed(wish), true) = (standing, within) {
        promise(tx, &state.clock, &Mail::ConfirmStockWish { wish }).await?;
    }
    Ok(())
}
