//! Where something can be sent.

use super::{Country, Region};
use crate::catalog::{InvalidText, PlainText};

/// An address as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressText {
    /// Who gets it.
    pub name: String,
    /// The firm; may be empty.
    pub company: String,
    /// Street and number.
    pub line1: String,
    /// What else leads there; may be empty.
    pub line2: String,
    /// The town.
    pub city: String,
    /// State, province or county; some countries need it.
    pub region: String,
    /// The postcode; some countries have none.
    pub postcode: String,
    /// The country's code.
    pub country: String,
    /// A number to call; may be empty.
    pub phone: String,
}

/// An address that keeps the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalAddress(AddressText);

/// What is wrong with a part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAddress {
    /// The text does not fit.
    #[error(transparent)]
    Text(#[from] InvalidText),
    /// The country's code is none.
    #[error("choose a country")]
    Country,
    /// The country needs a region.
    #[error("give the state or province")]
    RegionMissing,
    /// The country has no such region.
    #[error("give the state or province as its post does, such as {like}")]
    Region {
        /// An example.
        like: &'static str,
    },
    /// The country's postcodes look otherwise.
    #[error("a postcode of this country looks like {like}")]
    Postcode {
        /// An example.
        like: &'static str,
    },
    /// It can not be called.
    #[error("a phone number has 5 to 20 digits, and perhaps + ( ) - and spaces")]
    Phone,
}

/// Countries whose postcodes have a form that is told here: `9` is a digit, `A` a letter.
const POSTCODES: &[(&str, &[&str])] = &[
    ("AT", &["9999"]),
    ("AU", &["9999"]),
    ("BE", &["9999"]),
    ("CA", &["A9A 9A9", "A9A9A9"]),
    ("CH", &["9999"]),
    ("DE", &["99999"]),
    ("DK", &["9999"]),
    ("ES", &["99999"]),
    ("FI", &["99999"]),
    ("FR", &["99999"]),
    (
        "GB",
        &[
            "AA9 9AA", "A9 9AA", "A99 9AA", "A9A 9AA", "AA99 9AA", "AA9A 9AA", "AA99AA", "A99AA", "A999AA",
            "A9A9AA", "AA999AA", "AA9A9AA",
        ],
    ),
    ("IT", &["99999"]),
    ("JP", &["999-9999", "9999999"]),
    ("NL", &["9999 AA", "9999AA"]),
    ("NO", &["9999"]),
    ("NZ", &["9999"]),
    ("PL", &["99-999"]),
    ("SE", &["999 99", "99999"]),
    ("US", &["99999", "99999-9999"]),
];

/// Countries whose addresses are incomplete without a state or province.
pub(super) const WITH_REGIONS: &[&str] = &["AU", "BR", "CA", "IN", "US"];

impl PostalAddress {
    /// The longest line, in characters.
    pub const MAX_LINE: usize = 120;
    /// The longest postcode, in characters.
    pub const MAX_POSTCODE: usize = 16;
    /// The longest phone number, in characters.
    pub const MAX_PHONE: usize = 30;

    /// Judges every part, and gives what is wrong by the part's name.
    pub fn parse(text: &AddressText) -> Result<Self, Vec<(&'static str, InvalidAddress)>> {
        let mut wrong = Vec::new();
        let mut keep = |part: &'static str, parsed: Result<String, InvalidAddress>| {
            parsed.map_err(|error| wrong.push((part, error))).unwrap_or_default()
        };
        let country = Country::parse(&text.country).map(|country| country.code().to_owned());
        let country = keep("country", country.map_err(|_| InvalidAddress::Country));
        let address = AddressText {
            name: keep("name", needed(&text.name)),
            company: keep("company", optional(&text.company, Self::MAX_LINE)),
            line1: keep("line1", needed(&text.line1)),
            line2: keep("line2", optional(&text.line2, Self::MAX_LINE)),
            city: keep("city", needed(&text.city)),
            region: keep("region", region(&country, &text.region)),
            postcode: keep("postcode", postcode(&country, &text.postcode)),
            phone: keep("phone", phone(&text.phone)),
            country,
        };
        if wrong.is_empty() { Ok(Self(address)) } else { Err(wrong) }
    }

    /// The parts, trimmed; the country in capital letters.
    pub fn text(&self) -> &AddressText {
        &self.0
    }
}

fn needed(text: &str) -> Result<String, InvalidAddress> {
    Ok(PlainText::line(text, PostalAddress::MAX_LINE)?.to_string())
}

fn optional(text: &str, max: usize) -> Result<String, InvalidAddress> {
    Ok(PlainText::optional_line(text, max)?.to_string())
}

