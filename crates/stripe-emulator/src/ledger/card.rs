//! Stripe's test cards: <https://docs.stripe.com/testing>.

/// How the bank answers for a test card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Pays,
    /// The payer must confirm with the bank first.
    AsksThePayer,
    /// The payment is taken, and the money arrives later or never, as with a debit from a bank account.
    TakesTime,
    Declines(Decline),
}

/// A refusal of the bank: error code, its closer reason, and the sentence for the payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decline {
    pub(crate) code: &'static str,
    pub(crate) reason: Option<&'static str>,
    pub(crate) message: &'static str,
}

/// A number that the emulator knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TestCard {
    pub(crate) number: &'static str,
    pub(crate) brand: &'static str,
    pub(crate) meaning: &'static str,
    answer: Answer,
}

const fn visa(number: &'static str, meaning: &'static str, answer: Answer) -> TestCard {
    TestCard { number, brand: "visa", meaning, answer }
}

const fn declines(code: &'static str, reason: Option<&'static str>, message: &'static str) -> Answer {
    Answer::Declines(Decline { code, reason, message })
}

/// The bank refuses later what was on its way.
pub(crate) const NOT_ARRIVED: Decline = Decline {
    code: "payment_intent_payment_attempt_failed",
    reason: Some("insufficient_funds"),
    message: "The payment attempt failed because of insufficient funds.",
};

/// The payer fails the bank's confirmation.
pub(crate) const NOT_CONFIRMED: Decline = Decline {
    code: "payment_intent_authentication_failure",
    reason: None,
    message: "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};

/// The cards that mean something; every other number is refused before it reaches the bank.
pub(crate) const TEST_CARDS: [TestCard; 8] = [
    visa("4242424242424242", "pays", Answer::Pays),
    TestCard { number: "5555555555554444", brand: "mastercard", meaning: "pays", answer: Answer::Pays },
    visa("4000002500003155", "asks you to confirm", Answer::AsksThePayer),
    // No card of Stripe's: it stands for the ways to pay that take days.
    visa("4000000000001976", "takes time, as a bank does", Answer::TakesTime),
    visa(
        "4000000000000002",
        "is declined",
        declines("card_declined", Some("generic_decline"), "Your card was declined."),
    ),
    visa(
        "4000000000009995",
        "has insufficient funds",
        declines("card_declined", Some("insufficient_funds"), "Your card has insufficient funds."),
    ),
    visa("4000000000000069", "has expired", declines("expired_card", None, "Your card has expired.")),
    visa(
        "4000000000000127",
        "has a wrong security code",
        declines("incorrect_cvc", None, "Your card's security code is incorrect."),
    ),
];

/// What was typed into the form. A field that the form did not have is `None` and gets a harmless value.
#[derive(Clone, Debug, Default)]
pub(crate) struct CardEntry {
    pub(crate) number: Option<String>,
    pub(crate) expiry: Option<String>,
    pub(crate) cvc: Option<String>,
}

/// A card that may be charged.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) brand: &'static str,
    pub(crate) last4: String,
    pub(crate) exp_month: i64,
    pub(crate) exp_year: i64,
    pub(crate) answer: Answer,
}

/// A field of the form that cannot be right, found without asking the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CardProblem {
    /// The form's name for the field.
    pub(crate) field: &'static str,
    pub(crate) message: &'static str,
}

impl Card {
    /// Reads a card; `this_month` is the year and month that it must outlast.
    pub(crate) fn read(entry: &CardEntry, this_month: (i64, i64)) -> Result<Self, CardProblem> {
        let known = known_card(entry.number.as_deref().unwrap_or_default())?;
        let (exp_year, exp_month) = read_expiry(entry.expiry.as_deref(), this_month)?;
        check_cvc(entry.cvc.as_deref())?;
        Ok(Self {
            brand: known.brand,
            last4: known.number.chars().skip(12).collect(),
            exp_month,
            exp_year,
            answer: known.answer,
        })
    }
}

fn problem(field: &'static str, message: &'static str) -> CardProblem {
    CardProblem { field, message }
}

