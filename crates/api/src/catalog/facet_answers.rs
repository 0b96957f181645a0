//! Facets as the API tells them.

use securecart_db::catalog::{FacetCounts, OptionCount};
use securecart_domain::{Currency, Money, catalog::OptionChoices};
use securecart_dto::finding::{CategoryFacet, Facets, OptionFacet, OptionValueFacet, PriceFacet};

/// The most options told, and the most values of each. What was chosen is told beyond that.
const MAX_OPTIONS: usize = 8;
const MAX_VALUES: usize = 20;

/// The counts, cut to what a person can choose from.
pub(super) fn facets(counts: FacetCounts, currency: Currency, chosen: &OptionChoices) -> Facets {
    let category = |(name, count): (securecart_db::catalog::CategoryName, u64)| CategoryFacet {
        slug: name.slug,
        name: name.name,
        count,
    };
    Facets {
        total: counts.total,
        categories: counts.categories.into_iter().map(category).collect(),
        price: counts
            .prices
            .map(|(min, max)| PriceFacet { min: Money::new(min, currency), max: Money::new(max, currency) }),
        in_stock: counts.in_stock,
        sold_out: counts.sold_out,
        options: options(counts.options, chosen),
    }
}

/// The values come the most frequent first, so that the rarest are cut; what stays is told in its natural order.
fn options(counts: Vec<OptionCount>, chosen: &OptionChoices) -> Vec<OptionFacet> {
    let mut options: Vec<(OptionFacet, Vec<i32>)> = Vec::new();
    for count in counts {
        let is_chosen = chosen.contains(&count.name_key, &count.value_key);
        let value = OptionValueFacet { key: count.value_key, value: count.value, count: count.products };
        let known = options.len();
        match options.iter_mut().find(|(option, _)| option.key == count.name_key) {
            Some((option, places)) if option.values.len() < MAX_VALUES || is_chosen => {
                let at = places.partition_point(|place| *place < count.place);
                places.insert(at, count.place);
                option.values.insert(at, value);
            }
            None if known < MAX_OPTIONS || is_chosen => {
                let option = OptionFacet { key: count.name_key, name: count.name, values: vec![value] };
                options.push((option, vec![count.place]));
            }
            _ => {}
        }
    }
    options.sort_by(|(_, some), (_, others)| some.first().cmp(&others.first()));
    options.into_iter().map(|(option, _)| option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(name: &str, value: &str, products: u64, place: i32) -> OptionCount {
        OptionCount {
            name_key: name.to_owned(),
            name: name.to_uppercase(),
            value_key: value.to_owned(),
            value: value.to_uppercase(),
            products,
            place,
        }
    }

    #[test]
    fn what_was_chosen_is_told_however_rare_it_is() {
        let mut counts: Vec<OptionCount> =
            (0..30).map(|n| count("colour", &format!("c{n}"), 30, n)).collect();
        counts.push(count("size", "xxl", 1, 99));
        let chosen = OptionChoices::parse("colour:c29,size:xxl").unwrap();
        let told = options(counts, &chosen);
        let names: Vec<&str> = told.iter().map(|option| option.key.as_str()).collect();
        assert_eq!(names, ["colour", "size"]);
        assert_eq!(told[0].values.len(), 21);
        assert_eq!(told[0].values[20].key, "c29");
    }

    #[test]
    fn values_keep_their_natural_order() {
        let counts = vec![count("size", "l", 9, 3), count("size", "s", 5, 1), count("size", "m", 2, 2)];
        let told = options(counts, &OptionChoices::default());
        let values: Vec<&str> = told[0].values.iter().map(|value| value.key.as_str()).collect();
        assert_eq!(values, ["s", "m", "l"]);
    }
}
