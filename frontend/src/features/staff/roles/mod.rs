//! Roles and what they allow.

mod draft;
mod edit_page;
mod new_page;
mod page;
mod remove;
mod role_form;

pub(super) use edit_page::RolePage;
pub(super) use new_page::NewRolePage;
pub(super) use page::RolesPage;
