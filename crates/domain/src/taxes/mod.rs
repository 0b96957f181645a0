//! Which tax is due where.

use crate::{delivery::Destination, pricing::Tax};

/// The tax of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxRule {
    /// What it is called on orders.
    pub name: String,
    /// Where it is due: a country, or a part of one.
    pub place: Destination,
    /// How much, and of what.
    pub tax: Tax,
    /// Whether it counts.
    pub active: bool,
}

impl TaxRule {
    /// Whether it counts for what is delivered there.
    pub fn applies_to(&self, destination: Destination) -> bool {
        let part = self.place.region.is_none() || self.place.region == destination.region;
        self.active && self.place.country == destination.country && part
    }
}

/// The one tax that is due there: of those that count, that of the smallest place. None where no tax is known.
pub fn most_specific(rules: impl IntoIterator<Item = TaxRule>, destination: Destination) -> Option<TaxRule> {
    let due = rules.into_iter().filter(|rule| rule.applies_to(destination));
    due.max_by_key(|rule| rule.place.region.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::TaxRate;

    fn rule(country: &str, region: &str, percent: &str, active: bool) -> TaxRule {
        let rate = TaxRate::parse_percent(percent).unwrap();
        TaxRule {
            name: "Tax".to_owned(),
            place: Destination::parse(country, region).unwrap(),
            tax: Tax { rate, included: false, on_shipping: false },
            active,
        }
    }

    #[test]
    fn the_tax_of_the_smallest_place_counts() {
        let rules = [
            rule("US", "", "1", true),
            rule("US", "CA", "7.25", true),
            rule("US", "NY", "4", false),
            rule("DE", "", "19", true),
        ];
        let due = |country, region| {
            let place = Destination::parse(country, region).unwrap();
            most_specific(rules.clone(), place).map(|rule| rule.tax.rate.percent())
        };
        assert_eq!(due("US", "CA").as_deref(), Some("7.25"));
        assert_eq!(due("US", "TX").as_deref(), Some("1"));
        assert_eq!(due("US", "").as_deref(), Some("1"), "a part is not assumed");
        assert_eq!(due("US", "NY").as_deref(), Some("1"), "what is switched off does not count");
        assert_eq!(due("FR", ""), None);
    }
}
