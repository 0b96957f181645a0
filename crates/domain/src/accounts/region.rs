//! Parts of countries that addresses and taxes have to name alike (ISO 3166-2).

use super::Country;

/// A country's code, and the codes and names of its parts.
type Parts = (&'static str, &'static [(&'static str, &'static str)]);

/// Countries whose addresses name a part and whose taxes depend on it; the names are those that people write.
const REGIONS: &[Parts] = &[
    (
        "AU",
        &[
            ("ACT", "Australian Capital Territory"),
            ("NSW", "New South Wales"),
            ("NT", "Northern Territory"),
            ("QLD", "Queensland"),
            ("SA", "South Australia"),
            ("TAS", "Tasmania"),
            ("VIC", "Victoria"),
            ("WA", "Western Australia"),
        ],
    ),
    (
        "CA",
        &[
            ("AB", "Alberta"),
            ("BC", "British Columbia"),
            ("MB", "Manitoba"),
            ("NB", "New Brunswick"),
            ("NL", "Newfoundland and Labrador"),
            ("NS", "Nova Scotia"),
            ("NT", "Northwest Territories"),
            ("NU", "Nunavut"),
            ("ON", "Ontario"),
            ("PE", "Prince Edward Island"),
            ("QC", "Quebec"),
            ("SK", "Saskatchewan"),
            ("YT", "Yukon"),
        ],
    ),
    ("US", STATES),
];

const STATES: &[(&str, &str)] = &[
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("AA", "Armed Forces Americas"),
    ("AE", "Armed Forces Europe"),
    ("AP", "Armed Forces Pacific"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "District of Columbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NY", "New York"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "West Virginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
];

/// A part of a country that the shop knows the parts of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region {
    code: &'static str,
    name: &'static str,
}

/// A text that names no part of the country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("choose a state or province of this country")]
pub struct UnknownRegion;

impl Region {
    /// The part of the country that a code or a name in full names, in capital letters or not.
    pub fn parse(country: Country, text: &str) -> Result<Self, UnknownRegion> {
        let text = text.trim();
        let named =
            |region: &Self| region.code.eq_ignore_ascii_case(text) || region.name.eq_ignore_ascii_case(text);
        Self::all(country).find(named).ok_or(UnknownRegion)
    }

    /// The parts of a country by name; none of countries whose parts the shop does not know.
    pub fn all(country: Country) -> impl Iterator<Item = Self> {
        let of_country = REGIONS.iter().find(|(code, _)| *code == country.code());
        of_country.into_iter().flat_map(|(_, parts)| parts.iter()).map(|(code, name)| Self { code, name })
    }

    /// Whether the shop knows the parts of that country.
    pub fn are_known(country: Country) -> bool {
        Self::all(country).next().is_some()
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_country_has_one_code_however_it_is_written() {
        let us = Country::parse("US").unwrap();
        for text in ["MA", " ma ", "Massachusetts", "MASSACHUSETTS"] {
            assert_eq!(Region::parse(us, text).map(Region::code), Ok("MA"), "{text}");
        }
        for text in ["", "Bavaria", "ON", "M A"] {
            assert_eq!(Region::parse(us, text), Err(UnknownRegion), "{text}");
        }
        assert_eq!(Region::all(us).count(), 54);
        assert!(!Region::are_known(Country::parse("DE").unwrap()));
    }
}
