//! Who buys, and what the shop may keep of them with the order.

use securecart_db::{
    Conn,
    accounts::{Owner, users},
    keys::{OrderKey, SealedEmail, WrappedKey},
};
use securecart_domain::{OrderId, UserId, accounts::Email};
use securecart_dto::FieldError;

use super::CheckoutError;
use crate::{adapters::clock::Clock, delivery::Places, keys::Keys};

/// Who buys; the address of a guest who gave none comes with the payment.
pub(super) struct Buyer {
    pub(super) owner: Owner,
    pub(super) customer_id: Option<UserId>,
    /// The customer's key; guests' orders have one of their own.
    key: Option<WrappedKey>,
    email: Option<String>,
}

/// What an order keeps of its buyer.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) key: Option<OrderKey>,
    pub(super) email: Option<SealedEmail>,
    pub(super) delivery_sealed: Option<Vec<u8>>,
}

impl Buyer {
    /// The owner of the cart. Refuses an address beside that of an account.
    pub(super) async fn find(
        tx: &mut Conn,
        keys: &Keys,
        owner: Owner,
        email: Option<&Email>,
    ) -> Result<Self, CheckoutError> {
        let Owner::Customer(id) = owner else {
            let email = email.map(|email| email.as_str().to_owned());
            return Ok(Self { owner, customer_id: None, key: None, email });
        };
        if email.is_some() {
            let detail = "Mail goes to the address of your account. Leave this out.";
            return Err(CheckoutError::Refused(Box::new(FieldError::new("/email", "signed_in", detail))));
        }
        let user = users::find_user(tx, id).await?;
        let person = user.as_ref().map(|user| keys.person(user)).transpose()?;
        let key = user.and_then(|user| user.sealed.key);
        let email = key.as_ref().and(person).map(|person| person.email);
        Ok(Self { owner, customer_id: Some(id), key, email })
    }

    /// Whether the shop knows where mail about the order goes.
    pub(super) fn is_reachable(&self) -> bool {
        self.email.is_some()
    }

    /// Whether an order that is sent mail there is this buyer's. A customer's always is.
    pub(super) fn has_email(&self, email: &str) -> bool {
        self.customer_id.is_some() || self.email.as_deref().unwrap_or_default() == email
    }

    /// Seals what there is: with the customer's key, or with a new one.
    pub(super) fn keep(
        &self,
        clock: &Clock,
        keys: &Keys,
        order: OrderId,
        places: &Places,
    ) -> Result<Kept, CheckoutError> {
        if self.email.is_none() && places.is_empty() {
            return Ok(Kept::default());
        }
        let seal = match &self.key {
            Some(key) => keys.stored_order_seal(key)?,
            None => keys.new_order_seal(clock.uuid(), clock.now())?,
        };
        let email = self.email.as_deref().map(|email| keys.seal_order_email(&seal, order, email));
        Ok(Kept {
            email: email.transpose()?,
            delivery_sealed: places.seal(&seal, order)?,
            key: Some(seal.into_key()),
        })
    }
}
