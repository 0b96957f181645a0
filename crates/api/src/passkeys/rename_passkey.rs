//! `PATCH /me/passkeys/{passkey}`

use actix_web::{patch, web::Json};
use securecart_domain::{PasskeyId, accounts::PasskeyName};
use securecart_dto::{
    FieldError, Problem,
    passkeys::{Passkey, RenamePasskeyRequest},
};

use super::service;
use crate::{
    auth::SignedIn,
    http::{ApiError, Valid, path::PathId},
    state::State,
};

/// A name that may be given.
pub(crate) struct NewName(PasskeyName);

impl TryFrom<RenamePasskeyRequest> for NewName {
    type Error = Vec<FieldError>;

    fn try_from(request: RenamePasskeyRequest) -> Result<Self, Vec<FieldError>> {
        let name = PasskeyName::parse(&request.name);
        name.map(Self).map_err(|error| vec![FieldError::new("/name", "invalid", error)])
    }
}

/// Give a passkey of mine another name.
#[utoipa::path(tag = "accounts", operation_id = "rename_passkey", security(("session" = [])),
    params(("passkey" = PasskeyId, Path)), request_body = RenamePasskeyRequest, responses(
    (status = 200, description = "The passkey as it is now", body = Passkey),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/me/passkeys/{passkey}")]
pub(crate) async fn rename_passkey(
    access: SignedIn,
    path: PathId<PasskeyId>,
    state: State,
    body: Valid<RenamePasskeyRequest, NewName>,
) -> Result<Json<Passkey>, ApiError> {
    let (id, NewName(name)) = (path.into_inner(), body.into_inner());
    let renamed = state.db.transaction(async |tx| {
        service::rename(tx, &state, access.actor(), access.user_id(), id, &name).await
    });
    Ok(Json(renamed.await?))
}
