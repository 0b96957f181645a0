use super::variant_picker::{OptionChoice, OptionGroup};

/// One variant there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination {
    /// Its value of each option, in the options' order.
    pub values: Vec<String>,
    /// There is one to buy.
    pub available: bool,
}

/// What a [`VariantPicker`](super::VariantPicker) shows.
///
/// A value is available when some variant to buy has it together with what is chosen in the *other*
/// options. `options` are names with their values in the order to show; `chosen` has an entry for each option.
pub fn variant_choices(
    options: &[(String, Vec<String>)],
    variants: &[Combination],
    chosen: &[Option<String>],
) -> Vec<OptionGroup> {
    options
        .iter()
        .enumerate()
        .map(|(position, (name, values))| OptionGroup {
            name: name.clone(),
            choices: values
                .iter()
                .map(|value| OptionChoice {
                    value: value.clone(),
                    selected: chosen.get(position).and_then(Option::as_ref) == Some(value),
                    available: variants.iter().any(|variant| fits(variant, position, value, chosen)),
                })
                .collect(),
        })
        .collect()
}

fn fits(variant: &Combination, position: usize, value: &str, chosen: &[Option<String>]) -> bool {
    variant.available
        && variant.values.iter().enumerate().all(|(index, own)| {
            if index == position {
                own == value
            } else {
                chosen.get(index).and_then(Option::as_ref).is_none_or(|wanted| wanted == own)
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variant(colour: &str, size: &str, available: bool) -> Combination {
        Combination { values: vec![colour.to_owned(), size.to_owned()], available }
    }

    fn available(groups: &[OptionGroup], group: usize) -> Vec<(&str, bool)> {
        groups[group].choices.iter().map(|choice| (choice.value.as_str(), choice.available)).collect()
    }

    #[test]
    fn what_cannot_be_had_with_the_other_choices_is_unavailable() {
        let options = [
            ("Colour".to_owned(), vec!["Moss".to_owned(), "Sand".to_owned()]),
            ("Size".to_owned(), vec!["S".to_owned(), "M".to_owned()]),
        ];
        let variants = [variant("Moss", "S", true), variant("Moss", "M", false), variant("Sand", "M", true)];
        let nothing = variant_choices(&options, &variants, &[None, None]);
        assert_eq!(available(&nothing, 1), [("S", true), ("M", true)]);

        let moss = variant_choices(&options, &variants, &[Some("Moss".to_owned()), None]);
        assert_eq!(available(&moss, 0), [("Moss", true), ("Sand", true)]);
        assert_eq!(available(&moss, 1), [("S", true), ("M", false)], "Moss M is sold out");
        assert!(moss[0].choices[0].selected && !moss[0].choices[1].selected);
    }
}
