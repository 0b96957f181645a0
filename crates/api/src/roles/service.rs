//! The decisions about roles. Every one is made under the lock of all privileges, with what the caller holds then.

use securecart_db::{
    Conn,
    accounts::{
        permissions::insert_role,
        roles::{self, RoleRecord},
    },
};
use securecart_domain::{
    Permission, RoleId,
    accounts::{Held, may_change_role, must_hold},
};
use serde_json::{Value, json};

use super::{RoleError, create_role::RoleDraft, update_role::RoleEdit};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{
        Allowed,
        authority::{keep_own_session, take_authority},
        perm,
        session::Renewal,
    },
    http::etag::IfMatch,
};

/// The proof that roles may be changed.
pub(super) type Access = Allowed<perm::WriteRoles>;

/// Makes a role. Refuses to put anything into it that the caller does not hold.
pub(super) async fn create_role(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    draft: &RoleDraft,
) -> Result<RoleRecord, RoleError> {
    let held = take_authority::<_, RoleError>(access, tx).await?;
    must_hold(&held, &draft.permissions)?;
    let id = RoleId::new(clock.uuid());
    let permissions = sorted(&draft.permissions);
    insert_role(tx, id, draft.name.as_str(), draft.description.as_str(), &permissions).await?;
    if draft.requires_second_factor {
        let made = find(tx, id).await?;
        roles::update_role(tx, &RoleRecord { requires_second_factor: true, ..made }).await?;
    }
    let after = json!({"name": draft.name.as_str(), "permissions": draft.permissions,
        "requires_second_factor": draft.requires_second_factor});
    record(access, tx, clock, "role_created", id, json!({ "after": after })).await?;
    find(tx, id).await
}

/// Changes a role that still is what the caller saw. Refuses if the caller lacks anything that it allows or will allow;
/// built-in ones keep name and permissions. When permissions change, everybody who has the role is signed out; the
/// caller stays, and gets the returned security version.
pub(super) async fn update_role(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: RoleId,
    if_match: &IfMatch,
    edit: &RoleEdit,
    renewal: &Renewal,
) -> Result<(RoleRecord, Option<i64>), RoleError> {
    let held = take_authority::<_, RoleError>(access, tx).await?;
    let before = find_version(tx, id, if_match).await?;
    let after = edit.applied_to(&before);
    if before.builtin && (after.name != before.name || after.permissions != before.permissions) {
        return Err(RoleError::Builtin);
    }
    may_change_role(&held, &before.permissions, &after.permissions)?;
    if after == before {
        return Ok((before, None));
    }
    roles::update_role(tx, &after).await?;
    let kept = if after.permissions == before.permissions {
        None
    } else {
        let taken = sorted(&before.permissions.difference(&after.permissions).copied().collect());
        let given = sorted(&after.permissions.difference(&before.permissions).copied().collect());
        roles::change_permissions(tx, id, &taken, &given).await?;
        let affected = roles::end_sessions_of_members(tx, id, clock.now()).await?;
        keep_own_session::<RoleError>(tx, access.user_id(), &affected, renewal).await?
    };
    record(access, tx, clock, "role_updated", id, difference(&before, &after)).await?;
    Ok((find(tx, id).await?, kept))
}

/// Removes a role that nobody has. Refuses built-in ones and those that allow what the caller lacks.
pub(super) async fn delete_role(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: RoleId,
    if_match: &IfMatch,
) -> Result<(), RoleError> {
    let held = take_authority::<_, RoleError>(access, tx).await?;
    let role = find_version(tx, id, if_match).await?;
    if role.builtin {
        return Err(RoleError::Builtin);
    }
    must_hold(&held, &role.permissions)?;
    roles::delete_role(tx, id).await?;
    let before = json!({"name": role.name, "permissions": role.permissions});
    record(access, tx, clock, "role_deleted", id, json!({ "before": before })).await
}

async fn find(tx: &mut Conn, id: RoleId) -> Result<RoleRecord, RoleError> {
    roles::find_role(tx, id).await?.ok_or(RoleError::NotFound)
}

async fn find_version(tx: &mut Conn, id: RoleId, if_match: &IfMatch) -> Result<RoleRecord, RoleError> {
    let role = find(tx, id).await?;
    if_match.require(role.version).map_err(|_| RoleError::Stale)?;
    Ok(role)
}

fn sorted(permissions: &Held) -> Vec<Permission> {
    permissions.iter().copied().collect()
}

/// What changed, before and after.
fn difference(before: &RoleRecord, after: &RoleRecord) -> Value {
    let (mut was, mut is) = (serde_json::Map::new(), serde_json::Map::new());
    let fields = [
        ("name", json!(before.name), json!(after.name)),
        ("description", json!(before.description), json!(after.description)),
        ("permissions", json!(before.permissions), json!(after.permissions)),
        ("requires_second_factor", json!(before.requires_second_factor), json!(after.requires_second_factor)),
    ];
    for (name, old, new) in fields {
        if old != new {
            was.insert(name.to_owned(), old);
            is.insert(name.to_owned(), new);
        }
    }
    json!({ "before": was, "after": is })
}

async fn record(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    event: &'static str,
    id: RoleId,
    detail: Value,
) -> Result<(), RoleError> {
    let entry =
        Entry { event, object_kind: "role", object_key: id.to_string(), outcome: Outcome::Success, detail };
    Ok(audit::record(tx, clock.now(), access.actor(), entry).await?)
}
