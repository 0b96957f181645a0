//! Accounts as staff see them. Passwords are nowhere in here: nobody sees or sets somebody else's.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use securecart_domain::{Permission, RoleId, UserId};
use serde::{Deserialize, Serialize};

/// Which accounts to list for staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AdminUserQuery {
    /// The beginning of a username, or a whole e-mail address; at most 254 characters. Parts of addresses find nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only who has the role of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Only who is locked, or only who is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked: Option<bool>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A role that an account has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleReference {
    /// Its id.
    pub id: RoleId,
    /// Its name.
    pub name: String,
}

/// An account in a list: no more of a person than it takes to find the right one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminUserSummary {
    /// Its id.
    pub id: UserId,
    /// Its username.
    pub username: String,
    /// Its roles; customers have none.
    pub roles: Vec<RoleReference>,
    /// When it was locked; none if it is open.
    pub locked_at: Option<DateTime<Utc>>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminUser {
    /// Its id.
    pub id: UserId,
    /// Its username.
    pub username: String,
    /// Its e-mail address.
    pub email: String,
    /// Whether the address has been confirmed.
    pub email_verified: bool,
    /// The name for deliveries and invoices; may be empty.
    pub full_name: String,
    /// Its roles; customers have none.
    pub roles: Vec<RoleReference>,
    /// What all its roles together allow. Who holds less can not change the account.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Permission>))]
    pub permissions: BTreeSet<Permission>,
    /// When it was locked; none if it is open.
    pub locked_at: Option<DateTime<Utc>>,
    /// When its password was made worthless, by staff or by too many failures; none if it opens the account.
    pub password_shut_at: Option<DateTime<Utc>>,
    /// Since when it has an authenticator app or a passkey; none if the password alone opens it.
    pub second_factor_since: Option<DateTime<Utc>>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// On how many devices it is signed in.
    pub sessions: u32,
    /// When one of these was last used, to the minute.
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// Changes to an account; what is left out stays. Username, address and password are its owner's business.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateUserRequest {
    /// At most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// Exactly the roles that it will have; needs `write_roles` too, and everything that these roles allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleId>>,
}
