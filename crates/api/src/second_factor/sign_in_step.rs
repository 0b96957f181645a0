//! The step from a right password to an open session.

use actix_session::Session;
use actix_web::{CustomizeResponder, Responder as _, web::Json};
use securecart_db::accounts::second_factor::pending_sign_ins::{self, PendingSignIn};
use securecart_dto::accounts::LoginResponse;

use super::{
    PendingSignInCookie, Proof, SecondFactorError,
    signing_in::{self, Completion},
};
use crate::{
    auth::{
        Shopper,
        session::{self, SignIn},
    },
    http::ApiError,
    limits::{SignInCaller, codes},
    state::State,
};

/// The sign-in that a browser goes on with, and the hash of its token.
pub(crate) async fn find_pending(
    state: &State,
    cookie: &PendingSignInCookie,
) -> Result<([u8; 32], PendingSignIn), ApiError> {
    let token_hash = cookie.token_hash().ok_or(SecondFactorError::NothingPending)?;
    let mut conn = state.db.connection().await?;
    let pending = pending_sign_ins::find(&mut conn, &token_hash, state.clock.now()).await?;
    Ok((token_hash, pending.ok_or(SecondFactorError::NothingPending)?))
}

/// Somebody who goes on with a sign-in.
pub(crate) struct SignInStep<'a> {
    pub(crate) access: &'a Shopper,
    pub(crate) caller: &'a SignInCaller,
    pub(crate) token_hash: [u8; 32],
    pub(crate) pending: &'a PendingSignIn,
}

impl SignInStep<'_> {
    /// Takes it: counts the try, judges the proof, and opens the session.
    pub(crate) async fn take(
        &self,
        state: &State,
        session: &Session,
        proof: &Proof<'_>,
    ) -> Result<CustomizeResponder<Json<LoginResponse>>, ApiError> {
        let device = self.caller.device_or_new()?;
        let by = Completion {
            actor: self.access.actor(),
            guest: self.access.owner(),
            token_hash: &self.token_hash,
            device: &device,
        };
        if !codes::may_try_code(state, &hex::encode(self.token_hash), self.pending.user).await? {
            let giving_up =
                state.db.transaction(async |tx| signing_in::give_up(tx, state, &by, self.pending).await);
            giving_up.await?;
            return Err(SecondFactorError::TooManyCodes.into());
        }
        let completing =
            state.db.transaction(async |tx| signing_in::complete(tx, state, &by, self.pending, proof).await);
        let user = completing.await?.ok_or_else(|| proof.refusal())?;
        codes::was_right(state, user.id).await;
        let who = SignIn {
            user: user.id,
            security_version: user.security_version,
            authenticated_at: self.pending.created_at,
            second_factor_at: Some(state.clock.now()),
        };
        session::sign_in(session, &who)?;
        let answer = Json(LoginResponse::signed_in()).customize();
        Ok(answer.add_cookie(&SignInCaller::cookie(device)).add_cookie(&PendingSignInCookie::clear()))
    }
}
