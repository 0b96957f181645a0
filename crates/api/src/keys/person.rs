//! What is known of people: sealed with a key of their own.

use chrono::{DateTime, Utc};
use securecart_db::{
    accounts::UserRecord,
    keys::{KeyPurpose, NewDataKey, SealedEmail},
};
use securecart_domain::{StockWishId, UserId, accounts::Email};
use securecart_keys::{Key, KeyError, Place, Zeroizing};
use uuid::Uuid;

use super::Keys;

/// The purpose of the blind index. Orders have another one: equal addresses are not to be recognised as such.
const USERS_EMAIL: &str = "users.email";
/// Addresses that wait for stock.
const STOCK_EMAIL: &str = "back_in_stock_wishes.email";
/// Names of accounts that were erased.
const RETIRED_NAME: &str = "retired_usernames.name";

/// Whom an account belongs to. Empty for accounts that were erased.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// Where mail goes.
    pub email: String,
    /// For deliveries and invoices.
    pub full_name: String,
}

impl Keys {
    /// Opens what is known of the owner of an account.
    pub fn person(&self, user: &UserRecord) -> Result<Person, KeyError> {
        let Some(key) = &user.sealed.key else {
            return Ok(Person::default());
        };
        let key = self.unwrap_key(key)?;
        let open = |column, sealed: &Option<Vec<u8>>| match sealed {
            Some(sealed) => text(key.open(&Place::new("users", column, user.id), sealed)?),
            None => Ok(String::new()),
        };
        Ok(Person {
            email: open("email_sealed", &user.sealed.email)?,
            full_name: open("full_name_sealed", &user.sealed.full_name)?,
        })
    }

    /// The key of a new account, and its address sealed with it.
    pub fn seal_new_person(
        &self,
        key: Uuid,
        user: UserId,
        email: &Email,
        now: DateTime<Utc>,
    ) -> Result<(NewDataKey, SealedEmail), KeyError> {
        let (key, stored) = self.draw(key, KeyPurpose::Customer(user), now)?;
        let bytes = key.seal(&Place::new("users", "email_sealed", user), email.as_str().as_bytes())?;
        Ok((stored, SealedEmail { bytes, index: self.email_index(&email.key()) }))
    }

    /// Seals another address of an account.
    pub fn seal_email(&self, user: &UserRecord, email: &Email) -> Result<SealedEmail, KeyError> {
        let place = Place::new("users", "email_sealed", user.id);
        let bytes = self.key_of(user)?.seal(&place, email.as_str().as_bytes())?;
        Ok(SealedEmail { bytes, index: self.email_index(&email.key()) })
    }

    /// Seals another name of its owner; none is nothing to seal.
    pub fn seal_full_name(&self, user: &UserRecord, name: &str) -> Result<Option<Vec<u8>>, KeyError> {
        if name.is_empty() {
            return Ok(None);
        }
        let place = Place::new("users", "full_name_sealed", user.id);
        self.key_of(user)?.seal(&place, name.as_bytes()).map(Some)
    }

    /// What the account of an address is found by; give the compared form.
    pub fn email_index(&self, email_key: &str) -> [u8; 32] {
        self.index(USERS_EMAIL, email_key)
    }

    /// What the name of an erased account is recognised by; give the compared form.
    pub fn username_index(&self, username_key: &str) -> [u8; 32] {
        self.index(RETIRED_NAME, username_key)
    }

    /// Seals a guest's address that waits for stock with the shop's key; also what it is recognised by.
    pub fn seal_stock_email(
        &self,
        wish: StockWishId,
        email: &Email,
    ) -> Result<(Vec<u8>, [u8; 32]), KeyError> {
        let sealed = self.seal(&stock_place(wish), email.as_str().as_bytes())?;
        Ok((sealed, self.stock_email_index(&email.key())))
    }

    /// Opens it.
    pub fn open_stock_email(&self, wish: StockWishId, sealed: &[u8]) -> Result<String, KeyError> {
        text(self.open(&stock_place(wish), sealed)?)
    }

    /// What an address that waits for stock is found by; give the compared form.
    pub fn stock_email_index(&self, email_key: &str) -> [u8; 32] {
        self.index(STOCK_EMAIL, email_key)
    }

    /// The key of an account that has not been erased.
    pub fn key_of(&self, user: &UserRecord) -> Result<Key, KeyError> {
        user.sealed.key.as_ref().ok_or(KeyError::Unreadable).and_then(|key| self.unwrap_key(key))
    }
}

fn stock_place(wish: StockWishId) -> Place {
    Place::new("back_in_stock_wishes", "email_sealed", wish)
}

/// What was sealed as text is text.
pub(super) fn text(bytes: Zeroizing<Vec<u8>>) -> Result<String, KeyError> {
    std::str::from_utf8(&bytes).map(ToOwned::to_owned).map_err(|_| KeyError::Unreadable)
}
