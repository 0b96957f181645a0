//! What a form asks of an address in a country.

use super::Country;
use super::postal_address::{WITH_REGIONS, has_postcode_form};

/// Whether a form asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Addresses of the country do not have it.
    No,
    /// It may be left out.
    Maybe,
    /// An address is incomplete without it.
    Always,
}

/// What a form asks of an address in a country, beside name, street and town, and what people there call it. The rules of
/// [`super::PostalAddress`] are the same or milder, since they also judge addresses of programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressForm {
    /// Whether there are postcodes.
    pub postcode: Asked,
    /// What they are called.
    pub postcode_label: &'static str,
    /// Whether a state, province or county belongs to an address.
    pub region: Asked,
    /// What it is called.
    pub region_label: &'static str,
}

/// Countries without postcodes, as the Universal Postal Union lists them.
const WITHOUT_POSTCODES: &[&str] = &[
    "AE", "AG", "AO", "AW", "BF", "BI", "BJ", "BO", "BS", "BW", "BZ", "CD", "CF", "CG", "CI", "CK", "CM",
    "CW", "DJ", "DM", "ER", "FJ", "GD", "GH", "GM", "GQ", "GY", "HK", "KI", "KM", "KN", "KP", "ML", "MO",
    "MR", "MW", "NR", "NU", "QA", "RW", "SB", "SC", "SL", "SR", "SS", "ST", "SX", "TD", "TF", "TG", "TK",
    "TL", "TO", "TV", "UG", "VU", "WS", "YE", "ZW",
];

/// Countries whose post leads no state, province or county in an address.
const WITHOUT_REGIONS: &[&str] = &[
    "AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "FI", "FR", "GR", "HR", "HU", "IL", "IS", "LI", "LT",
    "LU", "LV", "MC", "MT", "NL", "NO", "NZ", "PL", "PT", "RS", "SE", "SG", "SI", "SK",
];

impl AddressForm {
    /// The form of a country; of no country in particular until one is chosen.
    pub fn of(country: Option<Country>) -> Self {
        let code = country.map(Country::code).unwrap_or_default();
        let postcode = if has_postcode_form(code) {
            Asked::Always
        } else if WITHOUT_POSTCODES.contains(&code) {
            Asked::No
        } else {
            Asked::Maybe
        };
        let region = if WITH_REGIONS.contains(&code) {
            Asked::Always
        } else if WITHOUT_REGIONS.contains(&code) {
            Asked::No
        } else {
            Asked::Maybe
        };
        let (postcode_label, region_label) = labels(code);
        Self { postcode, postcode_label, region, region_label }
    }
}

fn labels(code: &str) -> (&'static str, &'static str) {
    match code {
        "US" => ("ZIP code", "State"),
        "CA" => ("Postal code", "Province"),
        "AU" => ("Postcode", "State or territory"),
        "IN" => ("PIN code", "State"),
        "BR" => ("Postcode", "State"),
        "GB" | "IE" => ("Postcode", "County"),
        "JP" => ("Postcode", "Prefecture"),
        "HK" => ("Postcode", "Area"),
        "ES" | "IT" => ("Postcode", "Province"),
        _ => ("Postcode", "State or province"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{AddressText, PostalAddress};

    fn form(code: &str) -> AddressForm {
        AddressForm::of(Country::parse(code).ok())
    }

    #[test]
    fn a_form_asks_for_what_the_country_has() {
        let asked = |code| (form(code).postcode, form(code).region);
        assert_eq!(asked("DE"), (Asked::Always, Asked::No));
        assert_eq!(asked("US"), (Asked::Always, Asked::Always));
        assert_eq!(asked("HK"), (Asked::No, Asked::Maybe));
        assert_eq!(asked("IE"), (Asked::Maybe, Asked::Maybe));
        assert_eq!(asked(""), (Asked::Maybe, Asked::Maybe));
        assert_eq!((form("US").postcode_label, form("IN").region_label), ("ZIP code", "State"));
    }

    #[test]
    fn no_form_hides_what_the_rules_ask_for() {
        for country in Country::all() {
            let form = AddressForm::of(Some(country));
            let text = AddressText {
                name: "Ann Lee".to_owned(),
                line1: "1 Quay Street".to_owned(),
                city: "Town".to_owned(),
                country: country.code().to_owned(),
                ..AddressText::default()
            };
            let wrong = PostalAddress::parse(&text).err().unwrap_or_default();
            let needed = |part| wrong.iter().any(|(named, _)| *named == part);
            assert_eq!(needed("postcode"), form.postcode == Asked::Always, "{country:?}");
            assert_eq!(needed("region"), form.region == Asked::Always, "{country:?}");
        }
    }

    #[test]
    fn the_lists_name_countries() {
        for code in WITHOUT_POSTCODES.iter().chain(WITHOUT_REGIONS) {
            assert!(Country::parse(code).is_ok(), "{code}");
        }
    }
}
