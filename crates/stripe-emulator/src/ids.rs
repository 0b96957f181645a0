//! Identifiers that look like Stripe's: a prefix and random letters and digits.

use rand::RngExt;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// What an identifier names.
#[derive(Clone, Copy, Debug)]
pub(crate) enum IdKind {
    Charge,
    CheckoutSession,
    Coupon,
    Event,
    LineItem,
    PaymentIntent,
    PaymentMethod,
    Price,
    Product,
    Refund,
    Request,
}

impl IdKind {
    fn shape(self) -> (&'static str, usize) {
        match self {
            Self::Charge => ("ch_3", 23),
            Self::CheckoutSession => ("cs_test_a1", 56),
            Self::Coupon => ("", 8),
            Self::Event => ("evt_1", 23),
            Self::LineItem => ("li_1", 23),
            Self::PaymentIntent => ("pi_3", 23),
            Self::PaymentMethod => ("pm_1", 23),
            Self::Price => ("price_1", 23),
            Self::Product => ("prod_", 14),
            Self::Refund => ("re_3", 23),
            Self::Request => ("req_", 14),
        }
    }
}

/// A fresh identifier of the kind.
pub(crate) fn new_id(kind: IdKind) -> String {
    let (prefix, length) = kind.shape();
    format!("{prefix}{}", random_text(length))
}

/// Random letters and digits; also the body of generated keys.
pub(crate) fn random_text(length: usize) -> String {
    let mut rng = rand::rng();
    (0..length)
        .filter_map(|_| ALPHABET.get(rng.random_range(0..ALPHABET.len())))
        .map(|byte| char::from(*byte))
        .collect()
}
