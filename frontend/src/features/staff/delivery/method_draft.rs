use leptos::prelude::*;
use securecart_domain::delivery::{Coverage, Estimate, MethodKind};
use securecart_domain::{Currency, Money};
use securecart_dto::delivery::{DeliveryEstimate, ShippingMethodTerms};

use crate::forms::FieldErrors;

/// The fields of a method from top to bottom.
pub(super) const FIELDS: &[&str] =
    &["/name", "/description", "/price", "/free_from", "/countries", "/estimate", "/position"];

/// What is typed into the form of a method.
#[derive(Clone, Copy)]
pub(super) struct MethodDraft {
    pub(super) name: RwSignal<String>,
    pub(super) description: RwSignal<String>,
    /// `pickup` or `ship`.
    pub(super) kind: RwSignal<String>,
    /// Codes with blanks or commas between them; empty is the whole world.
    pub(super) countries: RwSignal<String>,
    pub(super) price: RwSignal<String>,
    pub(super) free_from: RwSignal<String>,
    pub(super) days_from: RwSignal<String>,
    pub(super) days_to: RwSignal<String>,
    pub(super) position: RwSignal<String>,
    pub(super) active: RwSignal<bool>,
}

impl MethodDraft {
    /// The method as it is; an offered one that is sent everywhere for a new one.
    pub(super) fn of(terms: Option<&ShippingMethodTerms>) -> Self {
        let text =
            |part: fn(&ShippingMethodTerms) -> String| RwSignal::new(terms.map(part).unwrap_or_default());
        Self {
            name: text(|terms| terms.name.clone()),
            description: text(|terms| terms.description.clone()),
            kind: RwSignal::new(terms.map_or(MethodKind::Ship, |terms| terms.kind).as_str().to_owned()),
            countries: text(|terms| terms.countries.clone().unwrap_or_default().join(", ")),
            price: text(|terms| terms.price.amount_text()),
            free_from: text(|terms| terms.free_from.map(Money::amount_text).unwrap_or_default()),
            days_from: text(|terms| terms.estimate.map(|days| days.from.to_string()).unwrap_or_default()),
            days_to: text(|terms| terms.estimate.map(|days| days.to.to_string()).unwrap_or_default()),
            position: text(|terms| terms.position.to_string()),
            active: RwSignal::new(terms.is_none_or(|terms| terms.active)),
        }
    }

    /// Whether it is sent to an address.
    pub(super) fn is_sent(self) -> bool {
        self.kind.get() == MethodKind::Ship.as_str()
    }

    /// The terms, by the server's rules.
    pub(super) fn check(self, currency: Currency, errors: &mut FieldErrors) -> Option<ShippingMethodTerms> {
        let sent = untrack(move || self.is_sent());
        let name = self.name.get_untracked().trim().to_owned();
        if name.is_empty() {
            errors.add("/name", "give it a name");
        }
        let typed = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let price = if sent { typed(self.price) } else { "0".to_owned() };
        let price = errors.take("/price", Money::parse(&price, currency));
        let free_from = Some(typed(self.free_from)).filter(|text| sent && !text.is_empty());
        let free_from = free_from.map(|text| errors.take("/free_from", Money::parse(&text, currency)));
        let countries = self.codes(sent, errors);
        let estimate = estimate(&typed(self.days_from), &typed(self.days_to), errors);
        let position = match typed(self.position).as_str() {
            "" => Some(0),
            text => errors.take("/position", text.parse().map_err(|_| "a number from 0 to 1,000")),
        };
        if !errors.is_empty() {
            return None;
        }
        Some(ShippingMethodTerms {
            name,
            description: self.description.get_untracked().trim().to_owned(),
            kind: if sent { MethodKind::Ship } else { MethodKind::Pickup },
            countries,
            price: price?,
            free_from: free_from.flatten(),
            estimate,
            position: position?,
            active: self.active.get_untracked(),
        })
    }

    fn codes(self, sent: bool, errors: &mut FieldErrors) -> Option<Vec<String>> {
        let typed = self.countries.get_untracked();
        let codes: Vec<String> =
            typed.split([',', ' ']).filter(|code| !code.is_empty()).map(str::to_owned).collect();
        let codes = Some(codes).filter(|codes| sent && !codes.is_empty());
        let wrong = "codes of countries with commas between them, such as DE, AT";
        errors.take("/countries", Coverage::parse(codes.as_deref()).map_err(|_| wrong))?.codes()
    }
}

fn estimate(from: &str, to: &str, errors: &mut FieldErrors) -> Option<DeliveryEstimate> {
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let days = from.parse().ok().zip(to.parse().ok());
    let wrong = "two numbers of days from 0 to 90, the lower one first";
    let days = days.filter(|(from, to)| Estimate::parse(*from, *to).is_ok());
    let (from, to) = errors.take("/estimate", days.ok_or(wrong))?;
    Some(DeliveryEstimate { from, to })
}
