//! Another master key, while the shop is open.

use anyhow::Context as _;
use chrono::Duration;
use securecart_db::{
    Conn, Db, DbError,
    keys::{
        MasterKeyUse, WrappedKey, delete_other_master_keys, insert_master_key, list_master_key_use,
        lock_keys_of_others, rewrap_keys,
    },
};
use securecart_keys::{Key, KeyError, MasterRing};
use uuid::Uuid;

use super::{Keys, ring_file::RingFile};
use crate::{adapters::clock::Clock, config::MasterKeyConfig};

/// Data keys of one transaction.
const BATCH: i64 = 500;
/// How long running instances may take to notice a new key: a few rounds of the job that looks.
const NOTICED_AFTER: Duration = Duration::minutes(2);

/// How often forgetting old keys is tried.
const FORGETTING: usize = 10;

/// What a rotation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The key that wraps from now on.
    pub current: Uuid,
    /// Whether it is new; otherwise an earlier rotation was finished.
    pub drawn: bool,
    /// Data keys that were wrapped anew.
    pub rewrapped: usize,
}

/// How the master keys stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyStatus {
    /// The key and how much hangs on it.
    pub key: MasterKeyUse,
    /// Whether it wraps new data keys.
    pub current: bool,
}

#[derive(Debug, thiserror::Error)]
enum RewrapError {
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Draws a new master key, unless an earlier rotation is to be finished first, and wraps every data key with it. The old
/// one stays in the ring, so that instances that have not noticed yet go on working.
pub async fn rotate(db: &Db, config: &MasterKeyConfig, clock: &Clock) -> anyhow::Result<Rotation> {
    Keys::unlock(db, config, clock).await?;
    let mut file = RingFile::of(config);
    let unfinished = rewrap(db, &file.ring()?).await?;
    let drawn = unfinished == 0;
    if drawn {
        file.put_new_key_in_front()?;
    }
    let ring = file.ring()?;
    let current = first(&ring)?.id();
    insert_master_key(&mut *db.connection().await?, current, clock.now()).await?;
    let rewrapped = rewrap(db, &ring).await?.saturating_add(unfinished);
    Ok(Rotation { current, drawn, rewrapped })
}

/// Wraps what is still wrapped by an old master key, and forgets the old ones: in the database, where nothing can be
/// wrapped by them any more, and in the file. Returns how many were forgotten, and whether the file could be written.
pub async fn retire(db: &Db, config: &MasterKeyConfig, clock: &Clock) -> anyhow::Result<(usize, bool)> {
    Keys::unlock(db, config, clock).await?;
    let mut file = RingFile::of(config);
    let ring = file.ring()?;
    let current = first(&ring)?.id();
    let since =
        status(db, config).await?.iter().find(|status| status.current).map(|status| status.key.created_at);
    anyhow::ensure!(
        since.is_some_and(|since| clock.now() - since >= NOTICED_AFTER),
        "the current key is newer than two minutes: instances that run may not have noticed it yet, so wait a little"
    );
    let forgotten = forget_others(db, &ring, current).await?;
    Ok((forgotten, file.keep_first_key()?))
}

/// A transaction that began before the rotation may still bring a key that an old one wrapped: then that is wrapped anew,
/// too, and forgetting is tried again.
async fn forget_others(db: &Db, ring: &MasterRing, current: Uuid) -> anyhow::Result<usize> {
    for _ in 0..FORGETTING {
        rewrap(db, ring).await?;
        match db.transaction(async |tx| delete_other_master_keys(tx, current).await).await {
            Err(DbError::ForeignKey { .. }) => {}
            done => return Ok(done?),
        }
    }
    anyhow::bail!(
        "an instance goes on wrapping with an old key: does it read the same file? Nothing was forgotten"
    )
}

/// Every master key that the database knows, oldest first.
pub async fn status(db: &Db, config: &MasterKeyConfig) -> anyhow::Result<Vec<KeyStatus>> {
    let ring = RingFile::of(config).ring()?;
    let known = list_master_key_use(&mut *db.connection().await?).await?;
    let current = ring.ids().find(|id| known.iter().any(|key| key.id == *id));
    Ok(known.into_iter().map(|key| KeyStatus { key, current: Some(key.id) == current }).collect())
}

fn first(ring: &MasterRing) -> anyhow::Result<&Key> {
    ring.ids().next().and_then(|id| ring.get(id)).context("there is no master key")
}

/// Wraps everything with the first key of the ring, batch by batch; what is done stays done if it is interrupted.
async fn rewrap(db: &Db, ring: &MasterRing) -> anyhow::Result<usize> {
    let (master, mut rewrapped) = (first(ring)?, 0_usize);
    loop {
        let batch = db.transaction(async |tx| rewrap_batch(tx, ring, master).await).await?;
        if batch == 0 {
            return Ok(rewrapped);
        }
        rewrapped = rewrapped.saturating_add(batch);
    }
}

async fn rewrap_batch(tx: &mut Conn, ring: &MasterRing, master: &Key) -> Result<usize, RewrapError> {
    let mut keys = Vec::new();
    for key in lock_keys_of_others(tx, master.id(), BATCH).await? {
        let opened = ring.unwrap_key(key.id, &key.wrapped)?;
        keys.push(WrappedKey { id: key.id, wrapped: master.wrap(&opened)? });
    }
    if keys.is_empty() {
        return Ok(0);
    }
    Ok(rewrap_keys(tx, master.id(), &keys).await?)
}
