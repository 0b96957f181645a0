//! The rules for what staff say of a shipping method.

use securecart_domain::{
    Currency, Money,
    catalog::PlainText,
    delivery::{BrokenTerms, Coverage, DeliveryTerms, Estimate},
    pricing::ShippingRate,
};
use securecart_dto::{FieldError, delivery::ShippingMethodTerms};

use crate::http::{ApiError, fields::Fields};

/// The longest name in characters.
const MAX_NAME: usize = 80;
/// The longest description in characters.
const MAX_DESCRIPTION: usize = 200;
/// The highest threshold: what the largest cart costs.
const MAX_THRESHOLD: i64 = 1_000_000_000_000;
/// The last place in the list.
const MAX_POSITION: u16 = 1_000;

/// Terms that keep the rules.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(super) name: PlainText,
    pub(super) description: PlainText,
    pub(super) delivery: DeliveryTerms,
    pub(super) position: i32,
}

/// What a value may be.
#[derive(Clone, Copy, Debug, thiserror::Error)]
enum Broken {
    #[error("an amount that is not negative")]
    Price,
    #[error("an amount of more than nothing; 0 as the price is free for everybody")]
    Threshold,
    #[error("a number from 0 to 1,000")]
    Position,
}

impl TryFrom<ShippingMethodTerms> for Terms {
    type Error = Vec<FieldError>;

    fn try_from(terms: ShippingMethodTerms) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let name = fields.take("/name", PlainText::line(&terms.name, MAX_NAME));
        let description =
            fields.take("/description", PlainText::optional_line(&terms.description, MAX_DESCRIPTION));
        let coverage = fields.take("/countries", Coverage::parse(terms.countries.as_deref()));
        let price = fields.take("/price", price(terms.price));
        let free_from = fields.take_optional("/free_from", terms.free_from.map(threshold));
        let days = terms.estimate.map(|days| Estimate::parse(days.from, days.to));
        let estimate = fields.take_optional("/estimate", days);
        let position = fields.take("/position", position(terms.position));
        let delivery = match (coverage, price, free_from, estimate) {
            (Some(coverage), Some(price), Some(free_from), Some(estimate)) => Some(DeliveryTerms {
                kind: terms.kind,
                coverage,
                rate: ShippingRate { price, free_from },
                estimate,
                active: terms.active,
            }),
            _ => None,
        };
        let delivery = delivery.and_then(|delivery| fitting(&mut fields, delivery));
        match (name, description, delivery, position) {
            (Some(name), Some(description), Some(delivery), Some(position)) => {
                Ok(Self { name, description, delivery, position })
            }
            _ => Err(fields.into_errors()),
        }
    }
}

impl Terms {
    /// A method costs amounts in the shop's currency alone.
    pub(super) fn refuse_other_currencies(&self, currency: Currency) -> Result<(), ApiError> {
        let rate = self.delivery.rate;
        let amounts = [("/price/currency", Some(rate.price)), ("/free_from/currency", rate.free_from)];
        let mut fields = Fields::new();
        for (pointer, amount) in amounts {
            if amount.is_some_and(|amount| amount.currency() != currency) {
                fields.add(pointer, "other_currency", format!("The shop sells in {currency}."));
            }
        }
        fields.finish().map_err(ApiError::invalid)
    }
}

fn fitting(fields: &mut Fields, delivery: DeliveryTerms) -> Option<DeliveryTerms> {
    let pointer = match delivery.check() {
        Err(BrokenTerms::PickupCosts) => "/price",
        Err(BrokenTerms::PickupCountries) => "/countries",
        Ok(()) => return Some(delivery),
    };
    fields.take(pointer, delivery.check()).map(|()| delivery)
}

fn price(amount: Money) -> Result<Money, Broken> {
    if (0..=Money::MAX_PRICE_MINOR).contains(&amount.minor()) { Ok(amount) } else { Err(Broken::Price) }
}

fn threshold(amount: Money) -> Result<Money, Broken> {
    if (1..=MAX_THRESHOLD).contains(&amount.minor()) { Ok(amount) } else { Err(Broken::Threshold) }
}

fn position(position: u16) -> Result<i32, Broken> {
    if position <= MAX_POSITION { Ok(i32::from(position)) } else { Err(Broken::Position) }
}
