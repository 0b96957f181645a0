//! Where a method delivers to.

use crate::accounts::{Country, UnknownCountry};

/// Where a method delivers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Everywhere.
    World,
    /// To these countries: at least one, each once, by code.
    Countries(Vec<Country>),
}

/// The codes are no list of countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCoverage {
    /// There is none.
    #[error("choose at least one country, or the whole world")]
    Empty,
    /// One of them is no country's.
    #[error(transparent)]
    Unknown(#[from] UnknownCountry),
}

impl Coverage {
    /// The countries of these codes; no list at all is the whole world.
    pub fn parse(codes: Option<&[String]>) -> Result<Self, InvalidCoverage> {
        let Some(codes) = codes else { return Ok(Self::World) };
        let mut countries = codes.iter().map(|code| Country::parse(code)).collect::<Result<Vec<_>, _>>()?;
        countries.sort_unstable_by_key(|country| country.code());
        countries.dedup();
        if countries.is_empty() { Err(InvalidCoverage::Empty) } else { Ok(Self::Countries(countries)) }
    }

    /// Whether it goes there.
    pub fn includes(&self, country: Country) -> bool {
        match self {
            Self::World => true,
            Self::Countries(countries) => countries.contains(&country),
        }
    }

    /// The codes, as [`Coverage::parse`] reads them.
    pub fn codes(&self) -> Option<Vec<String>> {
        match self {
            Self::World => None,
            Self::Countries(countries) => {
                Some(countries.iter().map(|country| country.code().to_owned()).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_listed_once_and_no_list_is_the_world() {
        let read = |codes: &[&str]| {
            Coverage::parse(Some(&codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>()))
        };
        let some = read(&["fr", "DE", "FR"]).unwrap();
        assert_eq!(some.codes().unwrap(), ["DE", "FR"]);
        let country = |code| Country::parse(code).unwrap();
        assert!(some.includes(country("DE")) && !some.includes(country("US")));
        assert!(Coverage::parse(None).unwrap().includes(country("US")));
        assert_eq!(read(&[]), Err(InvalidCoverage::Empty));
        assert_eq!(read(&["EU"]), Err(InvalidCoverage::Unknown(UnknownCountry)));
    }
}
