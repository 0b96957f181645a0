//! Keeps the promises of the outbox.

use chrono::{DateTime, Duration, Utc};
use securecart_db::{
    Conn, DbError,
    outbox::{LeasedTask, finish_task, give_up_task, lease_tasks, postpone_task},
};

use crate::{
    adapters::mailer::Hopeless,
    crash_point::{Step, crash_point},
    mail::deliver,
    state::AppState,
};

/// How long a worker keeps what it took; after that another one tries.
const LEASE: Duration = Duration::minutes(2);
/// After so many attempts a promise waits for a person.
const MOST_ATTEMPTS: i32 = 12;
/// Promises of one round: few enough that the slowest mails of all of them fit into the lease, so that no other
/// worker takes one that is still waiting here.
const BATCH: i64 = 6;

/// One round: keeps what is due and postpones what did not work.
pub async fn send_outbox(state: AppState) -> anyhow::Result<()> {
    let now = state.clock.now();
    let tasks = {
        let mut conn = state.db.connection().await?;
        lease_tasks(&mut conn, now, now + LEASE, MOST_ATTEMPTS, BATCH).await?
    };
    for task in tasks {
        crash_point(Step::MailTaken);
        let outcome = deliver(&state, &task).await;
        crash_point(Step::MailSent);
        let (now, mut conn) = (state.clock.now(), state.db.connection().await?);
        match outcome {
            Ok(()) => finish_task(&mut conn, now, task.id).await?,
            Err(error) => put_off(&mut conn, now, &task, &error).await?,
        }
    }
    Ok(())
}

/// Tries again later, or never if that would not help or was tried often enough. A person hears of the latter.
async fn put_off(
    conn: &mut Conn,
    now: DateTime<Utc>,
    task: &LeasedTask,
    error: &anyhow::Error,
) -> Result<(), DbError> {
    let hopeless = error.downcast_ref::<Hopeless>().is_some();
    let error = without_addresses(&format!("{error:#}"));
    if hopeless || task.attempts >= MOST_ATTEMPTS {
        tracing::error!(task.id = %task.id, task.kind, task.attempts, error, "a mail is given up: a person has to look");
        return give_up_task(conn, task.id, MOST_ATTEMPTS, &error).await;
    }
    tracing::warn!(task.id = %task.id, task.kind, task.attempts, error, "a mail is postponed");
    postpone_task(conn, task.id, now + pause(task.attempts), &error).await
}

/// Mail servers repeat whom they refuse; neither the table nor the log is to know.
fn without_addresses(error: &str) -> String {
    let word = |word: &str| if word.contains('@') { "(address)".to_owned() } else { word.to_owned() };
    error.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A minute after the first attempt, twice as long after each further one, a day at most; up to a quarter
/// more, so that what failed together does not come back together.
fn pause(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(11);
    let seconds = (60_i64 << doublings).min(86_400);
    Duration::seconds(seconds + rand::random_range(0..=seconds / 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_names_an_address_is_kept_without_it() {
        let kept = without_addresses("permanent error (550): 5.1.1 <ann@example.org>: no such user");
        assert_eq!(kept, "permanent error (550): 5.1.1 (address) no such user");
    }

    #[test]
    fn pauses_grow_from_a_minute_to_a_day() {
        assert!((60..=75).contains(&pause(1).num_seconds()));
        assert!((120..=150).contains(&pause(2).num_seconds()));
        assert!((86_400..=108_000).contains(&pause(12).num_seconds()));
    }
}
