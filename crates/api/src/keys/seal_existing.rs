//! Seals the rows of before personal data was sealed.

use securecart_db::{
    Conn, Db, DbError,
    keys::{
        KeyPurpose, SealedEmail, UnsealedOrder, UnsealedUser, lock_unsealed_orders, lock_unsealed_users,
        seal_order, seal_user,
    },
};
use securecart_keys::{KeyError, Place};

use super::Keys;
use crate::adapters::clock::Clock;

/// Rows of one transaction.
const BATCH: i64 = 500;

/// Why not all rows could be sealed. Those of finished batches are; the next run goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error("the database did not take what was sealed")]
    Db(#[from] DbError),
}

impl Keys {
    /// Seals whatever can still be read, in batches, and tells how many rows it were. Instances that start at once
    /// share the work; a second run finds nothing to do.
    pub async fn seal_existing(&self, db: &Db, clock: &Clock) -> Result<usize, SealError> {
        let mut sealed = 0_usize;
        loop {
            let users = db.transaction(async |tx| self.seal_users(tx, clock).await).await?;
            sealed = sealed.saturating_add(users);
            if users == 0 {
                break;
            }
        }
        loop {
            let orders = db.transaction(async |tx| self.seal_orders(tx, clock).await).await?;
            sealed = sealed.saturating_add(orders);
            if orders == 0 {
                break;
            }
        }
        Ok(sealed)
    }

    async fn seal_users(&self, tx: &mut Conn, clock: &Clock) -> Result<usize, SealError> {
        let users = lock_unsealed_users(tx, BATCH).await?;
        for user in &users {
            self.seal_user(tx, clock, user).await?;
        }
        Ok(users.len())
    }

    async fn seal_user(&self, tx: &mut Conn, clock: &Clock, user: &UnsealedUser) -> Result<(), SealError> {
        let (key, stored) = self.draw(clock.uuid(), KeyPurpose::Customer(user.id), clock.now())?;
        let place = |column| Place::new("users", column, user.id);
        let email = SealedEmail {
            bytes: key.seal(&place("email_sealed"), user.email.as_bytes())?,
            index: self.email_index(&user.email_key),
        };
        let name = match user.full_name.as_str() {
            "" => None,
            name => Some(key.seal(&place("full_name_sealed"), name.as_bytes())?),
        };
        Ok(seal_user(tx, user.id, &stored, &email, name.as_deref()).await?)
    }

    async fn seal_orders(&self, tx: &mut Conn, clock: &Clock) -> Result<usize, SealError> {
        let orders = lock_unsealed_orders(tx, BATCH).await?;
        for order in &orders {
            self.seal_order(tx, clock, order).await?;
        }
        Ok(orders.len())
    }

    async fn seal_order(&self, tx: &mut Conn, clock: &Clock, order: &UnsealedOrder) -> Result<(), SealError> {
        if order.email.is_empty() {
            return Ok(seal_order(tx, order.id, None).await?);
        }
        let (key, email) = match &order.customer_key {
            Some(key) => self.seal_customers_order(key, order.id, &order.email)?,
            None => self.seal_guests_order(clock.uuid(), order.id, &order.email, clock.now())?,
        };
        Ok(seal_order(tx, order.id, Some((&key, &email))).await?)
    }
}
