//! What is said of coupons, the same words everywhere.

use chrono::DateTime;
use securecart_domain::{
    coupons::{CouponProblem, CouponRule},
    pricing::Discount,
};

/// What it takes off: `10 % off`.
pub(crate) fn summary(discount: &Discount) -> String {
    match discount {
        Discount::Percent(percent) => format!("{percent} off"),
        Discount::Amount(amount) => format!("{amount} off"),
        Discount::FreeShipping => "Free shipping".to_owned(),
    }
}

/// Why it takes nothing off, and how to go on where there is a way.
pub(crate) fn problem_in_words(problem: CouponProblem, rule: &CouponRule) -> String {
    match problem {
        CouponProblem::Ended => "This coupon has ended.".to_owned(),
        CouponProblem::NotYet => match rule.starts_at.and_then(|start| DateTime::from_timestamp(start, 0)) {
            Some(start) => {
                format!("This coupon can be used from {} on.", start.format("%-d %B %Y, %H:%M UTC"))
            }
            None => "This coupon can not be used yet.".to_owned(),
        },
        CouponProblem::UsedUp => "This coupon was used as often as it may be.".to_owned(),
        CouponProblem::UsedByYou => "You have used this coupon as often as it may be used.".to_owned(),
        CouponProblem::SignInFirst => "Sign in to use this coupon.".to_owned(),
        CouponProblem::BelowMinimum => match rule.minimum {
            Some(minimum) => format!("This coupon needs goods for at least {minimum} that it is for."),
            None => "The goods do not cost enough for this coupon.".to_owned(),
        },
        CouponProblem::NothingCovered => "Nothing in your cart is what this coupon is for.".to_owned(),
        CouponProblem::OtherCurrency => "This coupon is for another currency.".to_owned(),
    }
}
