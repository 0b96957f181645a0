//! The rules for what staff say of a coupon.

use chrono::{DateTime, Utc};
use securecart_domain::{Money, catalog::PlainText, coupons::CouponRule, pricing::Discount};
use securecart_dto::{FieldError, coupons::CouponTerms};

use crate::http::fields::Fields;

/// The longest description in characters.
const MAX_DESCRIPTION: usize = 200;
/// The highest minimum: what the largest cart costs.
const MAX_MINIMUM: i64 = 1_000_000_000_000;
/// The last day that is taken, 2100-01-01: what lies later is a slip.
const LAST_SECOND: i64 = 4_102_444_800;

/// Terms that keep the rules.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(super) description: PlainText,
    active: bool,
    minimum: Option<Money>,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    max_uses: Option<u32>,
    max_uses_per_customer: Option<u32>,
}

/// What a value may be.
#[derive(Clone, Copy, Debug, thiserror::Error)]
enum Broken {
    #[error("an amount of more than nothing")]
    Amount,
    #[error("a number from 1 to {0}")]
    Count(u32),
    #[error("a time from 1970 to 2099")]
    Time,
}

impl Terms {
    /// Checks them; `at` is where they stand in the body.
    pub(super) fn read(fields: &mut Fields, at: &str, terms: &CouponTerms) -> Option<Self> {
        let place = |name: &str| format!("{at}/{name}");
        let text = PlainText::optional_line(&terms.description, MAX_DESCRIPTION);
        let description = fields.take(&place("description"), text);
        let minimum = fields.take_optional(&place("minimum"), terms.minimum.map(minimum));
        let starts_at = fields.take_optional(&place("starts_at"), terms.starts_at.map(second));
        let ends_at = fields.take_optional(&place("ends_at"), terms.ends_at.map(second));
        let uses = terms.max_uses.map(|number| count(number, 1_000_000));
        let max_uses = fields.take_optional(&place("max_uses"), uses);
        let each = terms.max_uses_per_customer.map(|number| count(number, 1_000));
        let max_each = fields.take_optional(&place("max_uses_per_customer"), each);
        if let (Some(Some(start)), Some(Some(end))) = (starts_at, ends_at)
            && end <= start
        {
            fields.add(&place("ends_at"), "before_start", "it has to end after it starts");
            return None;
        }
        Some(Self {
            description: description?,
            active: terms.active,
            minimum: minimum?,
            starts_at: starts_at?,
            ends_at: ends_at?,
            max_uses: max_uses?,
            max_uses_per_customer: max_each?,
        })
    }

    /// A coupon that takes this off under these terms.
    pub(super) fn rule(&self, discount: Discount) -> CouponRule {
        CouponRule {
            discount,
            minimum: self.minimum,
            active: self.active,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            max_uses: self.max_uses,
            max_uses_per_customer: self.max_uses_per_customer,
        }
    }

    /// Whether its amount is in the currency of the shop.
    pub(super) fn amounts(&self) -> Option<Money> {
        self.minimum
    }
}

impl TryFrom<CouponTerms> for Terms {
    type Error = Vec<FieldError>;

    fn try_from(terms: CouponTerms) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let read = Self::read(&mut fields, "", &terms);
        read.ok_or_else(|| fields.into_errors())
    }
}

fn minimum(amount: Money) -> Result<Money, impl std::fmt::Display> {
    if (1..=MAX_MINIMUM).contains(&amount.minor()) { Ok(amount) } else { Err(Broken::Amount) }
}

fn count(number: u32, most: u32) -> Result<u32, impl std::fmt::Display> {
    if (1..=most).contains(&number) { Ok(number) } else { Err(Broken::Count(most)) }
}

fn second(time: DateTime<Utc>) -> Result<i64, impl std::fmt::Display> {
    let second = time.timestamp();
    if (0..LAST_SECOND).contains(&second) { Ok(second) } else { Err(Broken::Time) }
}
