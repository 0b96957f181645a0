//! Hashing passwords with argon2id, off the async threads and never too many at once.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use securecart_dto::ProblemType;
use tokio::sync::Semaphore;

use crate::http::ApiError;

/// What one hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl PasswordCost {
    /// The floor of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
    pub const OWASP: Self = Self { memory_kib: 19_456, passes: 2 };
}

/// How many callers may wait for a hash before further ones are turned away.
const QUEUE: usize = 32;
/// How long a caller waits for its turn.
const PATIENCE: Duration = Duration::from_secs(2);

/// Hashes and verifies passwords.
#[derive(Clone)]
pub struct PasswordHasher {
    argon2: Argon2<'static>,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// A hash of nothing anyone knows: verified against when there is no such account, so that the answer
    /// takes as long as if there were one.
    dummy: Arc<str>,
    made: Arc<AtomicU64>,
}

impl PasswordHasher {
    /// `parallel` hashes run at once: as many as there are cores.
    pub fn new(cost: PasswordCost, parallel: usize) -> anyhow::Result<Self> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None)
            .map_err(|error| anyhow::anyhow!("these argon2 parameters are not possible: {error}"))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let dummy = hash_now(&argon2, &super::token::draw()?)?;
        Ok(Self {
            argon2,
            running: Arc::new(Semaphore::new(parallel.max(1))),
            waiting: Arc::new(Semaphore::new(QUEUE)),
            dummy: dummy.into(),
            made: Arc::default(),
        })
    }

    /// The PHC string of a new password, with a salt of its own. 503 when too many are being hashed.
    pub async fn hash(&self, password: &str) -> Result<String, ApiError> {
        let (argon2, password) = (self.argon2.clone(), password.to_owned());
        self.run(move || hash_now(&argon2, &password)).await?.map_err(ApiError::internal)
    }

    /// Whether the password is the one that was hashed. Without a hash the answer is no, after the same work.
    pub async fn verify(&self, hash: Option<&str>, password: &str) -> Result<bool, ApiError> {
        let known = hash.is_some();
        let (hash, password) = (hash.unwrap_or(&self.dummy).to_owned(), password.to_owned());
        let argon2 = self.argon2.clone();
        let matches = self.run(move || verify_now(&argon2, &hash, &password)).await?;
        Ok(known && matches)
    }

    /// Hashes made so far, for new passwords and for judging given ones.
    pub fn hashes(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
        let _place = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| busy())?;
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.running).acquire_owned())
            .await
            .map_err(|_| busy())?
            .map_err(ApiError::internal)?;
        self.made.fetch_add(1, Ordering::Relaxed);
        tokio::task::spawn_blocking(move || {
            // Held by the thread, not by the caller: one who hangs up frees no core.
            let _turn = turn;
            work()
        })
        .await
        .map_err(ApiError::internal)
    }
}

fn busy() -> ApiError {
    ApiError::retry_after(
        ProblemType::Unavailable,
        "Many people are signing in. Please try again in a moment.",
        2,
    )
}

fn hash_now(argon2: &Argon2<'_>, password: &str) -> anyhow::Result<String> {
    let salt = super::token::random_bytes::<16>()?;
    let hash = argon2
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| anyhow::anyhow!("a password could not be hashed: {error}"))?;
    Ok(hash.to_string())
}

fn verify_now(argon2: &Argon2<'_>, hash: &str, password: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| argon2.verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cheap() -> PasswordHasher {
        PasswordHasher::new(PasswordCost { memory_kib: 8, passes: 1 }, 2).unwrap()
    }

    #[actix_web::test]
    async fn a_password_is_recognised_by_its_hash_alone() {
        let hasher = cheap();
        let hash = hasher.hash("correct horse battery").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
        assert!(hasher.verify(Some(&hash), "correct horse battery").await.unwrap());
        assert!(!hasher.verify(Some(&hash), "correct horse battery ").await.unwrap());
        assert!(!hasher.verify(None, "correct horse battery").await.unwrap());
        assert_ne!(hash, hasher.hash("correct horse battery").await.unwrap());
    }

    #[test]
    fn production_hashes_at_the_owasp_floor() {
        let hasher = PasswordHasher::new(PasswordCost::OWASP, 1).unwrap();
        assert!(hasher.dummy.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }
}
