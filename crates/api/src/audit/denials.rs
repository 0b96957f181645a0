//! Refusals in the audit log. They belong to no change, so they are written on their own, and as far as the budget
//! goes: strangers cause them.

use std::sync::Arc;

use serde_json::json;

use super::{Budget, Entry, Outcome, Spend, record};
use crate::{auth::Actor, state::AppState};

/// Rows a minute for one account or address.
const PER_CALLER: u32 = 20;
/// Rows a minute for everybody together, of each kind.
const IN_ALL: u32 = 200;

/// What may still be written down of refusals; clones share it.
#[derive(Clone, Debug)]
pub struct Denials {
    permissions: Arc<Budget>,
    webhooks: Arc<Budget>,
    sign_ins: Arc<Budget>,
}

impl Default for Denials {
    fn default() -> Self {
        let budget = || Arc::new(Budget::new(PER_CALLER, IN_ALL));
        Self { permissions: budget(), webhooks: budget(), sign_ins: budget() }
    }
}

/// What was refused.
#[derive(Clone, Debug)]
pub enum Denial {
    /// A signed-in user lacks a permission.
    Permission {
        /// The permission's word.
        permission: &'static str,
        /// Method and route pattern.
        operation: String,
    },
    /// Somebody is not the payment provider, or repeats an old message of it.
    Webhook {
        /// Why it was not believed.
        reason: &'static str,
    },
    /// Somebody tries to sign in while attempts with that name are blocked. Which name is not kept.
    SignIn,
}

/// Writes a refusal down, unless there were too many. The refusal stands in any case: that it could not be written
/// down goes to the log and changes no answer.
pub async fn record_denial(state: &AppState, actor: &Actor, denial: Denial) {
    let now = state.clock.now();
    let (budget, caller) = match (&denial, actor.user_id) {
        (Denial::Permission { .. }, Some(user)) => (&state.denials.permissions, user.to_string()),
        (Denial::Permission { .. }, None) => (&state.denials.permissions, actor.address.clone()),
        (Denial::SignIn, _) => (&state.denials.sign_ins, actor.address.clone()),
        (Denial::Webhook { .. }, _) => (&state.denials.webhooks, actor.address.clone()),
    };
    let last = match budget.spend(now, &caller) {
        Spend::Row => false,
        Spend::LastRow => true,
        Spend::Nothing => return,
    };
    let entry = entry(denial, last);
    let written = state.db.transaction(async |tx| record(tx, now, actor, entry.clone()).await);
    if let Err(error) = written.await {
        tracing::error!(
            error = format!("{:#}", anyhow::Error::from(error)),
            "a refusal was not written down"
        );
    }
}

fn entry(denial: Denial, last: bool) -> Entry {
    let (event, object_kind, object_key, mut detail) = match denial {
        Denial::Permission { permission, operation } => {
            ("authz_fail", "operation", operation, json!({ "permission": permission }))
        }
        Denial::Webhook { reason } => {
            ("webhook_refused", "webhook", "stripe".to_owned(), json!({ "reason": reason }))
        }
        Denial::SignIn => ("authn_login_fail_max", "user", "unknown".to_owned(), json!({})),
    };
    if let (true, Some(detail)) = (last, detail.as_object_mut()) {
        detail.insert("more_in_the_log_only".to_owned(), true.into());
    }
    Entry { event, object_kind, object_key, outcome: Outcome::Denied, detail }
}
