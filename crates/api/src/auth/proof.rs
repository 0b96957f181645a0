//! Proofs of access. Each is the first argument of a handler, can be made by its extractor alone and is what
//! services ask for: a handler that declares no access has nothing to call them with.

use std::marker::PhantomData;

use actix_session::{Session, SessionExt as _};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload, http::header};
use securecart_db::accounts::Owner;
use securecart_domain::{Permission, UserId};
use securecart_dto::ProblemType;
use tracing::Span;

use super::{held_permissions::HeldPermissions, perm::Required, session};
use crate::{
    adapters::clock::Clock,
    http::{ApiError, client_address::address_of, problems::request_id},
    state::State,
};

/// Who did something, as the audit log records it.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    /// The signed-in user, if any.
    pub user_id: Option<UserId>,
    /// The permission that lets them.
    pub permission: Option<Permission>,
    /// The network address it came from.
    pub address: String,
    /// What the client calls itself, at most 300 characters.
    pub user_agent: String,
    /// The request it came with.
    pub request_id: String,
}

impl Actor {
    /// The shop itself, in a job.
    pub fn system() -> Self {
        Self { address: "internal".to_owned(), ..Self::default() }
    }

    /// Whoever sent the request; log lines of the request name the user from now on.
    pub(crate) fn of(request: &HttpRequest, user_id: Option<UserId>) -> Self {
        if let Some(user) = user_id {
            Span::current().record("user.id", tracing::field::display(user));
        }
        let address = address_of(request).map(|address| address.to_string());
        let agent =
            request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
        Self {
            user_id,
            permission: None,
            address: address.unwrap_or_default(),
            user_agent: agent.chars().take(300).collect(),
            request_id: request_id(request),
        }
    }
}

fn state_of(request: &HttpRequest) -> Result<&State, ApiError> {
    request
        .app_data::<State>()
        .ok_or_else(|| ApiError::internal(anyhow::anyhow!("the application has no state")))
}

/// What guests are told where an account is needed.
pub(crate) fn not_signed_in() -> ApiError {
    ApiError::new(ProblemType::NotSignedIn, "This needs an account. Sign in and try again.")
}

/// Open to everyone, and touching nobody's data.
#[derive(Debug)]
pub struct Anyone {
    actor: Actor,
}

impl Anyone {
    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl FromRequest for Anyone {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let user = session::user(&request.get_session());
        std::future::ready(Ok(Self { actor: Actor::of(request, user) }))
    }
}

/// Looking at the catalogue: everyone, unless the shop shows it to signed-in customers only.
#[derive(Debug)]
pub struct Browsing {
    actor: Actor,
}

impl Browsing {
    /// Who looks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl FromRequest for Browsing {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let user = session::user(&request.get_session());
        std::future::ready(state_of(request).and_then(|state| {
            if user.is_none() && !state.config.shop.guests_may_browse {
                return Err(not_signed_in());
            }
            Ok(Self { actor: Actor::of(request, user) })
        }))
    }
}

/// Somebody with a cart: a customer, or a guest known by the session alone.
pub struct Shopper {
    actor: Actor,
    session: Session,
}

impl Shopper {
    /// Who shops.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The signed-in customer.
    pub fn customer(&self) -> Option<UserId> {
        self.actor.user_id
    }

    /// Whose things these are; `None` for a guest who has nothing yet.
    pub fn owner(&self) -> Option<Owner> {
        self.customer().map(Owner::Customer).or_else(|| session::visitor(&self.session).map(Owner::Visitor))
    }

    /// The same; a guest who has nothing yet becomes somebody.
    pub fn owner_or_new(&self, clock: &Clock) -> Result<Owner, ApiError> {
        match self.customer() {
            Some(user) => Ok(Owner::Customer(user)),
            None => session::visitor_or_new(&self.session, clock).map(Owner::Visitor),
        }
    }
}

impl FromRequest for Shopper {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let session = request.get_session();
        let actor = Actor::of(request, session::user(&session));
        std::future::ready(Ok(Self { actor, session }))
    }
}

/// A signed-in user, for what is their own.
#[derive(Debug)]
pub struct SignedIn {
    actor: Actor,
    user_id: UserId,
}

impl SignedIn {
    /// Who.
    pub fn user_id(&self) -> UserId {
        self.user_id
    }

    /// Who, for the audit log.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What is theirs.
    pub fn owner(&self) -> Owner {
        Owner::Customer(self.user_id)
    }
}

impl FromRequest for SignedIn {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let user = session::user(&request.get_session()).ok_or_else(not_signed_in);
        std::future::ready(user.map(|user_id| Self { actor: Actor::of(request, Some(user_id)), user_id }))
    }
}

/// A signed-in user who holds the permission `P` right now: it is looked up for every request, so that taking
/// it away works at once (ASVS 8.3.2). Where a second factor is asked for, the session has proved one.
#[derive(Debug)]
pub struct Allowed<P> {
    actor: Actor,
    user_id: UserId,
    permission: PhantomData<fn() -> P>,
}

impl<P: Required> Allowed<P> {
    /// Who.
    pub fn user_id(&self) -> UserId {
        self.user_id
    }

    /// Who, for the audit log.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl<P: Required> FromRequest for Allowed<P> {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(allow(request))
    }
}

/// A signed-in user was refused; left with the request for the audit log, which an extractor can not wait for.
pub(super) struct Refused {
    pub(super) actor: Actor,
    pub(super) permission: Permission,
}

fn second_factor_required() -> ApiError {
    ApiError::new(
        ProblemType::SecondFactorRequired,
        "Your role asks for a second step at sign-in. Set up your sign-in codes first.",
    )
}

/// Nothing looked up is nothing held: an operation outside of the staff paths lets nobody in.
fn allow<P: Required>(request: &HttpRequest) -> Result<Allowed<P>, ApiError> {
    let user_id = session::user(&request.get_session()).ok_or_else(not_signed_in)?;
    let looked_up = request.extensions().get::<HeldPermissions>().cloned();
    let held = looked_up.as_ref().is_some_and(|found| found.held.contains(&P::PERMISSION));
    let mut actor = Actor::of(request, Some(user_id));
    if !held {
        tracing::info!(permission = %P::PERMISSION, "permission missing");
        request.extensions_mut().insert(Refused { actor, permission: P::PERMISSION });
        return Err(ApiError::permission_missing(P::PERMISSION));
    }
    if looked_up.is_some_and(|found| found.second_factor_missing) {
        return Err(second_factor_required());
    }
    actor.permission = Some(P::PERMISSION);
    Ok(Allowed { actor, user_id, permission: PhantomData })
}
