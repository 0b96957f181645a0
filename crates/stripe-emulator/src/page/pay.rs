//! `POST /c/pay/{session}/pay`: the form.

use actix_web::{
    HttpResponse, post,
    web::{Data, Form, Path},
};
use chrono::{DateTime, Datelike};
use serde::Deserialize;

use super::{
    form::{Retry, card_form},
    result::answer,
};
use crate::{
    ledger::{Card, CardEntry, CardProblem, Cause, PayOutcome, Payer, SessionStatus},
    shared::Shared,
};

/// The form's fields. One that is missing altogether gets a harmless value, so that scripts may send the number alone;
/// one that is there but wrong is refused.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PaymentForm {
    card_number: Option<String>,
    exp: Option<String>,
    cvc: Option<String>,
    email: Option<String>,
    name: Option<String>,
}

#[post("/c/pay/{session}/pay")]
pub(super) async fn pay_session(
    id: Path<String>,
    form: Form<PaymentForm>,
    shared: Data<Shared>,
) -> HttpResponse {
    let form = form.into_inner();
    let retry = |problem: Option<CardProblem>| Retry {
        message: problem.map(|problem| problem.message.to_owned()).unwrap_or_default(),
        field: problem.map(|problem| problem.field),
        email: form.email.clone(),
        name: form.name.clone(),
    };
    let (outcome, session) = shared.transact(|state, now| {
        let outcome = read(&form, now).map(|payer| state.ledger.pay(&id, payer, &Cause::outside(now)));
        (outcome, state.ledger.session(&id).cloned())
    });
    match (outcome, &session) {
        (Err(problem), Some(session)) if session.status == SessionStatus::Open => {
            card_form(session, Some(&retry(Some(problem)))).render(&shared, Some(session))
        }
        (Err(_), Some(session)) if session.status == SessionStatus::Complete => {
            answer(&shared, Some(session), &PayOutcome::AlreadyPaid, retry(None))
        }
        (Err(_), session) => answer(&shared, session.as_ref(), &PayOutcome::Expired, retry(None)),
        (Ok(outcome), session) => answer(&shared, session.as_ref(), &outcome, retry(None)),
    }
}

fn read(form: &PaymentForm, now: i64) -> Result<Payer, CardProblem> {
    let entry =
        CardEntry { number: form.card_number.clone(), expiry: form.exp.clone(), cvc: form.cvc.clone() };
    let card = Card::read(&entry, this_month(now))?;
    Ok(Payer {
        card,
        email: read_email(form.email.as_deref())?,
        name: form.name.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned),
    })
}

fn read_email(typed: Option<&str>) -> Result<Option<String>, CardProblem> {
    let Some(email) = typed.map(str::trim) else {
        return Ok(None);
    };
    let plausible =
        email.len() <= 254 && email.split_once('@').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty());
    if plausible {
        return Ok(Some(email.to_owned()));
    }
    Err(CardProblem { field: "email", message: "Enter your email address." })
}

/// Year and month of a time, for expiry dates.
pub(crate) fn this_month(now: i64) -> (i64, i64) {
    DateTime::from_timestamp(now, 0)
        .map_or((1970, 1), |time| (i64::from(time.year()), i64::from(time.month())))
}
