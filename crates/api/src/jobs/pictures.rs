//! Fetches the pictures that imports announced, and makes pictures smaller.

use crate::{
    pictures::{fetch_pictures, make_smaller_pictures},
    state::AppState,
};

/// Parts of one round: few enough that a shop that is being stopped does not wait long for its end.
const PARTS: usize = 5;

/// One round of fetching.
pub async fn fetch_announced(state: AppState) -> anyhow::Result<()> {
    for _ in 0..PARTS {
        if !fetch_pictures(&state).await? {
            break;
        }
    }
    Ok(())
}

/// One round of making pictures smaller: one picture, so that requests have the core to themselves in between.
pub async fn make_smaller(state: AppState) -> anyhow::Result<()> {
    make_smaller_pictures(&state).await?;
    Ok(())
}
