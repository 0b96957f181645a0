//! What a method of delivery is.

use super::{Coverage, Estimate};
use crate::{Money, accounts::Country, pricing::ShippingRate, text_enum::text_enum};

text_enum! {
    /// Who goes to whom.
    pub enum MethodKind {
        /// The buyer comes to the shop: no address, no costs.
        Pickup = "pickup",
        /// The order is sent to an address.
        Ship = "ship",
    }
}

/// What a method costs, where it goes and how long it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryTerms {
    /// Who goes to whom.
    pub kind: MethodKind,
    /// Where it goes to; everywhere for those that go nowhere.
    pub coverage: Coverage,
    /// What it costs.
    pub rate: ShippingRate,
    /// How long it takes, if that is said.
    pub estimate: Option<Estimate>,
    /// Whether it is offered.
    pub active: bool,
}

/// What of the terms does not fit the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenTerms {
    /// Collecting an order costs something.
    #[error("collecting an order costs nothing")]
    PickupCosts,
    /// Collecting an order is limited to countries.
    #[error("whoever collects an order may live anywhere")]
    PickupCountries,
}

impl DeliveryTerms {
    /// Whether the parts fit each other.
    pub fn check(&self) -> Result<(), BrokenTerms> {
        if self.kind == MethodKind::Ship {
            return Ok(());
        }
        if self.rate.price.minor() != 0 || self.rate.free_from.is_some() {
            return Err(BrokenTerms::PickupCosts);
        }
        if self.coverage == Coverage::World { Ok(()) } else { Err(BrokenTerms::PickupCountries) }
    }

    /// Whether it is a way to that country; where the country is not known yet, whether it is one to every country.
    pub fn serves(&self, country: Option<Country>) -> bool {
        match (self.kind, country) {
            (MethodKind::Pickup, _) => true,
            (MethodKind::Ship, Some(country)) => self.coverage.includes(country),
            (MethodKind::Ship, None) => self.coverage == Coverage::World,
        }
    }

    /// What it costs before anything makes it free.
    pub fn price(&self) -> Money {
        self.rate.price
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn terms(kind: MethodKind, countries: Option<&[&str]>, cents: i64) -> DeliveryTerms {
        let codes: Option<Vec<String>> =
            countries.map(|codes| codes.iter().map(|code| (*code).to_owned()).collect());
        DeliveryTerms {
            kind,
            coverage: Coverage::parse(codes.as_deref()).unwrap(),
            rate: ShippingRate { price: Money::new(cents, Currency::Usd), free_from: None },
            estimate: None,
            active: true,
        }
    }

    #[test]
    fn collecting_costs_nothing_and_is_open_to_all() {
        assert_eq!(terms(MethodKind::Pickup, None, 0).check(), Ok(()));
        assert_eq!(terms(MethodKind::Pickup, None, 1).check(), Err(BrokenTerms::PickupCosts));
        assert_eq!(terms(MethodKind::Pickup, Some(&["DE"]), 0).check(), Err(BrokenTerms::PickupCountries));
        assert_eq!(terms(MethodKind::Ship, Some(&["DE"]), 490).check(), Ok(()));
    }

    #[test]
    fn a_method_serves_its_countries_alone() {
        let (de, us) = (Country::parse("DE").ok(), Country::parse("US").ok());
        let german = terms(MethodKind::Ship, Some(&["DE"]), 490);
        assert_eq!([de, us, None].map(|country| german.serves(country)), [true, false, false]);
        assert!(terms(MethodKind::Ship, None, 490).serves(None));
        assert!(terms(MethodKind::Pickup, None, 0).serves(None));
    }
}
