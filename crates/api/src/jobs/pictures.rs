//! Fetches the pictures that imports announced.

use crate::{pictures::fetch_pictures, state::AppState};

/// Parts of one round: few enough that a shop that is being stopped does not wait long for its end.
const PARTS: usize = 5;

/// One round.
pub async fn fetch_announced(state: AppState) -> anyhow::Result<()> {
    for _ in 0..PARTS {
        if !fetch_pictures(&state).await? {
            break;
        }
    }
    Ok(())
}
