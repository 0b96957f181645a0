//! The place that decides over methods and taxes.

use crate::accounts::{Country, PostalAddress, Region, UnknownCountry, UnknownRegion};

/// A country, and the part of it where the shop knows the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The country.
    pub country: Country,
    /// The part of it; none where it is not known.
    pub region: Option<Region>,
}

/// The words name no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDestination {
    /// The country's code is none.
    #[error(transparent)]
    Country(#[from] UnknownCountry),
    /// The country has no such part.
    #[error(transparent)]
    Region(#[from] UnknownRegion),
    /// The shop does not know the parts of this country.
    #[error("leave the region empty: only Australia, Canada and the United States are told apart by region")]
    NoRegions,
}

impl Destination {
    /// The place of these codes; an empty region is the country as a whole.
    pub fn parse(country: &str, region: &str) -> Result<Self, InvalidDestination> {
        let country = Country::parse(country)?;
        if region.trim().is_empty() {
            return Ok(Self { country, region: None });
        }
        if !Region::are_known(country) {
            return Err(InvalidDestination::NoRegions);
        }
        Ok(Self { country, region: Some(Region::parse(country, region)?) })
    }

    /// Where an address lies. None for addresses whose country does not exist any more.
    pub fn of(address: &PostalAddress) -> Option<Self> {
        let country = Country::parse(&address.text().country).ok()?;
        Some(Self { country, region: Region::parse(country, &address.text().region).ok() })
    }

    /// The code of its region; empty without one.
    pub fn region_code(self) -> &'static str {
        self.region.map_or("", Region::code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_parts_that_the_shop_knows_are_told_apart() {
        let place = Destination::parse("us", "California").unwrap();
        assert_eq!((place.country.code(), place.region_code()), ("US", "CA"));
        assert_eq!(Destination::parse("DE", " ").unwrap().region, None);
        assert_eq!(Destination::parse("DE", "BY"), Err(InvalidDestination::NoRegions));
        assert_eq!(Destination::parse("US", "BY"), Err(InvalidDestination::Region(UnknownRegion)));
        assert_eq!(Destination::parse("", ""), Err(InvalidDestination::Country(UnknownCountry)));
    }
}
