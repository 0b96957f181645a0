//! Options as filters: what of what may a product be had in.

use std::{collections::BTreeSet, fmt, str::FromStr};

/// Values that a shopper wants products to offer, such as `colour:blue,colour:red,size:m`.
///
/// Of one option any value will do, of several options each has to be there. Names and values are keys as the facets
/// give them: letters, digits and hyphens in lower case. Kept in order and each once, so that the same choices are
/// always written alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OptionChoices {
    pairs: BTreeSet<(String, String)>,
}

/// The text is no choice of options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidChoice {
    /// A part is not a key, a colon and a key.
    #[error("write options as name:value, as the facets give them, with commas between")]
    Form,
    /// More than a filter takes.
    #[error("at most 20 values of at most 3 options can be chosen")]
    TooMany,
}

impl OptionChoices {
    /// The most options of a product, and therefore of a filter.
    pub const MAX_NAMES: usize = 3;
    const MAX_VALUES: usize = 20;
    const MAX_KEY: usize = 100;

    /// Reads what [`fmt::Display`] writes, in whatever order. Refuses anything else, and more than 20 values or 3 names.
    pub fn parse(text: &str) -> Result<Self, InvalidChoice> {
        let mut pairs = BTreeSet::new();
        for part in text.split(',') {
            let (name, value) = part.split_once(':').ok_or(InvalidChoice::Form)?;
            if !is_key(name) || !is_key(value) {
                return Err(InvalidChoice::Form);
            }
            pairs.insert((name.to_owned(), value.to_owned()));
        }
        let choices = Self { pairs };
        if choices.pairs.len() > Self::MAX_VALUES || choices.by_name().len() > Self::MAX_NAMES {
            return Err(InvalidChoice::TooMany);
        }
        Ok(choices)
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// How many values are chosen.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether this value is chosen.
    pub fn contains(&self, name: &str, value: &str) -> bool {
        self.pairs.contains(&(name.to_owned(), value.to_owned()))
    }

    /// The same with this value chosen if it was not, and not chosen if it was. More than a filter takes is left as it is.
    #[must_use]
    pub fn toggled(&self, name: &str, value: &str) -> Self {
        let mut pairs = self.pairs.clone();
        let pair = (name.to_owned(), value.to_owned());
        if !pairs.remove(&pair) {
            pairs.insert(pair);
        }
        let choices = Self { pairs };
        let fits = choices.len() <= Self::MAX_VALUES && choices.by_name().len() <= Self::MAX_NAMES;
        if fits { choices } else { self.clone() }
    }

    /// Every chosen pair of name and value, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values of each name.
    pub fn by_name(&self) -> Vec<(&str, Vec<&str>)> {
        let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, value) in self.pairs() {
            match names.last_mut() {
                Some((last, values)) if *last == name => values.push(value),
                _ => names.push((name, vec![value])),
            }
        }
        names
    }
}

fn is_key(text: &str) -> bool {
    let fits = (1..=OptionChoices::MAX_KEY).contains(&text.chars().count());
    fits && text.chars().all(|character| character == '-' || character.is_alphanumeric())
}

impl fmt::Display for OptionChoices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.pairs().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{name}:{value}")?;
        }
        Ok(())
    }
}

impl FromStr for OptionChoices {
    type Err = InvalidChoice;

    fn from_str(text: &str) -> Result<Self, InvalidChoice> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_choices_are_written_alike() {
        let choices = OptionChoices::parse("size:m,colour:red,colour:blue,size:m").unwrap();
        assert_eq!(choices.to_string(), "colour:blue,colour:red,size:m");
        assert_eq!(choices.by_name(), [("colour", vec!["blue", "red"]), ("size", vec!["m"])]);
        assert_eq!(OptionChoices::parse(&choices.to_string()), Ok(choices));
    }

    #[test]
    fn a_value_is_chosen_and_taken_back() {
        let chosen = OptionChoices::default().toggled("size", "m");
        assert!(chosen.contains("size", "m"));
        assert!(chosen.toggled("size", "m").is_empty());
        let full = OptionChoices::parse("a:1,b:1,c:1").unwrap();
        assert_eq!(full.toggled("d", "1"), full);
    }

    #[test]
    fn what_is_no_choice_is_refused() {
        for text in ["", "colour", "colour:", ":blue", "a:b,", "a:b;c", "a:b:c", "a: b", "a:%", "a:'"] {
            assert_eq!(OptionChoices::parse(text), Err(InvalidChoice::Form), "{text}");
        }
        let long = format!("a:{}", "x".repeat(101));
        assert_eq!(OptionChoices::parse(&long), Err(InvalidChoice::Form));
        assert_eq!(OptionChoices::parse("a:1,b:1,c:1,d:1"), Err(InvalidChoice::TooMany));
        let many: Vec<String> = (0..21).map(|n| format!("a:{n}")).collect();
        assert_eq!(OptionChoices::parse(&many.join(",")), Err(InvalidChoice::TooMany));
    }
}
