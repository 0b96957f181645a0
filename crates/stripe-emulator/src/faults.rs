//! Faults that a test orders for the next API calls.

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What goes wrong with an API call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// Answers 500 `api_error` and does nothing.
    ServerError,
    /// Answers 429 `rate_limit` and does nothing.
    RateLimited,
    /// Performs the call at once but answers only after the pause, even if the client gives up before.
    Slow {
        /// The pause in milliseconds.
        milliseconds: u64,
    },
    /// Performs the call, then closes the connection without an answer.
    DropResponse,
}

impl Fault {
    /// A [`Fault::Slow`] of that length.
    pub fn slow(pause: Duration) -> Self {
        let milliseconds = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
        Self::Slow { milliseconds }
    }
}

/// Which calls a fault strikes, and how often.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FaultRule {
    /// What goes wrong.
    pub fault: Fault,
    /// How many matching calls it strikes.
    #[serde(default = "once")]
    pub times: u32,
    /// Only calls of this method, such as `POST`; all when absent.
    #[serde(default)]
    pub method: Option<String>,
    /// Only calls whose path begins so, such as `/v1/refunds`; all when absent.
    #[serde(default)]
    pub path: Option<String>,
}

fn once() -> u32 {
    1
}

impl FaultRule {
    /// Strikes the next `times` calls, whatever they are.
    pub fn next(times: u32, fault: Fault) -> Self {
        Self { fault, times, method: None, path: None }
    }

    /// Narrows the rule to one method and paths that begin so.
    #[must_use]
    pub fn on(self, method: &str, path: &str) -> Self {
        Self { method: Some(method.to_owned()), path: Some(path.to_owned()), ..self }
    }

    fn matches(&self, method: &str, path: &str) -> bool {
        self.method.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && self.path.as_deref().is_none_or(|wanted| path.starts_with(wanted))
    }
}

/// The rules still to strike, in the order they were given.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: VecDeque<FaultRule>,
}

impl Faults {
    pub(crate) fn add(&mut self, rule: FaultRule) {
        if rule.times > 0 {
            self.rules.push_back(rule);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    /// The fault for this call, used up by taking it.
    pub(crate) fn take(&mut self, method: &str, path: &str) -> Option<Fault> {
        let rule = self.rules.iter_mut().find(|rule| rule.matches(method, path))?;
        rule.times = rule.times.saturating_sub(1);
        let fault = rule.fault;
        self.rules.retain(|rule| rule.times > 0);
        Some(fault)
    }
}
