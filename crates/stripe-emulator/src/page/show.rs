//! `GET /c/pay/{session}`.

use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    form::card_form,
    result::{already_paid, expired, no_such_session},
};
use crate::{ledger::SessionStatus, shared::Shared};

#[get("/c/pay/{session}")]
pub(super) async fn show_payment_page(id: Path<String>, shared: Data<Shared>) -> HttpResponse {
    let session = shared.transact(|state, _| state.ledger.session(&id).cloned());
    let Some(session) = session else {
        return no_such_session().render(&shared, None);
    };
    let page = match session.status {
        SessionStatus::Open => card_form(&session, None),
        SessionStatus::Complete => already_paid(&session, StatusCode::OK),
        SessionStatus::Expired => expired(&session),
    };
    page.render(&shared, Some(&session))
}