fn region(country: &str, text: &str) -> Result<String, InvalidAddress> {
    let region = optional(text, PostalAddress::MAX_LINE)?;
    if region.is_empty() && WITH_REGIONS.contains(&country) {
        return Err(InvalidAddress::RegionMissing);
    }
    let Ok(country) = Country::parse(country) else { return Ok(region) };
    // One spelling for each, since taxes depend on it.
    match (Region::parse(country, &region), Region::all(country).next()) {
        (Ok(known), _) => Ok(known.code().to_owned()),
        (Err(_), Some(example)) => Err(InvalidAddress::Region { like: example.code() }),
        (Err(_), None) => Ok(region),
    }
}

fn postcode(country: &str, text: &str) -> Result<String, InvalidAddress> {
    let postcode = optional(text, PostalAddress::MAX_POSTCODE)?.to_uppercase();
    let forms = POSTCODES.iter().find(|(code, _)| *code == country).map(|(_, forms)| *forms);
    match forms {
        Some(forms) if !forms.iter().any(|form| has_form(&postcode, form)) => {
            Err(InvalidAddress::Postcode { like: forms.first().copied().unwrap_or_default() })
        }
        _ => Ok(postcode),
    }
}

/// Whether the form of a country's postcodes is told here.
pub(super) fn has_postcode_form(country: &str) -> bool {
    POSTCODES.iter().any(|(code, _)| *code == country)
}

fn has_form(postcode: &str, form: &str) -> bool {
    let fits = |(given, wanted): (char, char)| match wanted {
        '9' => given.is_ascii_digit(),
        'A' => given.is_ascii_uppercase(),
        other => given == other,
    };
    postcode.len() == form.len() && postcode.chars().zip(form.chars()).all(fits)
}

fn phone(text: &str) -> Result<String, InvalidAddress> {
    let phone = optional(text, PostalAddress::MAX_PHONE)?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let allowed = phone.chars().all(|c| c.is_ascii_digit() || "+()-/. ".contains(c));
    if phone.is_empty() || (allowed && (5..=20).contains(&digits)) {
        return Ok(phone);
    }
    Err(InvalidAddress::Phone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(
        change: impl Fn(&mut AddressText),
    ) -> Result<PostalAddress, Vec<(&'static str, InvalidAddress)>> {
        let mut text = AddressText {
            name: " Ann Lee ".to_owned(),
            line1: "1 Quay Street".to_owned(),
            city: "Bremen".to_owned(),
            postcode: "28195".to_owned(),
            country: "de".to_owned(),
            ..AddressText::default()
        };
        change(&mut text);
        PostalAddress::parse(&text)
    }

    #[test]
    fn what_is_optional_may_be_left_out() {
        let plain = address(|_| ()).unwrap();
        assert_eq!((plain.text().name.as_str(), plain.text().country.as_str()), ("Ann Lee", "DE"));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let wrong = PostalAddress::parse(&AddressText::default()).unwrap_err();
        let parts: Vec<_> = wrong.iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, ["country", "name", "line1", "city"]);
        let wrong = address(|text| text.phone = "call me".to_owned()).unwrap_err();
        assert_eq!(wrong, [("phone", InvalidAddress::Phone)]);
    }

    #[test]
    fn postcode_and_region_depend_on_the_country() {
        let to = |country: &'static str, postcode: &'static str, region: &'static str| {
            address(move |text| {
                country.clone_into(&mut text.country);
                postcode.clone_into(&mut text.postcode);
                region.clone_into(&mut text.region);
            })
        };
        assert!(to("US", "02139", "MA").is_ok() && to("US", "02139-4307", "MA").is_ok());
        assert_eq!(to("US", "02139", "").unwrap_err(), [("region", InvalidAddress::RegionMissing)]);
        assert_eq!(to("US", "02139", "Massachusetts").unwrap().text().region, "MA");
        assert_eq!(
            to("US", "02139", "Mass.").unwrap_err(),
            [("region", InvalidAddress::Region { like: "AL" })]
        );
        assert_eq!(to("DE", "28195", "Bremen").unwrap().text().region, "Bremen");
        assert_eq!(
            to("DE", "2819", "").unwrap_err(),
            [("postcode", InvalidAddress::Postcode { like: "99999" })]
        );
        assert_eq!(to("CA", "k1a 0b1", "ON").unwrap().text().postcode, "K1A 0B1");
        for postcode in ["ec1a 1bb", "W1A0AX", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT"] {
            assert!(to("GB", postcode, "").is_ok(), "{postcode}");
        }
        assert!(to("GB", "", "").is_err() && to("GB", "12345", "").is_err());
        assert!(to("IE", "", "").is_ok() && to("HK", "", "").is_ok());
    }
}
