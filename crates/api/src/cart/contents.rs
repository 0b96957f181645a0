//! A cart as it goes over the wire.

use securecart_db::carts::CartLineRecord;
use securecart_domain::{
    CartId, Currency,
    cart::{PricedLine, cart_totals},
};
use securecart_dto::cart::{Cart, CartLine, CartLineProblem, CartNotice};

use super::CartError;

/// What is in a cart.
#[derive(Clone, Debug, Default)]
pub struct CartContents {
    /// The cart; none as long as nothing was put into it.
    pub id: Option<CartId>,
    /// Its lines, oldest first.
    pub lines: Vec<CartLineRecord>,
    /// What this call changed on its own.
    pub notices: Vec<CartNotice>,
}

impl CartContents {
    /// Adds up. Lines in another currency than the shop sells in are shown, but not counted: they can not be
    /// bought.
    pub fn into_cart(self, currency: Currency) -> Result<Cart, CartError> {
        let (countable, other): (Vec<_>, Vec<_>) =
            self.lines.iter().map(priced).partition(|line| line.unit_price.currency() == currency);
        let totals = cart_totals(currency, &countable)?;
        let lines = self.lines.iter().map(|line| cart_line(line, currency)).collect::<Result<Vec<_>, _>>()?;
        Ok(Cart {
            id: self.id,
            currency,
            item_count: totals.units,
            subtotal: totals.subtotal,
            total: totals.total,
            ready: other.is_empty() && !lines.is_empty() && lines.iter().all(|line| line.problem.is_none()),
            lines,
            notices: self.notices,
        })
    }
}

/// The price of a line, for adding up.
pub(crate) fn priced(line: &CartLineRecord) -> PricedLine {
    PricedLine { unit_price: line.unit_price, quantity: line.quantity }
}

/// Why a line can not be bought as it stands; nothing if it can.
pub fn problem_of(line: &CartLineRecord, currency: Currency) -> Option<CartLineProblem> {
    if !line.sold || line.unit_price.currency() != currency {
        Some(CartLineProblem::Gone)
    } else if line.available == 0 {
        Some(CartLineProblem::SoldOut)
    } else if u32::from(line.quantity.get()) > line.available {
        Some(CartLineProblem::LessStock)
    } else {
        None
    }
}

fn cart_line(line: &CartLineRecord, currency: Currency) -> Result<CartLine, CartError> {
    Ok(CartLine {
        id: line.id,
        product_id: line.product_id,
        product_slug: line.product_slug.clone(),
        variant_id: line.variant_id,
        name: line.name.clone(),
        variant_title: line.variant_title.clone(),
        image_url: line.image_url.clone(),
        unit_price: line.unit_price,
        quantity: line.quantity.get(),
        available: line.available,
        total: line.unit_price.times(line.quantity)?,
        problem: problem_of(line, currency),
    })
}
