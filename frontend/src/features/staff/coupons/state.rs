use chrono::{DateTime, Utc};
use securecart_dto::coupons::Coupon;

use crate::ui::Tone;

/// Whether a coupon can be used now, as a word.
pub(super) fn state_words(coupon: &Coupon, now: DateTime<Utc>) -> (Tone, &'static str) {
    let terms = &coupon.terms;
    if !terms.active {
        (Tone::Neutral, "Switched off")
    } else if terms.ends_at.is_some_and(|end| now >= end) {
        (Tone::Neutral, "Ended")
    } else if terms.max_uses.is_some_and(|most| coupon.used >= most) {
        (Tone::Warning, "Used up")
    } else if terms.starts_at.is_some_and(|start| now < start) {
        (Tone::Info, "Not yet")
    } else {
        (Tone::Success, "Can be used")
    }
}

/// How often it was used: "3 of 10".
pub(super) fn uses(coupon: &Coupon) -> String {
    match coupon.terms.max_uses {
        Some(most) => format!("{} of {most}", coupon.used),
        None => coupon.used.to_string(),
    }
}
