//! `/c/pay/{session}/confirm`: the bank asks the payer.

use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    post,
    web::{Data, Form, Path},
};
use serde::Deserialize;

use super::{form::Retry, html::Escaped, layout::Page, result::answer};
use crate::{
    ledger::{Cause, PayOutcome, Session},
    money::written,
    shared::Shared,
};

/// What the payer tells the bank.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Decision {
    Confirm,
    Fail,
}

#[derive(Debug, Deserialize)]
pub(super) struct ConfirmationForm {
    decision: Decision,
}

#[get("/c/pay/{session}/confirm")]
pub(super) async fn show_confirmation(id: Path<String>, shared: Data<Shared>) -> HttpResponse {
    let (session, waiting) = shared.transact(|state, _| {
        let session = state.ledger.session(&id).cloned();
        let waiting = session.as_ref().is_some_and(|session| state.ledger.awaits_confirmation(session));
        (session, waiting)
    });
    match &session {
        Some(session) if waiting => question(session).render(&shared, Some(session)),
        _ => answer(&shared, session.as_ref(), &PayOutcome::NothingToConfirm, Retry::default()),
    }
}

#[post("/c/pay/{session}/confirm")]
pub(super) async fn confirm_payment(
    id: Path<String>,
    form: Form<ConfirmationForm>,
    shared: Data<Shared>,
) -> HttpResponse {
    let agreed = form.decision == Decision::Confirm;
    let (outcome, session) = shared.transact(|state, now| {
        let outcome = state.ledger.confirm(&id, agreed, &Cause::outside(now));
        (outcome, state.ledger.session(&id).cloned())
    });
    answer(&shared, session.as_ref(), &outcome, Retry::default())
}

fn question(session: &Session) -> Page {
    let total = written(session.total, &session.currency);
    Page {
        status: StatusCode::OK,
        title: "Confirm the payment (test)".to_owned(),
        content: format!(
            "<h1 id=\"heading\">Confirm the payment</h1>\n\
             <p>Your bank asks: do you want to pay {total}?</p>\n\
             <form method=\"post\" action=\"/c/pay/{id}/confirm\" class=\"choices\">\n\
             <button type=\"submit\" name=\"decision\" value=\"confirm\">Confirm</button>\n\
             <button type=\"submit\" name=\"decision\" value=\"fail\" class=\"secondary\">Fail</button>\n</form>\n",
            total = Escaped(&total),
            id = Escaped(&session.id),
        ),
    }
}
