//! What can go wrong with roles.

use securecart_db::DbError;
use securecart_domain::accounts::MissingPermission;
use securecart_dto::{FieldError, ProblemType};

use crate::{auth::authority::OwnSessionEnded, http::ApiError};

/// Why an operation on a role was not done.
#[derive(Debug, thiserror::Error)]
pub enum RoleError {
    /// There is no such role.
    #[error("there is no such role")]
    NotFound,
    /// Somebody changed the role since the caller loaded it.
    #[error("the role has another version by now")]
    Stale,
    /// Another role has this name.
    #[error("the name is taken")]
    NameTaken,
    /// It belongs to the shop itself.
    #[error("the role is built in")]
    Builtin,
    /// Accounts have it.
    #[error("somebody has the role")]
    InUse,
    /// The caller lacks something that the role allows or will allow.
    #[error(transparent)]
    Missing(#[from] MissingPermission),
    /// The caller was signed out meanwhile.
    #[error(transparent)]
    SessionEnded(#[from] OwnSessionEnded),
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for RoleError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("roles_name_key") => Self::NameTaken,
            Some("roles_builtin_stay") => Self::Builtin,
            Some("user_roles_role_id_fkey") => Self::InUse,
            _ => Self::Db(error),
        }
    }
}

impl From<RoleError> for ApiError {
    fn from(error: RoleError) -> Self {
        match error {
            RoleError::NotFound => Self::not_found(),
            RoleError::Stale => Self::new(
                ProblemType::StaleVersion,
                "Somebody changed this after you loaded it. Load it again and repeat your change.",
            ),
            RoleError::NameTaken => Self::invalid(vec![FieldError::new(
                "/name",
                "taken",
                "Another role has this name. Choose a different one.",
            )]),
            RoleError::Builtin => Self::new(
                ProblemType::Conflict,
                "This role belongs to the shop: it keeps its name and permissions. Make a new role instead.",
            ),
            RoleError::InUse => Self::new(
                ProblemType::Conflict,
                "Somebody still has this role. Take it away from everybody first.",
            ),
            RoleError::Missing(missing) => Self::permission_missing(missing.0),
            RoleError::SessionEnded(OwnSessionEnded) => Self::session_ended(),
            RoleError::Db(error) => error.into(),
        }
    }
}
