//! Rows of `data_keys`.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{KeyPurpose, NewDataKey, WrappedKey};
use crate::{Conn, DbError, schema::data_keys};

/// The shop's own key of that purpose.
pub async fn find_shop_key(conn: &mut Conn, purpose: KeyPurpose) -> Result<Option<WrappedKey>, DbError> {
    let row = data_keys::table
        .filter(data_keys::purpose.eq(purpose.word()))
        .select((data_keys::id, data_keys::wrapped))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(|(id, wrapped)| WrappedKey { id, wrapped }))
}

/// Stores one of the shop's own keys unless it has one already.
pub async fn insert_shop_key(conn: &mut Conn, new: &NewDataKey) -> Result<(), DbError> {
    diesel::insert_into(data_keys::table).values(values(new)).on_conflict_do_nothing().execute(conn).await?;
    Ok(())
}

/// Stores a key. [`DbError::ForeignKey`] if the master key that wrapped it has been retired meanwhile.
pub async fn insert_data_key(conn: &mut Conn, new: &NewDataKey) -> Result<(), DbError> {
    diesel::insert_into(data_keys::table).values(values(new)).execute(conn).await?;
    Ok(())
}

type Values<'a> = (
    diesel::dsl::Eq<data_keys::id, uuid::Uuid>,
    diesel::dsl::Eq<data_keys::purpose, &'static str>,
    diesel::dsl::Eq<data_keys::user_id, Option<securecart_domain::UserId>>,
    diesel::dsl::Eq<data_keys::master_key_id, uuid::Uuid>,
    diesel::dsl::Eq<data_keys::wrapped, &'a Vec<u8>>,
    diesel::dsl::Eq<data_keys::created_at, chrono::DateTime<chrono::Utc>>,
);

fn values(new: &NewDataKey) -> Values<'_> {
    (
        data_keys::id.eq(new.key.id),
        data_keys::purpose.eq(new.purpose.word()),
        data_keys::user_id.eq(new.purpose.user()),
        data_keys::master_key_id.eq(new.master_key_id),
        data_keys::wrapped.eq(&new.key.wrapped),
        data_keys::created_at.eq(new.now),
    )
}
