//! Signing in, and the data of the signed-in customer.

use std::fmt;

use chrono::{DateTime, Utc};
use securecart_domain::{Currency, Permission, UserId};
use serde::{Deserialize, Serialize};

use crate::privacy::ConsentAnswer;

/// Who is asking, as the server sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionInfo {
    /// The signed-in user; none for guests.
    pub user: Option<CurrentUser>,
    /// What the user may do beyond what every customer may.
    pub permissions: Vec<Permission>,
    /// To be sent as `X-CSRF-Token` with every unsafe call of this session.
    pub csrf_token: String,
    /// What the app needs to know of the shop.
    pub shop: ShopInfo,
}

/// The shop's public settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShopInfo {
    /// Its name.
    pub name: String,
    /// What it sells in.
    pub currency: Currency,
    /// Whether guests may see the products; if not, they have to sign in first.
    pub guests_may_browse: bool,
    /// Whether passkeys can be used: they belong to a host name, so a shop whose address is a number has none.
    pub passkeys: bool,
    /// Where the terms stand that every buyer has to accept; absent if the shop asks for nothing like that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms_url: Option<String>,
}

/// The signed-in user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CurrentUser {
    /// Its id.
    pub id: UserId,
    /// Its username.
    pub username: String,
    /// Its e-mail address.
    pub email: String,
    /// Names of its roles; customers have none.
    pub roles: Vec<String>,
    /// The staff area is closed to this session until it has a second factor: one has to be set up.
    pub second_factor_missing: bool,
}

/// A new account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterRequest {
    /// Letters, digits and `@ . + - _`, at most 150 characters; unique without regard to case.
    pub username: String,
    /// Where mail goes.
    pub email: String,
    /// 8 to 128 characters; not common, not all digits, not like the name or address.
    pub password: String,
    /// Answers to questions for consent, which nobody has to give.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<ConsentAnswer>,
}

/// A password that is being typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MeasurePasswordRequest {
    /// At most 128 characters.
    pub password: String,
    /// The username that it is for; taken from the account where somebody is signed in.
    #[serde(default)]
    pub username: String,
    /// The address that it is for; likewise.
    #[serde(default)]
    pub email: String,
}

/// How hard a password is to guess.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordStrength {
    /// From 0, guessed at once, to 4, hard even for whoever stole the shop's database; less than 3 is not accepted.
    pub score: u8,
    /// Whether it would be taken.
    pub accepted: bool,
    /// Why not.
    pub problem: Option<String>,
    /// What makes it weak, or would make it stronger.
    pub advice: Option<String>,
}

/// Name and password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    /// Username or e-mail address.
    pub identifier: String,
    /// The password.
    pub password: String,
}

/// A new password for the signed-in user.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePasswordRequest {
    /// The present password.
    pub current_password: String,
    /// The new one, by the same rules as at registration.
    pub new_password: String,
}

/// The secret of a mailed link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FollowLinkRequest {
    /// What stands behind `#t=` in the link.
    pub token: String,
}

/// Another address for the own account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeEmailRequest {
    /// The new address; at most 254 characters. It is the account's once the link that is mailed to it was followed.
    pub email: String,
}

/// A password was forgotten.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ForgotPasswordRequest {
    /// The address of the account.
    pub email: String,
}

/// A new password, with the secret of the mailed link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetPasswordRequest {
    /// What stands behind `#t=` in the link.
    pub token: String,
    /// By the same rules as at registration.
    pub password: String,
}

impl fmt::Debug for FollowLinkRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FollowLinkRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for ChangeEmailRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangeEmailRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for ForgotPasswordRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ForgotPasswordRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for ResetPasswordRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResetPasswordRequest").finish_non_exhaustive()
    }
}

/// What the owner of an account proves to be the owner with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConfirmWith {
    /// The password.
    Password,
    /// A code of the authenticator app, or a recovery code.
    Code,
    /// A passkey.
    Passkey,
}

/// Proof that it is still the owner who sits there: what the problem `confirmation-required` names in `confirm_with`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmRequest {
    /// The password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// A code of the authenticator app, or a recovery code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl fmt::Debug for ConfirmRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfirmRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for MeasurePasswordRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MeasurePasswordRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for RegisterRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisterRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for LoginRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for ChangePasswordRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangePasswordRequest").finish_non_exhaustive()
    }
}

/// How far the sign-in got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoginResponse {
    /// Whether something is still missing.
    pub status: LoginStatus,
    /// What may be given for it, the easiest first; left out where nothing is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub second_factors: Vec<ConfirmWith>,
}

impl LoginResponse {
    /// The session is open.
    pub fn signed_in() -> Self {
        Self { status: LoginStatus::SignedIn, second_factors: Vec::new() }
    }

    /// One of these is asked for next.
    pub fn asking(second_factors: Vec<ConfirmWith>) -> Self {
        Self { status: LoginStatus::SecondFactorRequired, second_factors }
    }
}

/// Whether the sign-in is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LoginStatus {
    /// The session is open.
    SignedIn,
    /// The password was right; a code or a passkey is asked for next.
    SecondFactorRequired,
}

/// The customer's own data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// Its id.
    pub id: UserId,
    /// Its username.
    pub username: String,
    /// Its e-mail address.
    pub email: String,
    /// Whether the address has been confirmed.
    pub email_verified: bool,
    /// The address that will take its place as soon as somebody there confirms it.
    pub wanted_email: Option<String>,
    /// The name for deliveries and invoices; may be empty.
    pub full_name: String,
    /// When the account was opened.
    pub created_at: DateTime<Utc>,
}

/// Changes to the own data; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateProfileRequest {
    /// At most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
}
