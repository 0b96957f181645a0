//! How many refusals may be written down: whoever is refused decides how often, and must not fill the database.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, Duration, Utc};

/// The time that a budget is for.
const WINDOW: Duration = Duration::minutes(1);

/// So many rows a minute for each caller, and for all callers together, counted in this process.
#[derive(Debug)]
pub struct Budget {
    per_caller: u32,
    in_all: u32,
    window: Mutex<Window>,
}

#[derive(Debug, Default)]
struct Window {
    began: DateTime<Utc>,
    spent: u32,
    /// At most as many callers as rows, since those without a row are not remembered.
    callers: HashMap<String, u32>,
}

/// What may be done about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spend {
    /// A row may be written.
    Row,
    /// A row may be written, and has to say that no more will follow for a while.
    LastRow,
    /// No row: the log has to do.
    Nothing,
}

impl Budget {
    /// A budget of so many rows a minute.
    pub fn new(per_caller: u32, in_all: u32) -> Self {
        Self { per_caller, in_all, window: Mutex::default() }
    }

    /// Takes one row of the caller's share, if there is one left.
    pub fn spend(&self, now: DateTime<Utc>, caller: &str) -> Spend {
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back begins a new minute too.
        if now < window.began || now - window.began >= WINDOW {
            *window = Window { began: now, ..Window::default() };
        }
        let of_caller = window.callers.get(caller).copied().unwrap_or(0).saturating_add(1);
        let of_all = window.spent.saturating_add(1);
        if of_caller > self.per_caller || of_all > self.in_all {
            return Spend::Nothing;
        }
        window.callers.insert(caller.to_owned(), of_caller);
        window.spent = of_all;
        if of_caller == self.per_caller || of_all == self.in_all { Spend::LastRow } else { Spend::Row }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_caller_has_a_share_and_the_last_row_says_so() {
        let budget = Budget::new(2, 100);
        let now = DateTime::UNIX_EPOCH;
        let spent: Vec<Spend> = (0..4).map(|_| budget.spend(now, "1.2.3.4")).collect();
        assert_eq!(spent, [Spend::Row, Spend::LastRow, Spend::Nothing, Spend::Nothing]);
        assert_eq!(budget.spend(now, "5.6.7.8"), Spend::Row);
    }

    #[test]
    fn many_callers_share_what_there_is_and_are_not_remembered_beyond_it() {
        let budget = Budget::new(20, 3);
        let now = DateTime::UNIX_EPOCH;
        let spent: Vec<Spend> = (0..1000).map(|caller| budget.spend(now, &caller.to_string())).collect();
        assert_eq!(spent.iter().filter(|spend| **spend != Spend::Nothing).count(), 3);
        assert_eq!(budget.window.lock().unwrap().callers.len(), 3);
    }

    #[test]
    fn every_minute_begins_anew_and_so_does_a_clock_set_back() {
        let budget = Budget::new(1, 1);
        let now = DateTime::UNIX_EPOCH + Duration::days(1);
        assert_eq!(budget.spend(now, "a"), Spend::LastRow);
        assert_eq!(budget.spend(now + Duration::seconds(59), "a"), Spend::Nothing);
        assert_eq!(budget.spend(now + Duration::seconds(60), "a"), Spend::LastRow);
        assert_eq!(budget.spend(now - Duration::hours(1), "a"), Spend::LastRow);
    }
}
