//! Errors as problem documents (RFC 9457).

use serde::{Deserialize, Serialize};

use crate::accounts::ConfirmWith;

/// What went wrong, for people (`detail`) and programs (`type`, `errors`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The kind of problem; stable, for programs.
    #[serde(rename = "type")]
    pub kind: ProblemType,
    /// The kind in words; the same for every problem of the kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time and how to go on.
    pub detail: String,
    /// What to tell the shop when asking about it; also in the header `X-Request-Id`.
    pub request_id: String,
    /// One entry per field that was not accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The permission that was missing, on a 403 of that kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_permission: Option<String>,
    /// What has to be confirmed first, on a `confirmation-required`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirm_with: Vec<ConfirmWith>,
}

/// One field that was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Which field: a JSON pointer (RFC 6901) into the body, or `?name` for a query parameter.
    pub pointer: String,
    /// The rule that was broken; stable, for programs.
    pub code: String,
    /// The rule in words.
    pub detail: String,
}

impl FieldError {
    /// An error of the field that the pointer names.
    pub fn new(pointer: impl Into<String>, code: impl Into<String>, detail: impl ToString) -> Self {
        Self { pointer: pointer.into(), code: code.into(), detail: detail.to_string() }
    }
}

/// Declares the kinds of problem: one row tells slug, status and title.
macro_rules! problem_types {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $status:literal, $title:literal;)+) => {
        /// Every kind of problem that the API answers with. On the wire it is a URI of the form
        /// `urn:securecart:problem:<slug>`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemType {
            $($(#[$doc])* #[serde(rename = $slug)] $name,)+
        }

        impl ProblemType {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The URI that names the kind.
            pub const fn uri(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// The HTTP status of the kind.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }

            /// The kind in words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }
        }
    };
}

problem_types! {
    /// The body is not JSON, or the request can not be read at all.
    MalformedRequest = "urn:securecart:problem:malformed-request", 400, "The request can not be read";
    /// The webhook's signature is missing, wrong or too old.
    InvalidSignature = "urn:securecart:problem:invalid-signature", 400, "The signature is not valid";
    /// The operation is not carried out without an `Idempotency-Key`, or the one given is none.
    IdempotencyKeyNeeded = "urn:securecart:problem:idempotency-key-needed", 400, "Name the call with a key";
    /// The token of a mailed link is unknown, used up, too old, or what it was made for has changed.
    InvalidLink = "urn:securecart:problem:invalid-link", 400, "The link does not work any more";
    /// Nobody is signed in.
    NotSignedIn = "urn:securecart:problem:not-signed-in", 401, "Sign in first";
    /// Name and password do not match an account that may sign in.
    InvalidCredentials = "urn:securecart:problem:invalid-credentials", 401, "Name or password is wrong";
    /// The permission that the problem names is missing.
    PermissionMissing = "urn:securecart:problem:permission-missing", 403, "A permission is missing";
    /// It was too long ago that the caller confirmed to be the owner of the account; `confirm_with` says how.
    ConfirmationRequired = "urn:securecart:problem:confirmation-required", 403, "Confirm that it is you";
    /// The caller's role asks for a second factor, and this session has none: one has to be set up first.
    SecondFactorRequired = "urn:securecart:problem:second-factor-required", 403, "Set up your sign-in codes first";
    /// The request does not prove that it comes from the shop's own page.
    ForgedRequest = "urn:securecart:problem:forged-request", 403, "The request was not made by the shop's page";
    /// There is no such thing, or it is not yours.
    NotFound = "urn:securecart:problem:not-found", 404, "Not found";
    /// The path exists, the method does not.
    MethodNotAllowed = "urn:securecart:problem:method-not-allowed", 405, "This method is not offered here";
    /// The body did not arrive in time.
    RequestTimeout = "urn:securecart:problem:request-timeout", 408, "The request took too long to arrive";
    /// It contradicts what is there: taken, already done, changed meanwhile.
    Conflict = "urn:securecart:problem:conflict", 409, "It contradicts what is there";
    /// The call with this `Idempotency-Key` is being carried out; `Retry-After` says when to ask again.
    CallRunning = "urn:securecart:problem:call-running", 409, "The call is being carried out";
    /// The call with this `Idempotency-Key` was carried out and will not be again, but its answer was lost.
    AnswerLost = "urn:securecart:problem:answer-lost", 409, "The answer was lost";
    /// The account can not be erased yet; the detail says what has to end first.
    ErasureBlocked = "urn:securecart:problem:erasure-blocked", 409, "The account is still needed";
    /// More was asked for than there is.
    InsufficientStock = "urn:securecart:problem:insufficient-stock", 409, "There is not enough of it";
    /// The cart has nothing that can be bought.
    CartEmpty = "urn:securecart:problem:cart-empty", 409, "The cart is empty";
    /// What was seen is no longer so: prices or stock changed since.
    CartChanged = "urn:securecart:problem:cart-changed", 409, "The cart has changed";
    /// The coupon on the cart takes nothing off now; the detail says why.
    CouponUnusable = "urn:securecart:problem:coupon-unusable", 409, "The coupon can not be used";
    /// `If-Match` names an old version.
    StaleVersion = "urn:securecart:problem:stale-version", 412, "Somebody else changed it meanwhile";
    /// The body is larger than allowed.
    TooLarge = "urn:securecart:problem:too-large", 413, "The request is too large";
    /// The body is not `application/json`.
    UnsupportedMediaType = "urn:securecart:problem:unsupported-media-type", 415, "This kind of body is not understood";
    /// Fields or parameters were not accepted; `errors` names each.
    InvalidFields = "urn:securecart:problem:invalid-fields", 422, "Some fields need another value";
    /// The `Idempotency-Key` was used for another call.
    IdempotencyKeyReused = "urn:securecart:problem:idempotency-key-reused", 422, "The key belongs to another call";
    /// An update without `If-Match`.
    VersionRequired = "urn:securecart:problem:version-required", 428, "Say which version you are changing";
    /// Too many requests; `Retry-After` says when to go on.
    TooManyRequests = "urn:securecart:problem:too-many-requests", 429, "Too many requests";
    /// Our fault.
    Internal = "urn:securecart:problem:internal", 500, "Something went wrong on our side";
    /// The payment provider does not answer; nothing was charged.
    PaymentUnavailable = "urn:securecart:problem:payment-unavailable", 503, "Payments are not available right now";
    /// The shop can not answer right now; `Retry-After` says when to try again.
    Unavailable = "urn:securecart:problem:unavailable", 503, "The shop is not available right now";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_form_is_the_uri() {
        for kind in ProblemType::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.uri());
            assert!((400..600).contains(&kind.status()));
        }
    }
}
