//! Tells who waits for something that it is there again.

use securecart_db::back_in_stock::claim_wishes;

use crate::{
    http::ApiError,
    mail::{Mail, promise},
    state::AppState,
};

/// Mails that are promised in one transaction.
const BATCH: i64 = 100;

/// One round: each wish whose variant can be bought is taken once, and its mail promised with it.
pub async fn tell_of_stock(state: AppState) -> anyhow::Result<()> {
    let now = state.clock.now();
    let told = state.db.transaction(async |tx| {
        let wishes = claim_wishes(tx, now, BATCH).await?;
        for wish in &wishes {
            promise(tx, &state.clock, &Mail::BackInStock { wish: *wish }).await?;
        }
        Ok::<_, ApiError>(wishes.len())
    });
    let told = told.await.map_err(|error| anyhow::anyhow!("nobody is told of stock for now: {error}"))?;
    if told > 0 {
        tracing::info!(told, "who waited for stock is told");
    }
    Ok(())
}
