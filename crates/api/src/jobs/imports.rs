//! Goes on with imports of product files.

use crate::{imports::work_on_import, state::AppState};

/// Products of one round: few enough that a shop that is being stopped does not wait long for its end.
const BATCH: usize = 500;
/// Parts of one round.
const PARTS: usize = 4;

/// One round: the import that waits longest, or several small ones.
pub async fn go_on_with_imports(state: AppState) -> anyhow::Result<()> {
    for _ in 0..PARTS {
        if !work_on_import(&state, BATCH).await? {
            break;
        }
    }
    Ok(())
}
