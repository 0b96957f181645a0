//! Passkeys: keys on a device that sign in without a password, or instead of a code (W3C Web Authentication).
//!
//! Options and credentials are passed on as the browser takes and gives them: `parseRequestOptionsFromJSON`,
//! `parseCreationOptionsFromJSON` and `toJSON` of `PublicKeyCredential`.

use std::fmt;

use chrono::{DateTime, Utc};
use securecart_domain::PasskeyId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A passkey of the own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub name: String,
    /// Whether its maker keeps it in a cloud, so that it may be on other devices too.
    pub synced: bool,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last opened something; none if it never did.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// What a passkey is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PasskeyPurpose {
    /// To sign in without a password.
    SignIn,
    /// To complete a sign-in for which the password was right.
    SecondFactor,
    /// To confirm that it is still the owner who sits there.
    Confirm,
}

/// Asks for a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskPasskeyRequest {
    /// What for.
    pub purpose: PasskeyPurpose,
}

/// A challenge for the browser. It is answered once, within five minutes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyChallenge {
    /// Goes on with it: to be sent back with the answer.
    pub ceremony: String,
    /// `PublicKeyCredentialCreationOptionsJSON` for a new passkey, else `PublicKeyCredentialRequestOptionsJSON`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub options: Value,
}

/// The browser's answer to a challenge.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    /// As the challenge gave it.
    pub ceremony: String,
    /// `AuthenticationResponseJSON`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub credential: Value,
}

/// A new passkey.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddPasskeyRequest {
    /// As the challenge gave it.
    pub ceremony: String,
    /// What its owner calls it; 1 to 60 characters.
    pub name: String,
    /// `RegistrationResponseJSON`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub credential: Value,
}

/// A passkey that was added.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddedPasskey {
    /// The passkey.
    pub passkey: Passkey,
    /// If the account had no second factor before: ten codes for when all devices are lost, shown this once.
    pub recovery_codes: Vec<String>,
}

/// Another name for a passkey.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RenamePasskeyRequest {
    /// 1 to 60 characters.
    pub name: String,
}

impl fmt::Debug for PasskeyChallenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasskeyChallenge").finish_non_exhaustive()
    }
}

impl fmt::Debug for PasskeyAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasskeyAnswer").finish_non_exhaustive()
    }
}

impl fmt::Debug for AddPasskeyRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddPasskeyRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for AddedPasskey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddedPasskey").finish_non_exhaustive()
    }
}

impl fmt::Debug for RenamePasskeyRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RenamePasskeyRequest").finish_non_exhaustive()
    }
}
