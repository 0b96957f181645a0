//! Who may give and take permissions. One rule: nobody passes on, takes away or overrules what they do not hold.
//! So no sequence of changes gives anybody a permission that did not come from somebody who held it.

use std::collections::BTreeSet;

use crate::Permission;

/// What somebody holds, all roles together.
pub type Held = BTreeSet<Permission>;

/// A permission that the caller would need to hold and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this needs the permission {0}")]
pub struct MissingPermission(pub Permission);

/// Refuses unless all of these are held; names the first that is missing.
pub fn must_hold<'a>(
    held: &Held,
    wanted: impl IntoIterator<Item = &'a Permission>,
) -> Result<(), MissingPermission> {
    match wanted.into_iter().find(|permission| !held.contains(permission)) {
        Some(missing) => Err(MissingPermission(*missing)),
        None => Ok(()),
    }
}

/// Refuses a change of a role unless everything it allowed and everything it will allow is held: taking something
/// away from a role stronger than oneself is overruling, too.
pub fn may_change_role(held: &Held, before: &Held, after: &Held) -> Result<(), MissingPermission> {
    must_hold(held, before.union(after))
}

/// Refuses to touch an account that holds anything the caller lacks (GHSA-v85r-wfgv-jcqc was a shop whose delegated
/// administrators could reset the password of the first one).
pub fn may_touch_account(held: &Held, theirs: &Held) -> Result<(), MissingPermission> {
    must_hold(held, theirs)
}

/// Refuses to give an account these roles instead of what it has unless both are held.
pub fn may_change_account(held: &Held, before: &Held, after: &Held) -> Result<(), MissingPermission> {
    must_hold(held, before.union(after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn some() -> impl Strategy<Value = Held> {
        proptest::sample::subsequence(Permission::ALL.to_vec(), 0..=Permission::ALL.len())
            .prop_map(|permissions| permissions.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_is_gained_that_the_giver_lacks(held in some(), before in some(), after in some()) {
            let allowed = may_change_role(&held, &before, &after).is_ok();
            prop_assert_eq!(allowed, before.is_subset(&held) && after.is_subset(&held));
            prop_assert_eq!(may_change_account(&held, &before, &after).is_ok(), allowed);
        }

        #[test]
        fn only_accounts_that_hold_no_more_are_touched(held in some(), theirs in some()) {
            prop_assert_eq!(may_touch_account(&held, &theirs).is_ok(), theirs.is_subset(&held));
        }

        #[test]
        fn what_is_named_as_missing_is_missing(held in some(), wanted in some()) {
            if let Err(MissingPermission(missing)) = must_hold(&held, &wanted) {
                prop_assert!(wanted.contains(&missing) && !held.contains(&missing));
            }
        }
    }
}
