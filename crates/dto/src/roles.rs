//! Roles: named sets of permissions.

use std::collections::BTreeSet;

use securecart_domain::{Permission, RoleId};
use serde::{Deserialize, Serialize};

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Its name; unique.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Belongs to the shop itself: it can be neither changed nor removed.
    pub builtin: bool,
    /// What it allows.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Permission>))]
    pub permissions: BTreeSet<Permission>,
    /// What it allows is closed to whoever has not signed in with a second factor.
    pub requires_second_factor: bool,
    /// How many accounts have it.
    pub members: u32,
}

/// A new role. Nobody can put more into it than they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRoleRequest {
    /// 1 to 50 lower-case letters, digits and underscores, a letter first.
    pub name: String,
    /// At most 200 characters.
    #[serde(default)]
    pub description: String,
    /// What it allows.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Permission>))]
    pub permissions: BTreeSet<Permission>,
    /// Close it to whoever has not signed in with a second factor.
    #[serde(default)]
    pub requires_second_factor: bool,
}

/// Changes to a role; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateRoleRequest {
    /// 1 to 50 lower-case letters, digits and underscores, a letter first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// At most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Exactly what it will allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<Permission>>))]
    pub permissions: Option<BTreeSet<Permission>>,
    /// Close it to whoever has not signed in with a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires_second_factor: Option<bool>,
}

/// A permission in plain English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PermissionInfo {
    /// Its word.
    pub name: Permission,
    /// What it is about.
    pub area: String,
    /// What it allows, in a few words.
    pub label: String,
    /// What it allows, in a sentence.
    pub description: String,
}
