//! What can go wrong with stock.

use securecart_db::DbError;
use securecart_dto::{FieldError, ProblemType};

use crate::http::ApiError;

/// Why a count was not set.
#[derive(Debug, thiserror::Error)]
pub enum InventoryError {
    /// No such variant.
    #[error("there is no such variant")]
    NoVariant,
    /// No such variant in the path.
    #[error("nothing is there")]
    NotFound,
    /// The thresholds are not what the caller saw.
    #[error("the thresholds changed meanwhile")]
    Stale,
    /// The count is not what the caller saw.
    #[error("the count is {on_hand} by now")]
    Changed {
        /// What it is now.
        on_hand: u32,
    },
    /// Open checkouts hold more than that.
    #[error("open checkouts hold {reserved}")]
    Held {
        /// How many they hold.
        reserved: u32,
    },
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<InventoryError> for ApiError {
    fn from(error: InventoryError) -> Self {
        match error {
            InventoryError::NoVariant => {
                Self::invalid(vec![FieldError::new("/variant_id", "unknown", "There is no such variant.")])
            }
            InventoryError::NotFound => Self::not_found(),
            InventoryError::Stale => Self::new(
                ProblemType::StaleVersion,
                "Somebody changed this after you loaded it. Load it again and repeat your change.",
            ),
            InventoryError::Changed { on_hand } => Self::new(
                ProblemType::Conflict,
                format!("The count changed meanwhile: there are {on_hand} units now. Check and repeat."),
            ),
            InventoryError::Held { reserved } => Self::invalid(vec![FieldError::new(
                "/on_hand",
                "below_reserved",
                format!("Open checkouts hold {reserved} units; the count can not go below that."),
            )]),
            InventoryError::Db(error) => error.into(),
        }
    }
}
