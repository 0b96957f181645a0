//! Beginning a call, or finding that it was begun.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension,
    prelude::*,
    sql_types::{Binary, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;
use uuid::Uuid;

use super::KeyedCall;
use crate::{Conn, DbError, schema::idempotency_keys};

/// A call that wants to begin.
#[derive(Clone, Copy, Debug)]
pub struct NewClaim {
    /// SHA-256 over caller, method, path and key.
    pub id: [u8; 32],
    /// SHA-256 over method, path and body.
    pub fingerprint: [u8; 32],
    /// The account that calls; its calls go with it.
    pub user_id: Option<UserId>,
    /// A new id for this attempt.
    pub attempt: Uuid,
    /// Until when it is left alone.
    pub claimed_until: DateTime<Utc>,
    /// When the key may be used for something else.
    pub expires_at: DateTime<Utc>,
}

/// What has become of a call.
#[derive(Debug)]
pub enum Claim {
    /// It may begin.
    Yours(KeyedCall),
    /// It is being carried out; until then at most.
    Running(DateTime<Utc>),
    /// The key was used for another call.
    OtherCall,
    /// It was carried out and answered with this.
    Answered(Vec<u8>),
    /// It was carried out, and cut off before its answer was stored.
    AnswerLost,
}

const CLAIM: &str = "\
INSERT INTO idempotency_keys AS k (id, fingerprint, user_id, attempt, claimed_until, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO UPDATE SET attempt = excluded.attempt, claimed_until = excluded.claimed_until
WHERE k.claimed_until <= $6 AND NOT k.has_effect AND k.answer_sealed IS NULL AND k.fingerprint = excluded.fingerprint
RETURNING reached";

#[derive(QueryableByName)]
struct Begun {
    #[diesel(sql_type = Nullable<Text>)]
    reached: Option<String>,
}

/// Claims the call, each by one caller only; or says why not. In no transaction: others have to see it at once.
pub async fn claim(conn: &mut Conn, now: DateTime<Utc>, new: &NewClaim) -> Result<Claim, DbError> {
    let expired = idempotency_keys::id.eq(new.id.to_vec()).and(idempotency_keys::expires_at.le(now));
    diesel::delete(idempotency_keys::table.filter(expired)).execute(conn).await?;
    let begun: Option<Begun> = diesel::sql_query(CLAIM)
        .bind::<Binary, _>(new.id.to_vec())
        .bind::<Binary, _>(new.fingerprint.to_vec())
        .bind::<Nullable<SqlUuid>, _>(new.user_id)
        .bind::<SqlUuid, _>(new.attempt)
        .bind::<Timestamptz, _>(new.claimed_until)
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(new.expires_at)
        .get_result(conn)
        .await
        .optional()?;
    match begun {
        Some(begun) => Ok(Claim::Yours(KeyedCall::new(new.id, new.attempt, begun.reached))),
        None => look_at(conn, now, new).await,
    }
}

type Found = (Vec<u8>, DateTime<Utc>, bool, Option<Vec<u8>>);

async fn look_at(conn: &mut Conn, now: DateTime<Utc>, new: &NewClaim) -> Result<Claim, DbError> {
    let found: Option<Found> = idempotency_keys::table
        .find(new.id.to_vec())
        .select((
            idempotency_keys::fingerprint,
            idempotency_keys::claimed_until,
            idempotency_keys::has_effect,
            idempotency_keys::answer_sealed,
        ))
        .first(conn)
        .await
        .optional()?;
    // One that is gone, or has just been let go, may be claimed in a moment.
    let Some((fingerprint, claimed_until, has_effect, answer)) = found else {
        return Ok(Claim::Running(now));
    };
    Ok(match answer {
        _ if fingerprint != new.fingerprint => Claim::OtherCall,
        Some(sealed) => Claim::Answered(sealed),
        None if has_effect && claimed_until <= now => Claim::AnswerLost,
        None => Claim::Running(claimed_until),
    })
}
