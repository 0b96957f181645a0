//! What sending costs.

use crate::{Money, MoneyError};

/// The price of one way of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippingRate {
    /// What it costs.
    pub price: Money,
    /// From what goods cost after their discount on, it costs nothing; none if it always costs its price.
    pub free_from: Option<Money>,
}

impl ShippingRate {
    /// The price for goods that cost this after their discount.
    pub(super) fn for_goods(self, goods: Money) -> Result<Money, MoneyError> {
        let of_goods = |amount: Money| amount.currency() == goods.currency();
        if !of_goods(self.price) || !self.free_from.is_none_or(of_goods) {
            return Err(MoneyError::CurrencyMix);
        }
        let free = self.free_from.is_some_and(|threshold| goods.minor() >= threshold.minor());
        Ok(if free { Money::zero(goods.currency()) } else { self.price })
    }
}
