//! Signing in with a code besides the password.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How the second factor of the own account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpStatus {
    /// Whether the account has an authenticator app, whose codes signing in takes.
    pub enabled: bool,
    /// Since when; none if it has none.
    pub enabled_at: Option<DateTime<Utc>>,
    /// Whether the account has a passkey, which is a second factor as well.
    pub passkey: bool,
    /// How many recovery codes are left; none without a second factor.
    pub recovery_codes_left: u32,
    /// Whether a role of the account asks for a second factor.
    pub required: bool,
}

impl TotpStatus {
    /// Whether the account has a second factor, be it an app or a passkey: recovery codes belong to it.
    pub fn has_second_factor(&self) -> bool {
        self.enabled || self.passkey
    }
}

/// A new secret for an authenticator app. It asks for nothing until a first code confirms it, within ten minutes, and is
/// never shown again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpSetup {
    /// To be typed into an app that has no camera: 160 bits in base 32.
    pub secret: String,
    /// The same and the account's name, as apps take it from a link.
    pub otpauth_uri: String,
    /// The same as a picture that apps scan.
    pub qr_svg: String,
}

/// A code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeRequest {
    /// Six digits of the authenticator app, or a recovery code where one is taken; blanks and dashes do not count.
    pub code: String,
}

/// Codes for when the authenticator app is lost. They are shown this once; each opens the account one time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// Ten codes of 24 letters and digits, in groups of four.
    pub codes: Vec<String>,
}

impl fmt::Debug for TotpSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TotpSetup").finish_non_exhaustive()
    }
}

impl fmt::Debug for CodeRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodeRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecoveryCodes").finish_non_exhaustive()
    }
}
