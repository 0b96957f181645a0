//! Filling a cart with what was bought before.

use securecart_db::{
    Conn,
    accounts::Owner,
    carts::{Wanted, find_offer, touch_cart},
};
use securecart_domain::{CartId, VariantId, cart::Quantity};

use super::{
    CartContents, CartError, full_name, no_longer_sold, only_available,
    service::{add_item, get_cart},
};
use crate::{adapters::clock::Clock, auth::Actor};

/// Something that was bought before.
#[derive(Clone, Debug)]
pub(crate) struct Before {
    /// The variant.
    pub(crate) variant: VariantId,
    /// What the product was called.
    pub(crate) name: String,
    /// What the variant was called; empty if there was no choice.
    pub(crate) variant_title: String,
    /// How many.
    pub(crate) quantity: Quantity,
}

/// Units that did not fit.
#[derive(Clone, Debug)]
pub(crate) struct LeftOut {
    /// What.
    pub(crate) before: Before,
    /// How many of it.
    pub(crate) units: u16,
    /// Why, in a sentence.
    pub(crate) detail: String,
}

/// Adds each to the owner's cart, as many as there are and fit, and says what did not.
pub(crate) async fn refill(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    owner: Owner,
    wanted: Vec<Before>,
) -> Result<(CartContents, Vec<LeftOut>), CartError> {
    let cart = touch_cart(tx, clock.now(), CartId::new(clock.uuid()), owner).await?;
    let mut left_out = Vec::new();
    for before in wanted {
        let name = full_name(&before.name, &before.variant_title);
        let offer = find_offer(tx, cart, Wanted::Variant(before.variant)).await?;
        let Some(offer) = offer else {
            let units = before.quantity.get();
            left_out.push(LeftOut { before, units, detail: no_longer_sold(&name) });
            continue;
        };
        let room = u32::from(Quantity::MAX.saturating_sub(offer.in_cart));
        let free = offer.available.saturating_sub(offer.in_cart.into()).min(room);
        let asked = before.quantity.get();
        let added = match before.quantity.clamp_to(free) {
            Some(possible) => {
                match add_item(tx, clock, actor, owner, Wanted::Variant(before.variant), possible).await {
                    Ok(_) => possible.get(),
                    Err(CartError::CartFull) => 0,
                    Err(error) => return Err(error),
                }
            }
            None => 0,
        };
        if added < asked {
            let detail = match added {
                0 if free > 0 => "The cart has no room for another thing.".to_owned(),
                _ => only_available(&name, offer.available),
            };
            left_out.push(LeftOut { before, units: asked.saturating_sub(added), detail });
        }
    }
    Ok((get_cart(tx, Some(owner)).await?, left_out))
}