fn known_card(typed: &str) -> Result<&'static TestCard, CardProblem> {
    let digits: String = typed.chars().filter(|character| !matches!(character, ' ' | '-')).collect();
    if digits.is_empty() {
        return Err(problem("card_number", "Enter your card number."));
    }
    if let Some(card) = TEST_CARDS.iter().find(|card| card.number == digits) {
        return Ok(card);
    }
    if passes_luhn(&digits) {
        return Err(problem("card_number", "This is not a test card. No real card can be charged here."));
    }
    Err(problem("card_number", "Your card number is invalid."))
}

/// The check digit of ISO/IEC 7812-1, on 12 to 19 digits.
fn passes_luhn(digits: &str) -> bool {
    let numbers: Option<Vec<u32>> = digits.chars().map(|character| character.to_digit(10)).collect();
    let Some(numbers) = numbers.filter(|numbers| (12..=19).contains(&numbers.len())) else {
        return false;
    };
    let weighted = numbers.iter().rev().enumerate().map(|(place, digit)| match place % 2 {
        0 => *digit,
        _ if *digit > 4 => 2 * digit - 9,
        _ => 2 * digit,
    });
    weighted.sum::<u32>() % 10 == 0
}

fn read_expiry(typed: Option<&str>, (this_year, this_month): (i64, i64)) -> Result<(i64, i64), CardProblem> {
    let Some(typed) = typed else {
        return Ok((this_year + 1, 12));
    };
    let invalid = problem("exp", "Enter the expiry date as MM/YY.");
    let (month, year) = typed.split_once('/').ok_or(invalid)?;
    let month: i64 = month.trim().parse().map_err(|_| invalid)?;
    let year: i64 = year.trim().parse().map_err(|_| invalid)?;
    let year = if (0..100).contains(&year) { 2000 + year } else { year };
    if !(1..=12).contains(&month) || !(2000..2100).contains(&year) {
        return Err(invalid);
    }
    if (year, month) < (this_year, this_month) {
        return Err(problem("exp", "Your card's expiry date is in the past."));
    }
    Ok((year, month))
}

fn check_cvc(typed: Option<&str>) -> Result<(), CardProblem> {
    let plausible = |cvc: &str| (3..=4).contains(&cvc.len()) && cvc.bytes().all(|byte| byte.is_ascii_digit());
    if typed.is_none_or(|cvc| plausible(cvc.trim())) {
        return Ok(());
    }
    Err(problem("cvc", "Enter the security code, three or four digits."))
}

#[cfg(test)]
mod tests {
    use super::{Answer, Card, CardEntry, TEST_CARDS, passes_luhn};

    fn read(number: &str, expiry: Option<&str>, cvc: Option<&str>) -> Result<Card, &'static str> {
        let entry = CardEntry {
            number: Some(number.to_owned()),
            expiry: expiry.map(str::to_owned),
            cvc: cvc.map(str::to_owned),
        };
        Card::read(&entry, (2026, 11)).map_err(|problem| problem.field)
    }

    #[test]
    fn every_test_card_has_a_right_check_digit() {
        assert!(TEST_CARDS.iter().all(|card| passes_luhn(card.number)));
    }

    #[test]
    fn spaces_in_the_number_do_not_matter() {
        let card = read("4242 4242 4242 4242", Some("11 / 26"), Some("123")).unwrap();
        assert_eq!((card.answer, card.last4.as_str()), (Answer::Pays, "4242"));
    }

    #[test]
    fn a_wrong_digit_and_a_real_card_are_both_refused() {
        assert_eq!(read("4242424242424241", None, None).unwrap_err(), "card_number");
        assert_eq!(read("4111111111111111", None, None).unwrap_err(), "card_number");
        assert_eq!(read("", None, None).unwrap_err(), "card_number");
        assert!(!passes_luhn("0"));
    }

    #[test]
    fn expiry_and_security_code_are_checked_when_given() {
        let number = "4242424242424242";
        assert_eq!(read(number, Some("10/26"), None).unwrap_err(), "exp");
        assert_eq!(read(number, Some("13/30"), None).unwrap_err(), "exp");
        assert_eq!(read(number, Some(""), None).unwrap_err(), "exp");
        assert_eq!(read(number, Some("12/2030"), Some("12")).unwrap_err(), "cvc");
        assert_eq!(read(number, Some("12/2030"), Some("1234")).unwrap().exp_year, 2030);
    }
}
