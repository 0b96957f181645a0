use leptos::prelude::*;
use securecart_dto::catalog::{ProductDetail, Variant};

use crate::ui::{Combination, OptionGroup, variant_choices};

/// Which variant of a product the shopper has chosen.
#[derive(Clone, Copy)]
pub(super) struct Picked {
    product: StoredValue<ProductDetail>,
    chosen: RwSignal<Vec<Option<String>>>,
}

impl Picked {
    /// Begins with the first variant that can be bought, so that a price and a button are there at once.
    pub(super) fn of(product: &ProductDetail) -> Self {
        let first = product.variants.iter().find(|variant| variant.stock > 0).or(product.variants.first());
        let chosen = first.map(|variant| values(product, variant)).unwrap_or_default();
        Self { product: StoredValue::new(product.clone()), chosen: RwSignal::new(chosen) }
    }

    /// The variant; none when there is no such combination.
    pub(super) fn variant(self) -> Option<Variant> {
        let chosen = self.chosen.get();
        self.product.with_value(|product| find(product, &chosen).cloned())
    }

    /// What the picker shows.
    pub(super) fn groups(self) -> Vec<OptionGroup> {
        let chosen = self.chosen.get();
        self.product.with_value(|product| groups(product, &chosen))
    }

    /// The shopper chose a value of an option.
    pub(super) fn choose(self, option: &str, value: String) {
        let position = self
            .product
            .with_value(|product| product.options.iter().position(|candidate| candidate.name == option));
        self.chosen.update(|chosen| {
            if let Some(place) = position.and_then(|position| chosen.get_mut(position)) {
                *place = Some(value);
            }
        });
    }
}

fn find<'a>(product: &'a ProductDetail, chosen: &[Option<String>]) -> Option<&'a Variant> {
    product.variants.iter().find(|variant| values(product, variant) == chosen)
}

fn groups(product: &ProductDetail, chosen: &[Option<String>]) -> Vec<OptionGroup> {
    let options: Vec<_> =
        product.options.iter().map(|option| (option.name.clone(), option.values.clone())).collect();
    let variants: Vec<_> = product
        .variants
        .iter()
        .map(|variant| Combination {
            values: values(product, variant).into_iter().map(Option::unwrap_or_default).collect(),
            available: variant.stock > 0,
        })
        .collect();
    variant_choices(&options, &variants, chosen)
}

/// The variant's value of each option, in the options' order.
fn values(product: &ProductDetail, variant: &Variant) -> Vec<Option<String>> {
    let value = |name: &str| {
        variant.options.iter().find(|option| option.name == name).map(|option| option.value.clone())
    };
    product.options.iter().map(|option| value(&option.name)).collect()
}
