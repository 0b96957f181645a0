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

/// How far a cart is from being sent for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreeShipping {
    /// It is there.
    Reached,
    /// Goods for so much more, and it is.
    Missing(Money),
}

/// How far goods that cost this after their discount are from being sent for nothing in the cheapest to reach of these
/// ways. None where goods never go for nothing, or always do: there is nothing to reach for.
pub fn free_shipping(
    ways: impl IntoIterator<Item = ShippingRate>,
    goods: Money,
) -> Result<Option<FreeShipping>, MoneyError> {
    let mut nearest: Option<Money> = None;
    for way in ways {
        if way.price.minor() == 0 {
            return Ok(None);
        }
        if way.for_goods(goods)?.minor() == 0 {
            return Ok(Some(FreeShipping::Reached));
        }
        if let Some(threshold) = way.free_from {
            let missing = threshold.checked_sub(goods)?;
            nearest = Some(
                nearest
                    .map_or(missing, |other| if other.minor() < missing.minor() { other } else { missing }),
            );
        }
    }
    Ok(nearest.map(FreeShipping::Missing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::Usd)
    }

    fn way(price: i64, free_from: Option<i64>) -> ShippingRate {
        ShippingRate { price: usd(price), free_from: free_from.map(usd) }
    }

    #[test]
    fn the_nearest_threshold_is_the_one_to_reach() {
        let ways = [way(490, Some(5000)), way(990, Some(4000)), way(1990, None)];
        let far = |goods| free_shipping(ways, usd(goods)).unwrap();
        assert_eq!(far(1000), Some(FreeShipping::Missing(usd(3000))));
        assert_eq!(far(3999), Some(FreeShipping::Missing(usd(1))));
        assert_eq!(far(4000), Some(FreeShipping::Reached));
    }

    #[test]
    fn where_nothing_changes_there_is_nothing_to_reach_for() {
        assert_eq!(free_shipping([way(490, None)], usd(100)), Ok(None));
        assert_eq!(free_shipping([way(490, Some(5000)), way(0, None)], usd(100)), Ok(None));
        assert_eq!(free_shipping([], usd(100)), Ok(None));
        let foreign = ShippingRate { price: Money::new(1, Currency::Eur), free_from: None };
        assert_eq!(free_shipping([foreign], usd(100)), Err(MoneyError::CurrencyMix));
    }
}
