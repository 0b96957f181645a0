use securecart_domain::catalog::PlainText;
use securecart_domain::{Currency, ImageId, Money};
use securecart_dto::admin::{AdminProduct, AdminVariant, NewVariantRequest, UpdateVariantRequest};
use securecart_dto::catalog::OptionValue;

use super::checks::{take_former_price, take_grams, take_price, take_sku, take_units};
use crate::forms::FieldErrors;

const LONGEST_OPTION_NAME: usize = 50;
const LONGEST_OPTION_VALUE: usize = 100;

/// Fields of the options; a product has at most three.
pub(super) const OPTION_FIELDS: [(&str, &str); 3] = [
    ("/options/0/name", "/options/0/value"),
    ("/options/1/name", "/options/1/value"),
    ("/options/2/name", "/options/2/value"),
];

/// The value of the variant that a product without options has already.
pub(super) const FIRST_VALUE_FIELD: &str = "/first_variant_values/0";

/// One option as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OptionDraft {
    pub(super) name: String,
    pub(super) value: String,
    /// On a product without options: the value of the variant that is there.
    pub(super) first_value: String,
}

impl OptionDraft {
    fn of(option: &OptionValue) -> Self {
        Self { name: option.name.clone(), value: option.value.clone(), ..Self::default() }
    }
}

/// What is typed into the form of a variant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct VariantDraft {
    /// One for each option of the product; on a product without options, what becomes its first.
    pub(super) options: Vec<OptionDraft>,
    /// Whether the product has no options yet.
    pub(super) brings_option: bool,
    pub(super) price: String,
    pub(super) compare_at_price: String,
    pub(super) sku: String,
    /// In grams.
    pub(super) weight: String,
    pub(super) stock: String,
    /// The id of the picture that shows it; empty for none.
    pub(super) image: String,
}

impl VariantDraft {
    /// A further variant of the product, at the price of its last one.
    pub(super) fn further(product: &AdminProduct) -> Self {
        let named = product.options.iter();
        let mut options: Vec<_> =
            named.map(|option| OptionDraft { name: option.name.clone(), ..OptionDraft::default() }).collect();
        let brings_option = options.is_empty();
        if brings_option {
            options.push(OptionDraft::default());
        }
        let price = product.variants.last().map(|variant| variant.price.amount_text()).unwrap_or_default();
        Self { options, brings_option, price, ..Self::default() }
    }

    /// A variant as it is.
    pub(super) fn of(variant: &AdminVariant) -> Self {
        Self {
            price: variant.price.amount_text(),
            compare_at_price: variant.compare_at_price.map(Money::amount_text).unwrap_or_default(),
            sku: variant.sku.clone().unwrap_or_default(),
            weight: variant.weight_grams.to_string(),
            image: variant.image_id.map(|image| image.to_string()).unwrap_or_default(),
            options: variant.options.iter().map(OptionDraft::of).collect(),
            ..Self::default()
        }
    }

    /// The variant to add, or what is wrong.
    pub(super) fn check_new(
        &self,
        currency: Currency,
        errors: &mut FieldErrors,
    ) -> Option<NewVariantRequest> {
        let options = self.check_options(errors);
        let first_variant_values = self.check_first_value(errors);
        let price = take_price(errors, "/price", &self.price, currency);
        let former = take_former_price(errors, &self.compare_at_price, price, currency);
        let sku = take_sku(errors, &self.sku);
        let weight = take_grams(errors, &self.weight);
        let stock = take_units(errors, "/stock", &self.stock);
        Some(NewVariantRequest {
            options: options?,
            first_variant_values: first_variant_values?,
            price: price?,
            compare_at_price: former?,
            sku: sku?,
            weight_grams: weight?,
            stock: stock?,
        })
    }

    /// What differs from the variant as it was loaded, or what is wrong.
    pub(super) fn check_change(
        &self,
        before: &AdminVariant,
        errors: &mut FieldErrors,
    ) -> Option<UpdateVariantRequest> {
        let currency = before.price.currency();
        let price = take_price(errors, "/price", &self.price, currency);
        let former = take_former_price(errors, &self.compare_at_price, price, currency)?;
        let sku = take_sku(errors, &self.sku)?;
        let options = self.check_options(errors);
        let weight = take_grams(errors, &self.weight);
        let image = self.image.parse::<ImageId>().ok();
        Some(UpdateVariantRequest {
            options: Some(options?).filter(|options| *options != before.options),
            image_id: image.filter(|image| Some(*image) != before.image_id),
            remove_image: image.is_none() && before.image_id.is_some(),
            price: Some(price?).filter(|price| *price != before.price),
            compare_at_price: former.filter(|former| Some(*former) != before.compare_at_price),
            remove_compare_at_price: former.is_none() && before.compare_at_price.is_some(),
            // Nothing takes an SKU away again on the server but an empty one.
            sku: (sku != before.sku).then(|| sku.unwrap_or_default()),
            weight_grams: Some(weight?).filter(|weight| *weight != before.weight_grams),
        })
    }

    fn check_options(&self, errors: &mut FieldErrors) -> Option<Vec<OptionValue>> {
        let checked = self.options.iter().zip(OPTION_FIELDS).map(|(option, (name, value))| {
            let name = errors.take(name, PlainText::line(&option.name, LONGEST_OPTION_NAME));
            let value = errors.take(value, PlainText::line(&option.value, LONGEST_OPTION_VALUE));
            Some(OptionValue { name: name?.to_string(), value: value?.to_string() })
        });
        // All of them are looked at before the first wrong one ends it.
        let checked: Vec<_> = checked.collect();
        checked.into_iter().collect()
    }

    fn check_first_value(&self, errors: &mut FieldErrors) -> Option<Vec<String>> {
        let Some(option) = self.options.first().filter(|_| self.brings_option) else {
            return Some(Vec::new());
        };
        let value =
            errors.take(FIRST_VALUE_FIELD, PlainText::line(&option.first_value, LONGEST_OPTION_VALUE))?;
        Some(vec![value.to_string()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(brings_option: bool, first_value: &str) -> VariantDraft {
        let option = OptionDraft {
            name: "Size".to_owned(),
            value: "L".to_owned(),
            first_value: first_value.to_owned(),
        };
        VariantDraft {
            options: vec![option],
            brings_option,
            price: "12".to_owned(),
            stock: "3".to_owned(),
            ..VariantDraft::default()
        }
    }

    #[test]
    fn the_first_option_asks_for_the_value_of_what_is_there() {
        let mut errors = FieldErrors::none();
        assert!(typed(true, " ").check_new(Currency::Usd, &mut errors).is_none());
        assert!(errors.get(FIRST_VALUE_FIELD).is_some());
        let new = typed(true, "S").check_new(Currency::Usd, &mut FieldErrors::none()).unwrap();
        assert_eq!(new.first_variant_values, ["S"]);
        let further = typed(false, "").check_new(Currency::Usd, &mut FieldErrors::none()).unwrap();
        assert!(further.first_variant_values.is_empty());
    }
}
