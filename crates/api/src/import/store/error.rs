//! Why a product was not stored.

use securecart_db::DbError;
use securecart_domain::Currency;

/// Why one product was left alone; others are not touched by that.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another variant has one of its SKUs.
    #[error("another product has one of its SKUs already")]
    SkuTaken,
    /// Another product came from the place that this one says it came from.
    #[error("another product came from the same source already")]
    SourceTaken,
    /// The product has other options here.
    #[error("the product has other options here ({here}); change them in the shop first")]
    OptionsDiffer {
        /// Those it has here.
        here: String,
    },
    /// It was imported in another currency before.
    #[error("the product is priced in {here} here")]
    OtherCurrency {
        /// The currency it has here.
        here: Currency,
    },
    /// The database does not take it, for a reason that no rule of an import knows.
    #[error("the shop can not store it as it is")]
    NotStorable,
    /// Its category would lie deeper than categories may.
    #[error("its category would lie more than five levels deep")]
    CategoryTooDeep,
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for StoreError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("product_variants_sku_key") => Self::SkuTaken,
            Some("products_source_key_key") => Self::SourceTaken,
            Some("categories_have_five_levels") => Self::CategoryTooDeep,
            Some(_) => Self::unknown(&error),
            None if matches!(error, DbError::Other(_)) => Self::unknown(&error),
            None => Self::Db(error),
        }
    }
}

impl StoreError {
    /// One product that breaks a rule which was not asked before must not keep all others, and all other imports, waiting.
    fn unknown(error: &DbError) -> Self {
        tracing::error!(?error, "an imported product breaks a rule of the database that is not asked before");
        Self::NotStorable
    }

    /// The word for it in an answer of the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SkuTaken => "sku_taken",
            Self::SourceTaken => "source_taken",
            Self::OptionsDiffer { .. } => "options_differ",
            Self::OtherCurrency { .. } => "other_currency",
            Self::NotStorable => "not_storable",
            Self::CategoryTooDeep => "category_too_deep",
            Self::Db(_) => "failed",
        }
    }
}
