//! Typed ids: a UUIDv7 with a prefix that says what it names, so that an order id is never taken for a cart id.

use std::{fmt, str::FromStr};

use uuid::Uuid;

/// An id that does not have the form of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id of this kind looks like {prefix}_ followed by 32 hexadecimal digits")]
pub struct InvalidId {
    /// The prefix that was expected.
    pub prefix: &'static str,
}

/// Reads the part behind the prefix; only the 32 lower-case digits that `Display` writes are accepted, so an
/// id has exactly one spelling.
fn parse_prefixed(text: &str, prefix: &'static str) -> Result<Uuid, InvalidId> {
    let refused = InvalidId { prefix };
    let digits = text
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .filter(|digits| digits.len() == 32)
        .filter(|digits| digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
        .ok_or(refused)?;
    Uuid::try_parse(digits).map_err(|_| refused)
}

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "diesel", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "diesel", diesel(sql_type = diesel::sql_types::Uuid))]
        pub struct $name(Uuid);

        impl $name {
            /// What stands before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// Gives a freshly drawn UUIDv7 its kind; drawing it is the caller's business.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The bare UUID, as the database stores it.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse_prefixed(text, $prefix).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some(concat!("^", $prefix, "_[0-9a-f]{32}$")))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }
        }

        #[cfg(feature = "diesel")]
        impl diesel::serialize::ToSql<diesel::sql_types::Uuid, diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                <Uuid as diesel::serialize::ToSql<diesel::sql_types::Uuid, diesel::pg::Pg>>::to_sql(&self.0, out)
            }
        }

        #[cfg(feature = "diesel")]
        impl diesel::deserialize::FromSql<diesel::sql_types::Uuid, diesel::pg::Pg> for $name {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                <Uuid as diesel::deserialize::FromSql<diesel::sql_types::Uuid, diesel::pg::Pg>>::from_sql(bytes)
                    .map(Self)
            }
        }
    };
}

typed_id!(
    /// A person with an account: customer or staff.
    UserId, "usr"
);
typed_id!(
    /// An address in a customer's address book.
    AddressId, "adr"
);
typed_id!(
    /// A named set of permissions.
    RoleId, "rol"
);
typed_id!(
    /// A signed-in or guest session, as lists of sessions show it; never the secret token.
    SessionId, "ses"
);
typed_id!(
    /// A change of an account's address, from the wish to the time when nobody can undo it any more; never sent out.
    AddressChangeId, "adc"
);
typed_id!(
    /// A browser that has not signed in; lives in the server-side session and is never sent out.
    VisitorId, "vis"
);
typed_id!(
    /// A branch of the catalogue.
    CategoryId, "cat"
);
typed_id!(
    /// A product: what has one page in the shop.
    ProductId, "prd"
);
typed_id!(
    /// One sellable form of a product (size, colour); what stock is counted for.
    VariantId, "var"
);
typed_id!(
    /// A picture of a product.
    ImageId, "img"
);
typed_id!(
    /// A cart of a customer or a guest.
    CartId, "crt"
);
typed_id!(
    /// One line of a cart.
    CartLineId, "cli"
);
typed_id!(
    /// One attempt to pay for a cart.
    CheckoutId, "chk"
);
typed_id!(
    /// An order.
    OrderId, "ord"
);
typed_id!(
    /// One line of an order.
    OrderLineId, "oli"
);
typed_id!(
    /// Money received for an order.
    PaymentId, "pay"
);
typed_id!(
    /// Money received for an order that other money had paid already.
    UnexpectedPaymentId, "unx"
);
typed_id!(
    /// Money that goes back to who paid an order.
    RefundId, "rfd"
);
typed_id!(
    /// One line of an order in a refund.
    RefundLineId, "rfl"
);
typed_id!(
    /// What is sent of an order at once.
    ShipmentId, "shp"
);
typed_id!(
    /// One line of an order in a shipment.
    ShipmentLineId, "shl"
);
typed_id!(
    /// Something that a customer sends back.
    ReturnId, "ret"
);
typed_id!(
    /// One line of an order in a return.
    ReturnLineId, "rtl"
);
typed_id!(
    /// Stock kept for a checkout until it is paid or given back.
    HoldId, "hld"
);
typed_id!(
    /// One entry of the stock ledger.
    MovementId, "mov"
);
typed_id!(
    /// Work promised inside a transaction and done after it.
    OutboxId, "out"
);
typed_id!(
    /// An import of a file of products.
    ImportId, "imp"
);
typed_id!(
    /// A passkey of an account.
    PasskeyId, "pky"
);
typed_id!(
    /// An answer to a question for consent.
    ConsentId, "cst"
);
typed_id!(
    /// What a customer thinks of a product.
    ReviewId, "rev"
);
typed_id!(
    /// Somebody's wish to be told when something is in stock again.
    StockWishId, "bis"
);
typed_id!(
    /// A coupon.
    CouponId, "cpn"
);
typed_id!(
    /// One use of a coupon.
    RedemptionId, "red"
);
typed_id!(
    /// A way in which orders reach their buyers.
    ShippingMethodId, "shm"
);
typed_id!(
    /// A tax of a place.
    TaxRateId, "tax"
);
typed_id!(
    /// Something that looked like an attack.
    SecurityEventId, "sev"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text() {
        let id = ProductId::new(Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0001));
        assert_eq!(id.to_string(), "prd_0192f000000070008000000000000001");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(serde_json::from_str::<ProductId>(&serde_json::to_string(&id).unwrap()).unwrap(), id);
    }

    #[test]
    fn another_kind_another_spelling_and_rubbish_are_refused() {
        for text in [
            "ord_0192f000000070008000000000000001",
            "prd_0192F000000070008000000000000001",
            "prd_0192f000-0000-7000-8000-000000000001",
            "prd_",
            "prd_0192f00000007000800000000000000",
            "",
            "prd_0192f00000007000800000000000000\u{fc}",
        ] {
            assert!(text.parse::<ProductId>().is_err(), "{text} was accepted");
        }
    }
}
