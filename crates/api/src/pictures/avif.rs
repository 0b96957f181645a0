//! Brothers of pictures in AVIF, one picture after another.

use chrono::Duration;
use securecart_db::{
    DbError,
    catalog::{PictureWithoutAvif, claim_without_avif, close_avif},
};
use securecart_domain::catalog::PictureName;

use crate::{media::make_avif, state::AppState};

/// How long a picture is left to whoever took it: longer than the widest takes on a slow machine.
const LEASE: Duration = Duration::minutes(10);
/// After how many tries a picture stays without. A program that is ended while it draws uses one up.
const TRIES: i32 = 5;

/// One round: the brothers of one picture. Says whether there may be more to do.
pub async fn make_smaller_pictures(state: &AppState) -> Result<bool, DbError> {
    if !state.config.make_avif {
        return Ok(false);
    }
    let claimed = {
        let (now, mut conn) = (state.clock.now(), state.db.connection().await?);
        claim_without_avif(&mut conn, now, now + LEASE).await?
    };
    let Some(picture) = claimed else { return Ok(false) };
    // One that ended the program each time is not tried again: it never came to tell what went wrong.
    let is_hopeless = picture.avif_attempts > TRIES;
    if is_hopeless || work_on(state, &picture).await {
        close_avif(&mut *state.db.connection().await?, picture.id).await?;
    }
    Ok(true)
}

/// Whether the picture is done with, because it has its brothers or will have none.
async fn work_on(state: &AppState, picture: &PictureWithoutAvif) -> bool {
    let Some(name) = PictureName::of_address(&picture.url) else { return true };
    match make_avif(&state.pictures, &name).await {
        Ok(made) => {
            tracing::info!(image.id = %picture.id, files = made, "a picture was made smaller");
            true
        }
        Err(error) => {
            let error = anyhow::Error::from(error);
            let attempts = picture.avif_attempts;
            tracing::warn!(image.id = %picture.id, attempts, error = format!("{error:#}"), "a picture stays large");
            attempts >= TRIES
        }
    }
}
