//! The rules for what staff say of a tax rate.

use securecart_domain::{
    catalog::PlainText,
    delivery::{Destination, InvalidDestination},
    pricing::{Tax, TaxRate},
    taxes::TaxRule,
};
use securecart_dto::{FieldError, taxes::TaxRateTerms};

use crate::http::fields::Fields;

/// The longest name in characters.
const MAX_NAME: usize = 40;

/// Terms that keep the rules.
#[derive(Clone, Debug)]
pub(crate) struct Terms(pub(super) TaxRule);

impl TryFrom<TaxRateTerms> for Terms {
    type Error = Vec<FieldError>;

    fn try_from(terms: TaxRateTerms) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let name = fields.take("/name", PlainText::line(&terms.name, MAX_NAME));
        let parsed = Destination::parse(&terms.country, &terms.region);
        let pointer =
            if matches!(parsed, Err(InvalidDestination::Country(_))) { "/country" } else { "/region" };
        let place = fields.take(pointer, parsed);
        let rate = fields.take("/percent", TaxRate::parse_percent(terms.percent.trim()));
        match (name, place, rate) {
            (Some(name), Some(place), Some(rate)) => {
                let tax = Tax { rate, included: terms.included, on_shipping: terms.on_shipping };
                Ok(Self(TaxRule { name: name.as_str().to_owned(), place, tax, active: terms.active }))
            }
            _ => Err(fields.into_errors()),
        }
    }
}
