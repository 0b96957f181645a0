//! What is offered where, and which tax is due there.

use securecart_db::{Conn, DbError, delivery::MethodRecord, taxes::list_tax_rules_of};
use securecart_domain::{
    delivery::{Coverage, Destination, MethodKind},
    taxes::{TaxRule, most_specific},
};
use securecart_dto::delivery::{AppliedTax, DeliveryOption};

/// The tax that is due at a place; none where the place or its taxes are not known.
pub(crate) async fn tax_at(conn: &mut Conn, place: Option<Destination>) -> Result<Option<TaxRule>, DbError> {
    let Some(place) = place else { return Ok(None) };
    Ok(most_specific(list_tax_rules_of(conn, place.country).await?, place))
}

/// The countries that any of these methods sends to; none given is the whole world.
pub(super) fn countries(methods: &[MethodRecord]) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for method in methods.iter().filter(|method| method.terms.kind == MethodKind::Ship) {
        match &method.terms.coverage {
            Coverage::World => return None,
            Coverage::Countries(countries) => all.extend(countries.iter().map(|country| country.code())),
        }
    }
    all.sort_unstable();
    all.dedup();
    Some(all.into_iter().map(str::to_owned).collect())
}

/// A method as shoppers see it.
pub(super) fn option(method: MethodRecord, tax: Option<AppliedTax>) -> DeliveryOption {
    DeliveryOption {
        id: method.id,
        kind: method.terms.kind,
        name: method.name,
        description: method.description,
        price: method.terms.rate.price,
        free_from: method.terms.rate.free_from,
        estimate: method.terms.estimate.map(super::days),
        tax,
    }
}

/// A tax as it goes over the wire.
pub(super) fn applied(rule: TaxRule) -> AppliedTax {
    AppliedTax {
        name: rule.name,
        percent: rule.tax.rate.percent(),
        included: rule.tax.included,
        on_shipping: rule.tax.on_shipping,
    }
}
