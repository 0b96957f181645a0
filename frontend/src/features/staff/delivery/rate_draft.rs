use leptos::prelude::*;
use securecart_domain::delivery::{Destination, InvalidDestination};
use securecart_domain::pricing::TaxRate;
use securecart_dto::taxes::TaxRateTerms;

use crate::forms::FieldErrors;

/// The fields of a rate from top to bottom.
pub(super) const FIELDS: &[&str] = &["/name", "/percent", "/country", "/region"];

/// What is typed into the form of a rate.
#[derive(Clone, Copy)]
pub(super) struct RateDraft {
    pub(super) name: RwSignal<String>,
    pub(super) percent: RwSignal<String>,
    pub(super) country: RwSignal<String>,
    /// Empty: the rest of the country.
    pub(super) region: RwSignal<String>,
    pub(super) included: RwSignal<bool>,
    pub(super) on_shipping: RwSignal<bool>,
    pub(super) active: RwSignal<bool>,
}

impl RateDraft {
    /// The rate as it is; one that counts for a new one.
    pub(super) fn of(terms: Option<&TaxRateTerms>) -> Self {
        let text =
            |part: fn(&TaxRateTerms) -> &String| RwSignal::new(terms.map(part).cloned().unwrap_or_default());
        let flag = |part: fn(&TaxRateTerms) -> bool| RwSignal::new(terms.is_none_or(part));
        Self {
            name: text(|terms| &terms.name),
            percent: text(|terms| &terms.percent),
            country: text(|terms| &terms.country),
            region: text(|terms| &terms.region),
            included: flag(|terms| terms.included),
            on_shipping: flag(|terms| terms.on_shipping),
            active: flag(|terms| terms.active),
        }
    }

    /// The terms, by the server's rules.
    pub(super) fn check(self, errors: &mut FieldErrors) -> Option<TaxRateTerms> {
        let name = self.name.get_untracked().trim().to_owned();
        if name.is_empty() {
            errors.add("/name", "give it a name");
        }
        let rate = errors.take("/percent", TaxRate::parse_percent(self.percent.get_untracked().trim()));
        let place = Destination::parse(&self.country.get_untracked(), &self.region.get_untracked());
        let at = if matches!(place, Err(InvalidDestination::Country(_))) { "/country" } else { "/region" };
        let place = errors.take(at, place);
        if !errors.is_empty() {
            return None;
        }
        let place = place?;
        Some(TaxRateTerms {
            name,
            country: place.country.code().to_owned(),
            region: place.region_code().to_owned(),
            percent: rate?.percent(),
            included: self.included.get_untracked(),
            on_shipping: self.on_shipping.get_untracked(),
            active: self.active.get_untracked(),
        })
    }
}
