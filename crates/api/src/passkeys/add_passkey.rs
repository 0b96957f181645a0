//! `POST /me/passkeys/confirm`

use actix_session::Session;
use actix_web::post;
use securecart_db::accounts::passkeys::ceremonies::Purpose;
use securecart_domain::accounts::PasskeyName;
use securecart_dto::{
    FieldError, Problem,
    passkeys::{AddPasskeyRequest, AddedPasskey},
};
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

use super::{
    PasskeyError,
    answer::{parse_ceremony, parse_credential},
    ceremony,
    service::{self, Made},
};
use crate::{
    auth::{
        Fresh, SignedIn,
        session::{self, Renewal},
    },
    http::{ApiError, Created, Valid, fields::Fields},
    state::State,
};

/// A new passkey that can be judged.
pub(crate) struct NewPasskey {
    ceremony: String,
    name: PasskeyName,
    credential: RegisterPublicKeyCredential,
}

impl TryFrom<AddPasskeyRequest> for NewPasskey {
    type Error = Vec<FieldError>;

    fn try_from(request: AddPasskeyRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let ceremony = fields.take("/ceremony", parse_ceremony(request.ceremony));
        let name = fields.take("/name", PasskeyName::parse(&request.name));
        let credential = fields.take("/credential", parse_credential(request.credential));
        match (ceremony, name, credential) {
            (Some(ceremony), Some(name), Some(credential)) => Ok(Self { ceremony, name, credential }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// Add a passkey.
///
/// Takes the answer to the challenge of `POST /me/passkeys`, once, within five minutes. Every other session ends, and this
/// one gets another token. Signing in with the password asks for a passkey or a code from now on; if it did not before, the
/// recovery codes are shown this once.
#[utoipa::path(tag = "accounts", operation_id = "add_passkey", security(("session" = [])), request_body = AddPasskeyRequest, responses(
    (status = 201, description = "The passkey, and recovery codes if there were none", body = AddedPasskey),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/passkeys/confirm")]
pub(crate) async fn add_passkey(
    access: SignedIn,
    _fresh: Fresh,
    state: State,
    session: Session,
    body: Valid<AddPasskeyRequest, NewPasskey>,
) -> Result<Created<AddedPasskey>, ApiError> {
    let (new, user) = (body.into_inner(), access.user_id());
    let waiting: PasskeyRegistration = ceremony::take(&state, &new.ceremony, Purpose::Register(user)).await?;
    let judge = ceremony::relying_party(&state.config)?;
    let passkey = judge.finish_passkey_registration(&new.credential, &waiting).map_err(|error| {
        tracing::info!(%error, "a new passkey was refused");
        PasskeyError::Unfit
    })?;
    let renewal = Renewal::draw(&session)?.ok_or(PasskeyError::SessionEnded)?;
    let made = Made { name: &new.name, passkey: &passkey };
    let (added, version) = state
        .db
        .transaction(async |tx| service::add(tx, &state, access.actor(), user, &made, &renewal).await)
        .await?;
    session::sign_in_again(&session, &renewal, user, version)?;
    Ok(Created::at(format!("/api/v1/me/passkeys/{}", added.passkey.id), added))
}
