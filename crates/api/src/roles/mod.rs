//! Roles: what there are, what they allow, and changing that within what one holds oneself.

mod create_role;
mod delete_role;
mod error;
mod get_role;
mod list_permissions;
mod list_roles;
mod service;
mod update_role;

use securecart_db::accounts::roles::RoleRecord;
use securecart_dto::roles::Role;
use utoipa_actix_web::service_config::ServiceConfig;

pub use error::RoleError;

/// The longest description in characters.
const MAX_DESCRIPTION: usize = 200;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_permissions::list_permissions)
        .service(list_roles::list_roles)
        .service(create_role::create_role)
        .service(get_role::get_role)
        .service(update_role::update_role)
        .service(delete_role::delete_role);
}

fn role(record: RoleRecord) -> Role {
    Role {
        id: record.id,
        name: record.name,
        description: record.description,
        builtin: record.builtin,
        permissions: record.permissions,
        requires_second_factor: record.requires_second_factor,
        members: u32::try_from(record.members).unwrap_or(u32::MAX),
    }
}
