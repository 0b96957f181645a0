//! Rows of before personal data was sealed. Their columns are not in the schema that queries are made of, so that
//! nothing else reads or writes them.

use diesel::{
    QueryableByName,
    sql_types::{BigInt, Bytea, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};
use securecart_domain::{OrderId, UserId};
use uuid::Uuid;

use super::{NewDataKey, OrderKey, SealedEmail, WrappedKey, insert_data_key};
use crate::{Conn, DbError};

/// An account whose address and name can be read.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct UnsealedUser {
    /// Which one.
    #[diesel(sql_type = SqlUuid)]
    pub id: UserId,
    /// Its address.
    #[diesel(sql_type = Text)]
    pub email: String,
    /// The compared form.
    #[diesel(sql_type = Text)]
    pub email_key: String,
    /// Its name; may be empty.
    #[diesel(sql_type = Text)]
    pub full_name: String,
}

/// An order whose address can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsealedOrder {
    /// Which one.
    pub id: OrderId,
    /// The address; empty if it has none.
    pub email: String,
    /// The key of its customer, if it has one.
    pub customer_key: Option<WrappedKey>,
}

#[derive(QueryableByName)]
struct OrderRow {
    #[diesel(sql_type = SqlUuid)]
    id: OrderId,
    #[diesel(sql_type = Text)]
    email: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    key_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Bytea>)]
    wrapped: Option<Vec<u8>>,
}

const USERS: &str = "\
SELECT id, coalesce(email, '') AS email, coalesce(email_key, lower(email), '') AS email_key,
  coalesce(full_name, '') AS full_name
FROM users WHERE email IS NOT NULL OR email_key IS NOT NULL OR full_name IS NOT NULL
ORDER BY id LIMIT $1 FOR NO KEY UPDATE";

const ORDERS: &str = "\
SELECT o.id, o.email, k.id AS key_id, k.wrapped
FROM orders o LEFT JOIN data_keys k ON k.user_id = o.customer_id
WHERE o.email IS NOT NULL
ORDER BY o.id LIMIT $1 FOR NO KEY UPDATE OF o";

/// Accounts that are to be sealed, locked until the transaction ends.
pub async fn lock_unsealed_users(tx: &mut Conn, limit: i64) -> Result<Vec<UnsealedUser>, DbError> {
    Ok(diesel::sql_query(USERS).bind::<BigInt, _>(limit).load(tx).await?)
}

/// Replaces what can be read of an account by what was sealed of it.
pub async fn seal_user(
    tx: &mut Conn,
    id: UserId,
    key: &NewDataKey,
    email: &SealedEmail,
    full_name: Option<&[u8]>,
) -> Result<(), DbError> {
    insert_data_key(tx, key).await?;
    let sql = "UPDATE users SET email = NULL, email_key = NULL, full_name = NULL, \
               email_sealed = $2, email_index = $3, full_name_sealed = $4 WHERE id = $1";
    diesel::sql_query(sql)
        .bind::<SqlUuid, _>(id)
        .bind::<Bytea, _>(&email.bytes)
        .bind::<Bytea, _>(email.index.as_slice())
        .bind::<Nullable<Bytea>, _>(full_name)
        .execute(tx)
        .await?;
    Ok(())
}

/// Orders that are to be sealed, locked until the transaction ends.
pub async fn lock_unsealed_orders(tx: &mut Conn, limit: i64) -> Result<Vec<UnsealedOrder>, DbError> {
    let rows: Vec<OrderRow> = diesel::sql_query(ORDERS).bind::<BigInt, _>(limit).load(tx).await?;
    let order = |row: OrderRow| {
        let customer_key = row.key_id.zip(row.wrapped).map(|(id, wrapped)| WrappedKey { id, wrapped });
        UnsealedOrder { id: row.id, email: row.email, customer_key }
    };
    Ok(rows.into_iter().map(order).collect())
}

/// Replaces what can be read of an order by what was sealed of it; nothing, if it had no address.
pub async fn seal_order(
    tx: &mut Conn,
    id: OrderId,
    email: Option<(&OrderKey, &SealedEmail)>,
) -> Result<(), DbError> {
    let (key, email) = match email {
        Some((key, email)) => (Some(key.store(tx).await?), Some(email)),
        None => (None, None),
    };
    let sql =
        "UPDATE orders SET email = NULL, data_key_id = $2, email_sealed = $3, email_index = $4 WHERE id = $1";
    diesel::sql_query(sql)
        .bind::<SqlUuid, _>(id)
        .bind::<Nullable<SqlUuid>, _>(key)
        .bind::<Nullable<Bytea>, _>(email.map(|email| &email.bytes))
        .bind::<Nullable<Bytea>, _>(email.map(|email| email.index.as_slice()))
        .execute(tx)
        .await?;
    Ok(())
}

impl OrderKey {
    /// Its id, after it has been stored if it has to be.
    pub(crate) async fn store(&self, tx: &mut Conn) -> Result<Uuid, DbError> {
        match self {
            Self::Customers(id) => Ok(*id),
            Self::Own(new) => {
                insert_data_key(tx, new).await?;
                Ok(new.key.id)
            }
        }
    }
}

/// From now on the database vouches that no row of before is left. For the owner of the tables.
pub async fn close_unsealed(conn: &mut Conn) -> Result<(), DbError> {
    let sql = "ALTER TABLE users VALIDATE CONSTRAINT users_readable_nowhere; \
               ALTER TABLE orders VALIDATE CONSTRAINT orders_readable_nowhere";
    Ok(conn.batch_execute(sql).await?)
}
