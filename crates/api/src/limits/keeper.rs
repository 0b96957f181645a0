//! The one place that takes from budgets.

use std::{fmt, sync::Arc};

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use securecart_db::{
    Db,
    limits::{Key, buckets},
};
use sha2::Sha256;

use super::{Policy, Reading, TooMany, in_process::InProcess, policy::Kept};
use crate::{adapters::clock::Clock, config::Config};

/// All budgets; clones share them.
#[derive(Clone)]
pub struct Limits {
    inner: Arc<Inner>,
}

struct Inner {
    /// Whether anything is limited.
    on: bool,
    mac: Hmac<Sha256>,
    clock: Clock,
    in_process: InProcess,
}

impl Limits {
    /// Budgets by these settings, all full.
    pub fn new(config: &Config, clock: &Clock) -> anyhow::Result<Self> {
        let mac = Hmac::<Sha256>::new_from_slice(config.secret_key.expose_secret().as_bytes())
            .map_err(|_| anyhow::anyhow!("the secret key is no key for hashes"))?;
        let inner =
            Inner { on: config.limits.on, mac, clock: clock.clone(), in_process: InProcess::new(clock) };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether routes are limited; failed sign-ins are in any case.
    pub fn are_on(&self) -> bool {
        self.inner.on
    }

    /// A keyed hash of these words, each apart from the next: what stands in tables instead of addresses and names.
    pub fn key(&self, words: &[&str]) -> Key {
        let mut mac = self.inner.mac.clone();
        mac.update(b"limits v1");
        for word in words {
            mac.update(&u64::try_from(word.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(word.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }

    /// Takes one request of `subject` from the budget. Nothing is limited if limits are off.
    pub async fn take(&self, db: &Db, policy: &Policy, subject: &str) -> Result<Option<Reading>, TooMany> {
        if !self.inner.on {
            return Ok(None);
        }
        self.take_always(db, policy, subject).await.map(Some)
    }

    /// The same, also if limits are off: for what guards accounts.
    pub async fn take_always(&self, db: &Db, policy: &Policy, subject: &str) -> Result<Reading, TooMany> {
        let key = self.key(&[policy.name, subject]);
        if policy.kept == Kept::InDatabase {
            match self.take_from_database(db, policy, &key).await {
                Ok(verdict) => return verdict,
                Err(error) => tracing::error!(
                    policy = policy.name,
                    error = format!("{:#}", anyhow::Error::from(error)),
                    "the database can not count; counting in this process"
                ),
            }
        }
        self.inner.in_process.take(policy, &key)
    }

    /// Gives a request back that was taken and came to nothing. If that fails it stays taken.
    pub async fn give_back(&self, db: &Db, policy: &Policy, subject: &str) {
        if self.inner.on {
            self.give_back_always(db, policy, subject).await;
        }
    }

    /// The same for what [`Limits::take_always`] took.
    pub async fn give_back_always(&self, db: &Db, policy: &Policy, subject: &str) {
        if policy.kept != Kept::InDatabase {
            return;
        }
        let key = self.key(&[policy.name, subject]);
        let given = match db.connection().await {
            Ok(mut conn) => buckets::give_back(&mut conn, &key, policy.rate()).await,
            Err(error) => Err(error),
        };
        if let Err(error) = given {
            tracing::warn!(policy = policy.name, %error, "a request was not given back");
        }
    }

    /// Forgets the budgets of this process that are full, and tells how many are left.
    pub fn forget_full(&self) -> usize {
        self.inner.in_process.forget_full();
        self.inner.in_process.remembered()
    }

    async fn take_from_database(
        &self,
        db: &Db,
        policy: &Policy,
        key: &Key,
    ) -> Result<Result<Reading, TooMany>, securecart_db::DbError> {
        let now = self.inner.clock.now();
        let taken = buckets::take(&mut *db.connection().await?, key, policy.rate(), now).await?;
        Ok(judge(policy, &taken, now))
    }
}

fn judge(policy: &Policy, taken: &buckets::Taken, now: DateTime<Utc>) -> Result<Reading, TooMany> {
    let rate = policy.rate();
    let micros = |duration: chrono::Duration| duration.num_microseconds().unwrap_or(i64::MAX);
    let until_full = micros(taken.full_at - now).clamp(0, micros(rate.window));
    let free = (micros(rate.window) - until_full) / micros(rate.step).max(1);
    let reading = Reading {
        policy: *policy,
        remaining: u32::try_from(free).unwrap_or(0),
        reset_seconds: seconds(until_full),
    };
    if taken.allowed {
        return Ok(reading);
    }
    let wait = until_full + micros(rate.step) - micros(rate.window);
    Err(TooMany { reading: Reading { remaining: 0, ..reading }, retry_seconds: seconds(wait).max(1) })
}

fn seconds(micros: i64) -> u32 {
    u32::try_from(micros.max(0).unsigned_abs().div_ceil(1_000_000)).unwrap_or(u32::MAX)
}

impl fmt::Debug for Limits {
    /// Leaves the key out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").field("on", &self.inner.on).finish_non_exhaustive()
    }
}
