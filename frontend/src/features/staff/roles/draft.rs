use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_domain::accounts::{Held, RoleName};
use securecart_domain::catalog::PlainText;
use securecart_dto::roles::{NewRoleRequest, Role, UpdateRoleRequest};

use crate::forms::FieldErrors;

/// The fields of a role, from top to bottom.
pub(super) const FIELDS: &[&str] = &["/name", "/description", "/permissions"];

/// The longest description in characters; the API's limit.
const MAX_DESCRIPTION: usize = 200;

/// What is typed and switched on.
#[derive(Clone, Copy)]
pub(super) struct RoleDraft {
    pub(super) name: RwSignal<String>,
    pub(super) description: RwSignal<String>,
    pub(super) permissions: RwSignal<Held>,
    pub(super) requires_second_factor: RwSignal<bool>,
}

impl RoleDraft {
    /// Nothing yet.
    pub(super) fn empty() -> Self {
        Self {
            name: RwSignal::new(String::new()),
            description: RwSignal::new(String::new()),
            permissions: RwSignal::new(Held::new()),
            requires_second_factor: RwSignal::new(false),
        }
    }

    /// The role as it is.
    pub(super) fn of(role: &Role) -> Self {
        Self {
            name: RwSignal::new(role.name.clone()),
            description: RwSignal::new(role.description.clone()),
            permissions: RwSignal::new(role.permissions.clone()),
            requires_second_factor: RwSignal::new(role.requires_second_factor),
        }
    }

    /// Switches a permission.
    pub(super) fn switch(self, permission: Permission, on: bool) {
        self.permissions.update(|permissions| {
            if on {
                permissions.insert(permission);
            } else {
                permissions.remove(&permission);
            }
        });
    }

    /// Whether something differs from the role.
    pub(super) fn differs_from(self, role: &Role) -> bool {
        self.name.get() != role.name
            || self.description.get() != role.description
            || *self.permissions.read() != role.permissions
            || self.requires_second_factor.get() != role.requires_second_factor
    }

    /// The role to be made, by the server's rules.
    pub(super) fn check(self, errors: &mut FieldErrors) -> Option<NewRoleRequest> {
        let name = errors.take("/name", RoleName::parse(self.name.get_untracked().trim()));
        let text = PlainText::optional_line(&self.description.get_untracked(), MAX_DESCRIPTION);
        let description = errors.take("/description", text);
        let permissions = self.permissions.get_untracked();
        if permissions.is_empty() {
            errors.add("/permissions", "choose at least one permission");
        }
        Some(NewRoleRequest {
            requires_second_factor: self.requires_second_factor.get_untracked(),
            name: name?.as_str().to_owned(),
            description: description?.to_string(),
            permissions,
        })
    }

    /// What changes about the role, by the server's rules.
    pub(super) fn check_change(self, role: &Role, errors: &mut FieldErrors) -> Option<UpdateRoleRequest> {
        let new = self.check(errors)?;
        Some(UpdateRoleRequest {
            requires_second_factor: Some(new.requires_second_factor)
                .filter(|asks| *asks != role.requires_second_factor),
            name: Some(new.name).filter(|name| *name != role.name),
            description: Some(new.description).filter(|text| *text != role.description),
            permissions: Some(new.permissions).filter(|permissions| *permissions != role.permissions),
        })
    }
}
