use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use securecart_domain::coupons::CouponCode;
use securecart_domain::pricing::Percent;
use securecart_domain::{Currency, Money};
use securecart_dto::coupons::{Coupon, CouponDiscount, CouponTerms, NewCouponRequest};

use super::coverage::Coverage;
use crate::forms::FieldErrors;

/// The longest description in characters; the API's limit.
const MAX_DESCRIPTION: usize = 200;

/// What is typed into the form of a coupon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CouponDraft {
    /// Empty: one is drawn.
    pub(super) code: String,
    /// `percent`, `amount` or `free_shipping`.
    pub(super) kind: String,
    pub(super) percent: String,
    pub(super) amount: String,
    pub(super) description: String,
    pub(super) minimum: String,
    /// Days as `2026-01-31`.
    pub(super) first_day: String,
    pub(super) last_day: String,
    pub(super) max_uses: String,
    pub(super) max_uses_per_customer: String,
    pub(super) active: bool,
    /// What a new one is for; it stays so.
    pub(super) coverage: Coverage,
}

impl CouponDraft {
    /// Nothing yet.
    pub(super) fn empty() -> Self {
        let none = String::new;
        Self {
            code: none(),
            kind: "percent".to_owned(),
            percent: none(),
            amount: none(),
            description: none(),
            minimum: none(),
            first_day: none(),
            last_day: none(),
            max_uses: none(),
            max_uses_per_customer: none(),
            active: true,
            coverage: Coverage::everything(),
        }
    }

    /// The coupon as it is.
    pub(super) fn of(coupon: &Coupon) -> Self {
        let terms = &coupon.terms;
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        Self {
            code: coupon.code.clone(),
            description: terms.description.clone(),
            minimum: terms.minimum.map(Money::amount_text).unwrap_or_default(),
            first_day: terms.starts_at.map(day_text).unwrap_or_default(),
            last_day: terms.ends_at.map(last_day).unwrap_or_default(),
            max_uses: number(terms.max_uses),
            max_uses_per_customer: number(terms.max_uses_per_customer),
            active: terms.active,
            ..Self::empty()
        }
    }

    /// The coupon to be made, by the server's rules.
    pub(super) fn check(&self, currency: Currency, errors: &mut FieldErrors) -> Option<NewCouponRequest> {
        let code = match self.code.trim() {
            "" => Some(None),
            typed => errors.take("/code", CouponCode::parse(typed)).map(|code| Some(code.to_string())),
        };
        let discount = self.discount(currency, errors);
        let (products, categories) = self.coverage.check(errors);
        let terms = self.terms("/terms", currency, errors);
        Some(NewCouponRequest { code: code?, discount: discount?, products, categories, terms: terms? })
    }

    fn discount(&self, currency: Currency, errors: &mut FieldErrors) -> Option<CouponDiscount> {
        match self.kind.as_str() {
            "amount" => {
                let amount = errors.take("/discount/amount", Money::parse(self.amount.trim(), currency))?;
                if amount.minor() == 0 {
                    errors.add("/discount/amount", "an amount of more than nothing");
                    return None;
                }
                Some(CouponDiscount::Amount { amount })
            }
            "free_shipping" => Some(CouponDiscount::FreeShipping {}),
            _ => {
                let percent = errors.take("/discount/percent", Percent::parse(self.percent.trim()))?;
                Some(CouponDiscount::Percent { percent: percent.number() })
            }
        }
    }

    /// The terms, whose fields stand at `at` in the body.
    pub(super) fn terms(
        &self,
        at: &str,
        currency: Currency,
        errors: &mut FieldErrors,
    ) -> Option<CouponTerms> {
        let place = |name: &str| format!("{at}/{name}");
        if self.description.chars().count() > MAX_DESCRIPTION {
            errors.add(&place("description"), format!("at most {MAX_DESCRIPTION} characters fit here"));
        }
        let minimum =
            optional(&self.minimum, |text| errors.take(&place("minimum"), Money::parse(text, currency)));
        let starts_at = optional(&self.first_day, |text| errors.take(&place("starts_at"), midnight(text, 0)));
        let ends_at = optional(&self.last_day, |text| errors.take(&place("ends_at"), midnight(text, 1)));
        let max_uses = optional(&self.max_uses, |text| errors.take(&place("max_uses"), number(text)));
        let each = optional(&self.max_uses_per_customer, |text| {
            errors.take(&place("max_uses_per_customer"), number(text))
        });
        Some(CouponTerms {
            description: self.description.trim().to_owned(),
            active: self.active,
            minimum: minimum.ok()?,
            starts_at: starts_at.ok()?,
            ends_at: ends_at.ok()?,
            max_uses: max_uses.ok()?,
            max_uses_per_customer: each.ok()?,
        })
    }
}

/// What is typed is wrong, and that was noted.
struct Wrong;

/// Nothing typed is nothing; what is typed has to be right.
fn optional<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Wrong> {
    match text.trim() {
        "" => Ok(None),
        typed => read(typed).map(Some).ok_or(Wrong),
    }
}

fn number(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|number| *number >= 1).ok_or("a whole number of at least 1")
}

/// The beginning of the day that lies so many days behind this one, by UTC.
fn midnight(text: &str, days: u64) -> Result<DateTime<Utc>, &'static str> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let moment = day
        .and_then(|day| day.checked_add_days(chrono::Days::new(days)))
        .and_then(|day| day.and_hms_opt(0, 0, 0));
    moment.map(|moment| moment.and_utc()).ok_or("a day looks like 2026-01-31")
}

fn day_text(moment: DateTime<Utc>) -> String {
    moment.format("%Y-%m-%d").to_string()
}

/// The last day on which something can be used that ends at this moment.
fn last_day(end: DateTime<Utc>) -> String {
    end.checked_sub_signed(chrono::TimeDelta::seconds(1)).map(day_text).unwrap_or_default()
}

/// A part of the draft, for an input; typing takes back what was said of the field.
pub(super) fn part(
    form: crate::forms::FormState,
    draft: RwSignal<CouponDraft>,
    pointer: &'static str,
    part_of: fn(&mut CouponDraft) -> &mut String,
) -> crate::ui::Binding<String> {
    let read = Signal::derive(move || draft.with(|draft| part_of(&mut draft.clone()).clone()));
    crate::ui::Binding::new(read, move |text| {
        form.touched(pointer);
        draft.update(|draft| *part_of(draft) = text);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_one_on_which_it_can_still_be_used() {
        let draft = CouponDraft { last_day: "2026-01-31".to_owned(), ..CouponDraft::empty() };
        let terms = draft.terms("", Currency::Usd, &mut FieldErrors::none()).unwrap();
        assert_eq!(terms.ends_at.unwrap().to_rfc3339(), "2026-02-01T00:00:00+00:00");
        assert_eq!(last_day(terms.ends_at.unwrap()), "2026-01-31");
    }

    #[test]
    fn what_is_not_right_is_said_beside_its_field() {
        let draft = CouponDraft {
            code: "-".to_owned(),
            percent: "101".to_owned(),
            minimum: "1,5".to_owned(),
            max_uses: "0".to_owned(),
            first_day: "tomorrow".to_owned(),
            ..CouponDraft::empty()
        };
        let mut errors = FieldErrors::none();
        assert!(draft.check(Currency::Usd, &mut errors).is_none());
        for pointer in ["/code", "/discount/percent", "/terms/minimum", "/terms/max_uses", "/terms/starts_at"]
        {
            assert!(errors.get(pointer).is_some(), "{pointer}");
        }
    }
}
