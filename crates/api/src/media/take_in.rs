//! Taking a picture in: drawn anew and written, away from the threads that answer requests.

use std::time::Duration;

use securecart_domain::catalog::PictureKind;
use tokio::{sync::Semaphore, time::timeout};

use super::{MediaError, PictureStore, drawing::draw};

/// Pictures that are drawn at once in the whole program. A large one takes some hundred megabytes, and drawing is
/// work for one core: the shoppers come first.
static DRAWING: Semaphore = Semaphore::const_new(1);
/// How long a picture waits for those before it.
const PATIENCE: Duration = Duration::from_secs(10);

/// A picture that is among the shop's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenIn {
    /// Its address on this shop, which tells its widths too (see `picture_sources`).
    pub url: String,
    /// Pixels from left to right, in its full width.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// Draws a picture anew and keeps it, in all of its widths. Nothing of the file that came survives but what one sees.
///
/// Refuses other kinds than the declared one, pictures of too many pixels and damaged ones.
pub async fn take_in(
    store: &PictureStore,
    declared: PictureKind,
    bytes: Vec<u8>,
) -> Result<TakenIn, MediaError> {
    // Nobody closes the semaphore, so that an error here is a long queue too.
    let turn = timeout(PATIENCE, DRAWING.acquire()).await.map_err(|_| MediaError::Busy)?;
    let turn = turn.map_err(|_| MediaError::Busy)?;
    let work = move || {
        // A caller who leaves does not stop the drawing, so the turn is over when that is.
        let _turn = turn;
        draw(&bytes, declared)
    };
    let drawn = tokio::task::spawn_blocking(work).await.map_err(MediaError::NotDrawn)??;
    let (width, height) = (drawn.width, drawn.height);
    let url = store.keep_drawn(drawn).await.map_err(MediaError::NotKept)?;
    Ok(TakenIn { url, width, height })
}
