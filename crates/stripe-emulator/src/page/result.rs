//! Pages that say how a session ended, and the way from an attempt to an answer.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use url::Url;

use super::{
    form::{Retry, cancel_link, card_form},
    html::Escaped,
    layout::Page,
};
use crate::{
    ledger::{PayOutcome, Session},
    shared::Shared,
};

/// The answer to an attempt. `session` is as it is after it.
pub(super) fn answer(
    shared: &Shared,
    session: Option<&Session>,
    outcome: &PayOutcome,
    retry: Retry,
) -> HttpResponse {
    let Some(session) = session else {
        return no_such_session().render(shared, None);
    };
    match outcome {
        PayOutcome::Paid | PayOutcome::Accepted => to_shop(session),
        PayOutcome::NeedsConfirmation => see_other(&format!("/c/pay/{}/confirm", session.id)),
        PayOutcome::NothingToConfirm => see_other(&format!("/c/pay/{}", session.id)),
        PayOutcome::Declined(message) => {
            let retry = Retry { message: (*message).to_owned(), ..retry };
            card_form(session, Some(&retry)).render(shared, Some(session))
        }
        PayOutcome::AlreadyPaid => already_paid(session, StatusCode::CONFLICT).render(shared, Some(session)),
        PayOutcome::Expired => expired(session).render(shared, Some(session)),
        PayOutcome::NoSuchSession => no_such_session().render(shared, None),
    }
}

/// A redirect that turns the form's POST into a GET.
fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .finish()
}

/// Back to the shop. Parsing makes the address safe in a header, whatever the shop wrote.
fn to_shop(session: &Session) -> HttpResponse {
    Url::parse(&session.filled_success_url())
        .map_or_else(|_| HttpResponse::BadRequest().finish(), |url| see_other(url.as_str()))
}

pub(super) fn no_such_session() -> Page {
    Page {
        status: StatusCode::NOT_FOUND,
        title: "No such payment (test)".to_owned(),
        content: "<h1 id=\"heading\">There is no such payment</h1>\n\
                  <p>Check the address, or go back to the shop and start again.</p>\n"
            .to_owned(),
    }
}

pub(super) fn already_paid(session: &Session, status: StatusCode) -> Page {
    Page {
        status,
        title: "Already paid (test)".to_owned(),
        content: format!(
            "<h1 id=\"heading\">This order is already paid</h1>\n<p>You will not be charged again.</p>\n\
             <p><a class=\"action\" href=\"{}\">Continue to the shop</a></p>\n",
            Escaped(&session.filled_success_url())
        ),
    }
}

pub(super) fn expired(session: &Session) -> Page {
    Page {
        status: StatusCode::GONE,
        title: "Payment expired (test)".to_owned(),
        content: format!(
            "<h1 id=\"heading\">This payment page has expired</h1>\n\
             <p>Nothing was charged. Go back to the shop to start again.</p>\n{}",
            cancel_link(session)
        ),
    }
}
