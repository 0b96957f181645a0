//! Values kept in memory for one state of the world, each made once.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::OnceCell;

/// Keeps values by key. A newer state throws all of them away, and so does the age of the oldest, should a change not have
/// been heard of.
pub(super) struct Keeper<K, V> {
    kept: Mutex<Kept<K, V>>,
    capacity: usize,
}

struct Kept<K, V> {
    state: u64,
    since: DateTime<Utc>,
    values: HashMap<K, Arc<OnceCell<V>>>,
}

/// The oldest that is given, in seconds.
const MAX_AGE: TimeDelta = TimeDelta::seconds(30);

impl<K: Eq + Hash, V: Clone> Keeper<K, V> {
    /// Keeps at most `capacity` values. When that is reached all are thrown away: what is asked for again is soon there
    /// again, and who asks for ever new things gains nothing.
    pub(super) fn new(capacity: usize) -> Self {
        let kept = Kept { state: 0, since: DateTime::UNIX_EPOCH, values: HashMap::new() };
        Self { kept: Mutex::new(kept), capacity }
    }

    /// The value of that key in that state, made by `make` unless it is there. Of many who ask at once one makes it and
    /// the others wait; a failure is kept for nobody.
    pub(super) async fn get<E>(
        &self,
        state: u64,
        now: DateTime<Utc>,
        key: K,
        make: impl Future<Output = Result<V, E>>,
    ) -> Result<V, E> {
        match self.cell(state, now, key) {
            Some(cell) => cell.get_or_try_init(|| make).await.cloned(),
            None => make.await,
        }
    }

    /// Where the value is or will be; nowhere for a state that is over already.
    fn cell(&self, state: u64, now: DateTime<Utc>, key: K) -> Option<Arc<OnceCell<V>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if state < kept.state {
            return None;
        }
        let old = now.signed_duration_since(kept.since) >= MAX_AGE;
        if state > kept.state || old || kept.values.len() >= self.capacity {
            *kept = Kept { state, since: now, values: HashMap::new() };
        }
        Some(Arc::clone(kept.values.entry(key).or_default()))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(1) + TimeDelta::seconds(seconds)
    }

    /// Asks, and tells whether the value had to be made.
    async fn is_made(keeper: &Keeper<&str, u32>, state: u64, seconds: i64, key: &'static str) -> bool {
        let made = Cell::new(false);
        let seven = async {
            made.set(true);
            Ok::<u32, ()>(7)
        };
        assert_eq!(keeper.get(state, at(seconds), key, seven).await, Ok(7));
        made.get()
    }

    #[tokio::test]
    async fn a_value_is_made_once_for_each_state() {
        let keeper = Keeper::new(10);
        assert!(is_made(&keeper, 1, 0, "a").await);
        assert!(!is_made(&keeper, 1, 1, "a").await);
        assert!(is_made(&keeper, 1, 1, "b").await);
        assert!(is_made(&keeper, 2, 2, "a").await);
        assert!(is_made(&keeper, 1, 2, "b").await, "what began before a change is kept for nobody");
        assert!(is_made(&keeper, 2, 2, "b").await);
    }

    #[tokio::test]
    async fn nothing_is_older_than_half_a_minute() {
        let keeper = Keeper::new(10);
        assert!(is_made(&keeper, 1, 0, "a").await);
        assert!(!is_made(&keeper, 1, 29, "a").await);
        assert!(is_made(&keeper, 1, 30, "a").await);
    }

    #[tokio::test]
    async fn there_is_an_end_to_what_is_kept() {
        let keeper = Keeper::new(2);
        for key in ["a", "b", "c"] {
            assert!(is_made(&keeper, 1, 0, key).await);
        }
        assert!(is_made(&keeper, 1, 0, "a").await, "c took the place of all");
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let keeper: Keeper<&str, u32> = Keeper::new(2);
        assert_eq!(keeper.get(1, at(0), "a", async { Err("gone") }).await, Err("gone"));
        assert!(is_made(&keeper, 1, 0, "a").await);
    }
}
