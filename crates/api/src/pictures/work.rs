//! One picture after another, from its address to its place.

use chrono::Duration;
use futures_util::{StreamExt as _, stream};
use securecart_db::{
    DbError,
    catalog::{AnnouncedPicture, NextTry, claim_announced, note_picture_failure, place_announced},
};
use securecart_domain::catalog::{PictureFailure, PictureKind};
use serde_json::json;

use super::fetch::fetch;
use crate::{
    audit::{self, Entry, Outcome},
    auth::Actor,
    media::{MediaError, TakenIn, take_in},
    state::AppState,
};

/// Pictures of one round, fetched side by side; drawing goes one after the other.
const BATCH: i64 = 4;
/// How long a picture is left to whoever took it: longer than fetching and drawing a batch may take.
const LEASE: Duration = Duration::minutes(10);
/// How long to wait after each try that failed; after the last one it is given up.
const PAUSES: [Duration; 4] =
    [Duration::minutes(1), Duration::minutes(10), Duration::hours(1), Duration::hours(6)];

/// One round: fetches what is due. Says whether there may be more to do.
pub async fn fetch_pictures(state: &AppState) -> Result<bool, DbError> {
    if !state.config.pictures.enabled {
        return Ok(false);
    }
    let due = {
        let (now, mut conn) = (state.clock.now(), state.db.connection().await?);
        claim_announced(&mut conn, now, now + LEASE, BATCH).await?
    };
    let more = !due.is_empty();
    let brought = stream::iter(due).map(|picture| async move { bring(state, &picture).await });
    let outcomes: Vec<_> = brought.buffer_unordered(4).collect().await;
    outcomes.into_iter().collect::<Result<(), DbError>>()?;
    Ok(more)
}

async fn bring(state: &AppState, picture: &AnnouncedPicture) -> Result<(), DbError> {
    match take(state, &picture.source_url).await {
        Ok(taken) => place(state, picture, &taken).await,
        Err(failure) => put_off(state, picture, failure).await,
    }
}

/// Fetches a picture and has it drawn anew. Of what kind it is its first bytes say, not the other side.
async fn take(state: &AppState, address: &str) -> Result<TakenIn, PictureFailure> {
    let file = fetch(&state.config.pictures, address).await?;
    let kind = PictureKind::of_first_bytes(&file).ok_or(PictureFailure::NotAPicture)?;
    let taken = take_in(&state.pictures, kind, file).await;
    taken.map_err(|error| match error {
        MediaError::UnknownKind | MediaError::Disguised => PictureFailure::NotAPicture,
        MediaError::TooManyPixels => PictureFailure::TooManyPixels,
        MediaError::Damaged => PictureFailure::Damaged,
        MediaError::Busy => PictureFailure::NotKept,
        MediaError::NotKept(_) | MediaError::NotDrawn(_) => {
            tracing::error!(%error, "a picture was fetched and could not be kept");
            PictureFailure::NotKept
        }
    })
}

async fn place(state: &AppState, picture: &AnnouncedPicture, taken: &TakenIn) -> Result<(), DbError> {
    let now = state.clock.now();
    state
        .db
        .transaction(async |tx| {
            // Taken away or announced anew meanwhile: then nobody shows the file.
            if !place_announced(tx, picture, &taken.url).await? {
                return Ok(());
            }
            let entry = Entry {
                event: "product_image_fetched",
                object_kind: "product",
                object_key: picture.product_id.to_string(),
                outcome: Outcome::Success,
                detail: json!({ "image": picture.id, "url": taken.url, "from": picture.source_url }),
            };
            audit::record(tx, now, &Actor::system(), entry).await
        })
        .await
}

async fn put_off(
    state: &AppState,
    picture: &AnnouncedPicture,
    failure: PictureFailure,
) -> Result<(), DbError> {
    let now = state.clock.now();
    let tries = usize::try_from(picture.fetch_attempts.saturating_sub(1)).unwrap_or(0);
    let pause = PAUSES.get(tries).filter(|_| failure.may_pass());
    let next = pause.map_or(NextTry::Never(now), |pause| NextTry::At(now + *pause));
    tracing::warn!(image.id = %picture.id, %failure, attempts = picture.fetch_attempts, "a picture could not be fetched");
    let mut conn = state.db.connection().await?;
    note_picture_failure(&mut conn, picture, failure, next).await
}
