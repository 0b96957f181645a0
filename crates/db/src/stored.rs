//! From what a column holds to a domain type; what does not fit is a defect, told as [`DbError::Inconsistent`].

use std::{fmt::Display, str::FromStr};

use securecart_domain::{Currency, Money, cart::Quantity, inventory::Thresholds};
use uuid::Uuid;

use crate::DbError;

/// Where fresh ids come from; handed in, so that queries draw nothing themselves. Ids are `UUIDv7`.
pub type NewIds<'a> = &'a (dyn Fn() -> Uuid + Sync);

/// Where a stored value stands, for the message when it can not be.
#[derive(Clone, Copy)]
pub(crate) struct Place<Id> {
    pub(crate) table: &'static str,
    pub(crate) id: Id,
}

impl<Id: Display + Copy> Place<Id> {
    /// A word of a domain enum.
    pub(crate) fn word<T: FromStr>(self, column: &'static str, text: &str) -> Result<T, DbError> {
        text.parse().map_err(|_| self.impossible(column))
    }

    /// An amount with its currency.
    pub(crate) fn money(self, minor: i64, currency: &str) -> Result<Money, DbError> {
        Ok(Money::new(minor, self.word::<Currency>("currency", currency)?))
    }

    /// Units of a line.
    pub(crate) fn quantity(self, units: impl Into<i64>) -> Result<Quantity, DbError> {
        Quantity::parse(units.into()).map_err(|_| self.impossible("quantity"))
    }

    /// From where on stock is low and too much.
    pub(crate) fn thresholds(self, low: i32, over: Option<i32>) -> Result<Thresholds, DbError> {
        let units = |column, units: i32| self.present(column, u32::try_from(units).ok());
        let over = over.map(|over| units("over_units", over)).transpose()?;
        let thresholds = Thresholds::new(units("low_units", low)?, over);
        self.present("over_units", thresholds.ok())
    }

    /// A value that must be there in this state of the row.
    pub(crate) fn present<T>(self, column: &'static str, value: Option<T>) -> Result<T, DbError> {
        value.ok_or_else(|| self.impossible(column))
    }

    fn impossible(self, column: &'static str) -> DbError {
        DbError::Inconsistent { table: self.table, column, id: self.id.to_string() }
    }
}
