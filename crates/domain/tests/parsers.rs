//! Whatever text comes in: no parser panics, and what one accepts it accepts again, unchanged and within its bounds.

use std::str::FromStr as _;

use proptest::prelude::*;
use securecart_domain::{
    Currency, Money, OrderId, Permission,
    accounts::{
        AddressText, Country, Email, NewPassword, PasskeyName, PostalAddress, RoleName, SecondFactorCode,
        Username, device_in_words,
    },
    catalog::{Sku, Slug},
};

/// Texts of any kind, and often nearly the right one.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,300}",
        "[a-z0-9._+-]{1,70}@[a-z0-9.-]{1,200}",
        r"[\PC]{1,40}@[\PC]{1,40}\.[\PC]{1,20}",
        "[A-Za-z0-9-]{0,40}",
        "[0-9]{0,25}([.][0-9]{0,5})?",
        "(ord|prd|usr)_[0-9a-f]{30,34}",
        "[A-Z2-7 -]{20,34}",
        r"\s{0,3}[\PC]{0,130}\s{0,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn an_address_that_is_accepted_is_one(text in texts()) {
        if let Ok(email) = Email::parse(&text) {
            prop_assert!(email.as_str().len() <= Email::MAX_BYTES, "{email} is too long");
            prop_assert!(!email.as_str().contains(['\r', '\n', ' ', ',', ';', '<', '>']), "{email}");
            prop_assert_eq!(Email::parse(email.as_str()).unwrap(), email);
        }
    }

    #[test]
    fn names_that_are_accepted_are_accepted_again(text in texts()) {
        if let Ok(name) = Username::parse(&text) {
            prop_assert_eq!(Username::parse(name.as_str()).unwrap().key(), name.key());
        }
        if let Ok(name) = PasskeyName::parse(&text) {
            prop_assert!(name.as_str().chars().count() <= PasskeyName::MAX_CHARS);
            prop_assert!(PasskeyName::parse(name.as_str()).unwrap() == name);
        }
        if let Ok(name) = RoleName::parse(&text) {
            prop_assert_eq!(RoleName::parse(name.as_str()).unwrap(), name);
        }
        if let Ok(slug) = Slug::parse(&text) {
            prop_assert_eq!(Slug::parse(slug.as_str()).unwrap(), slug);
        }
        if let Ok(sku) = Sku::parse(&text) {
            prop_assert_eq!(Sku::parse(sku.as_str()).unwrap(), sku);
        }
    }

    #[test]
    fn codes_and_passwords_are_judged_without_harm(text in texts(), own in texts()) {
        match SecondFactorCode::parse(&text) {
            Ok(SecondFactorCode::App(digits)) => prop_assert_eq!(digits.len(), SecondFactorCode::APP_DIGITS),
            Ok(SecondFactorCode::Recovery(letters)) => {
                prop_assert_eq!(letters.len(), SecondFactorCode::RECOVERY_CHARS);
                prop_assert!(SecondFactorCode::parse(&letters).is_ok());
            }
            Err(_) => {}
        }
        if let Ok(password) = NewPassword::parse(&text, &[&own]) {
            prop_assert_eq!(password.expose(), &*text, "a password is never changed");
        }
    }

    #[test]
    fn ids_words_and_prices_are_read_back_as_they_were_written(text in texts()) {
        if let Ok(id) = OrderId::from_str(&text) {
            prop_assert_eq!(id.to_string(), &*text);
        }
        if let Ok(permission) = Permission::from_str(&text) {
            prop_assert_eq!(permission.to_string(), &*text);
        }
        if let Ok(country) = Country::parse(&text) {
            prop_assert_eq!(Country::parse(country.code()).unwrap(), country);
        }
        if let Ok(price) = Money::parse(&text, Currency::Usd) {
            prop_assert_eq!(Money::parse(&price.amount_text(), Currency::Usd).unwrap(), price);
        }
    }

    #[test]
    fn what_a_browser_calls_itself_becomes_few_words(text in texts()) {
        let words = device_in_words(&text);
        prop_assert!(!words.is_empty() && words.chars().count() <= 100, "{words}");
    }

    #[test]
    fn a_postal_address_that_is_accepted_is_accepted_again(
        parts in prop::collection::vec(texts(), 8),
        country in prop_oneof![Just("DE".to_owned()), Just("US".to_owned()), Just("CA".to_owned()), texts()],
    ) {
        let [name, company, line1, line2, city, region, postcode, phone] = parts.try_into().unwrap();
        let text = AddressText { name, company, line1, line2, city, region, postcode, country, phone };
        match PostalAddress::parse(&text) {
            Ok(address) => {
                prop_assert!(PostalAddress::parse(address.text()).is_ok(), "{:?}", address.text());
            }
            Err(wrong) => prop_assert!(!wrong.is_empty()),
        }
    }
}
