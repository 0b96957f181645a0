//! `PUT /me/consents`

use actix_web::{put, web::Json};
use securecart_domain::privacy::ConsentSource;
use securecart_dto::{
    Problem,
    privacy::{Consents, UpdateConsentsRequest},
};

use super::consents;
use crate::{
    auth::SignedIn,
    http::{ApiError, Valid},
    state::State,
};

/// Give consent, or withdraw it.
///
/// What is left out stays as it is. Withdrawing works at once and is as easy as giving (GDPR Art. 7(3)); every answer is
/// kept with its time and wording, for as long as the account is.
#[utoipa::path(tag = "privacy", operation_id = "update_my_consents", security(("session" = [])),
    request_body = UpdateConsentsRequest, responses(
    (status = 200, description = "How every question stands now", body = Consents),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/me/consents")]
pub(crate) async fn update_my_consents(
    access: SignedIn,
    state: State,
    body: Valid<UpdateConsentsRequest>,
) -> Result<Json<Consents>, ApiError> {
    let (user, answers) = (access.user_id(), body.into_inner().consents);
    state
        .db
        .transaction(async |tx| {
            let (clock, actor) = (&state.clock, access.actor());
            consents::answer_all(tx, clock, actor, user, ConsentSource::Profile, &answers).await?;
            Ok::<_, ApiError>(consents::list(tx, user).await?)
        })
        .await
        .map(Json)
}
