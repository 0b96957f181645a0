//! Values kept in memory for one state of the world, each made once.

use std::{hash::Hash, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use tokio::sync::OnceCell;

/// Keeps values by key, each for the state it was made in and half a minute at most, should a change not have been heard
/// of.
pub(super) struct Keeper<K, V> {
    places: Cache<K, Place<V>>,
}

/// Where a value is, or will be once somebody has made it.
#[derive(Clone)]
struct Place<V> {
    state: u64,
    since: DateTime<Utc>,
    value: Arc<OnceCell<V>>,
}

impl<V> Place<V> {
    fn new(state: u64, now: DateTime<Utc>) -> Self {
        Self { state, since: now, value: Arc::default() }
    }

    /// Whether who asks in that state starts anew. Who began before the state of the place does not: others need it.
    fn is_over(&self, state: u64, now: DateTime<Utc>) -> bool {
        self.state < state || (self.state == state && now.signed_duration_since(self.since) >= MAX_AGE)
    }
}

/// The oldest that is given, in seconds.
const MAX_AGE: TimeDelta = TimeDelta::seconds(30);

impl<K, V> Keeper<K, V>
where
    K: Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// Keeps at most `capacity` values. Then what is asked for least makes room, so that who asks for ever new things
    /// takes nothing from the others.
    pub(super) fn new(capacity: u64) -> Self {
        let places = Cache::builder().max_capacity(capacity);
        // By the machine's clock, and only to free memory: what may be given is decided by the clock of the caller.
        let places = places.time_to_live(MAX_AGE.to_std().unwrap_or_default()).build();
        Self { places }
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
        let place = self
            .places
            .entry(key)
            .or_insert_with_if(|| Place::new(state, now), |place| place.is_over(state, now))
            .into_value();
        if place.state == state { place.value.get_or_try_init(|| make).await.cloned() } else { make.await }
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
    async fn is_made(keeper: &Keeper<u32, u32>, state: u64, seconds: i64, key: u32) -> bool {
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
        assert!(is_made(&keeper, 1, 0, 1).await);
        assert!(!is_made(&keeper, 1, 1, 1).await);
        assert!(is_made(&keeper, 1, 1, 2).await);
        assert!(is_made(&keeper, 2, 2, 1).await);
        assert!(is_made(&keeper, 1, 2, 1).await, "what began before a change is kept for nobody");
        assert!(!is_made(&keeper, 2, 2, 1).await, "nor does it take the place of what is newer");
        assert!(is_made(&keeper, 2, 2, 2).await);
    }

    #[tokio::test]
    async fn nothing_is_older_than_half_a_minute() {
        let keeper = Keeper::new(10);
        assert!(is_made(&keeper, 1, 0, 1).await);
        assert!(!is_made(&keeper, 1, 29, 1).await);
        assert!(is_made(&keeper, 1, 30, 1).await);
        assert!(!is_made(&keeper, 1, 31, 1).await);
    }

    #[tokio::test]
    async fn who_asks_for_ever_new_things_takes_nothing_from_the_others() {
        let keeper = Keeper::new(10);
        for key in 0..1_000 {
            is_made(&keeper, 1, 0, 0).await;
            is_made(&keeper, 1, 0, 1 + key).await;
        }
        keeper.places.run_pending_tasks();
        assert!(keeper.places.entry_count() <= 10, "{} are kept", keeper.places.entry_count());
        assert!(!is_made(&keeper, 1, 0, 0).await);
    }

    #[tokio::test]
    async fn of_many_who_ask_at_once_one_makes_it() {
        let (keeper, made) = (Keeper::new(10), Cell::new(0));
        let ask = || {
            keeper.get(1, at(0), 1, async {
                tokio::task::yield_now().await;
                made.set(made.get() + 1);
                Ok::<u32, ()>(7)
            })
        };
        let (first, second, third) = tokio::join!(ask(), ask(), ask());
        assert_eq!((first, second, third, made.get()), (Ok(7), Ok(7), Ok(7), 1));
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let keeper: Keeper<u32, u32> = Keeper::new(2);
        assert_eq!(keeper.get(1, at(0), 1, async { Err("gone") }).await, Err("gone"));
        assert!(is_made(&keeper, 1, 0, 1).await);
    }
}
