//! Rows of `consents`. They are only ever added; what holds is the newest of each purpose.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{
    ConsentId, UserId,
    privacy::{ConsentPurpose, ConsentSource},
};

use crate::{Conn, DbError, schema::consents, stored::Place};

/// An answer to a question for consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentRecord {
    /// Its id; ids of later answers are greater.
    pub id: ConsentId,
    /// What for.
    pub purpose: ConsentPurpose,
    /// Which wording of the question was read.
    pub text_version: u16,
    /// Given, or withdrawn.
    pub given: bool,
    /// Where it was answered.
    pub source: ConsentSource,
    /// When.
    pub answered_at: DateTime<Utc>,
}

type Row = (ConsentId, String, i16, bool, String, DateTime<Utc>);

/// All answers of an account, newest first.
pub async fn list_consents_for_owner(conn: &mut Conn, user: UserId) -> Result<Vec<ConsentRecord>, DbError> {
    let rows: Vec<Row> = consents::table
        .filter(consents::user_id.eq(user))
        .order(consents::id.desc())
        .select((
            consents::id,
            consents::purpose,
            consents::text_version,
            consents::given,
            consents::source,
            consents::answered_at,
        ))
        .load(conn)
        .await?;
    rows.into_iter().map(record).collect()
}

/// Notes an answer.
pub async fn insert_consent(tx: &mut Conn, user: UserId, new: &ConsentRecord) -> Result<(), DbError> {
    diesel::insert_into(consents::table)
        .values((
            consents::id.eq(new.id),
            consents::user_id.eq(user),
            consents::purpose.eq(new.purpose.as_str()),
            consents::text_version.eq(i16::try_from(new.text_version).unwrap_or(i16::MAX)),
            consents::given.eq(new.given),
            consents::source.eq(new.source.as_str()),
            consents::answered_at.eq(new.answered_at),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

fn record((id, purpose, text_version, given, source, answered_at): Row) -> Result<ConsentRecord, DbError> {
    let place = Place { table: "consents", id };
    Ok(ConsentRecord {
        id,
        purpose: place.word("purpose", &purpose)?,
        text_version: place.present("text_version", u16::try_from(text_version).ok())?,
        given,
        source: place.word("source", &source)?,
        answered_at,
    })
}
