//! What can go wrong with the catalogue.

use securecart_db::DbError;
use securecart_domain::{Currency, catalog::MAX_PICTURES};
use securecart_dto::{FieldError, ProblemType};

use super::rules;
use crate::http::ApiError;

/// Why an operation on the catalogue was not done.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// No such product, variant or picture.
    #[error("there is no such product")]
    NotFound,
    /// Somebody changed the product since the caller loaded it.
    #[error("the product has another version by now")]
    Stale,
    /// Another product has this slug.
    #[error("the slug is taken")]
    SlugTaken,
    /// Another variant has this SKU.
    #[error("the SKU is taken")]
    SkuTaken,
    /// The product has a variant of these option values.
    #[error("there is a variant of these options")]
    OptionsTaken,
    /// The values do not fit the product's options, which are named.
    #[error("the values do not fit the options of the product")]
    OptionsDiffer(Vec<String>),
    /// The product gets its first options, and its variant no values of them.
    #[error("the product's variant needs values of its first options")]
    FirstVariantUnnamed,
    /// Values were given for the variant of a product whose variants have theirs.
    #[error("the product has options already")]
    HasOptions,
    /// No such category.
    #[error("there is no such category")]
    UnknownCategory,
    /// No slug can be made of the name.
    #[error("no slug can be made of the name")]
    NoSlug,
    /// A price in another currency than the product's.
    #[error("the price is in another currency")]
    WrongCurrency {
        /// Which field.
        pointer: &'static str,
        /// What it has to be.
        expected: Currency,
    },
    /// The former price is not above the price.
    #[error("the former price is not above the price")]
    NotReduced,
    /// The product has no such picture.
    #[error("the product has no such picture")]
    UnknownImage,
    /// The product has as many variants as it can have.
    #[error("the product has enough variants")]
    TooManyVariants,
    /// A product without variants can not be sold.
    #[error("this is the only variant")]
    OnlyVariant,
    /// The variant was counted, held or ordered.
    #[error("the books speak of the variant")]
    VariantInBooks,
    /// The product has as many pictures as it can have.
    #[error("the product has enough pictures")]
    TooManyImages,
    /// A place behind the last picture, or before the first; the number of pictures is named.
    #[error("there is no such place")]
    NoSuchPlace(usize),
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for CatalogError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("products_slug_key") => Self::SlugTaken,
            Some("product_variants_sku_key") => Self::SkuTaken,
            // It was removed after it was found.
            Some("products_category_id_fkey") => Self::UnknownCategory,
            Some("product_variants_product_id_title_key") => Self::OptionsTaken,
            _ => Self::Db(error),
        }
    }
}

impl From<CatalogError> for ApiError {
    fn from(error: CatalogError) -> Self {
        match error {
            CatalogError::NotFound => Self::not_found(),
            CatalogError::Stale => Self::new(
                ProblemType::StaleVersion,
                "Somebody changed this after you loaded it. Load it again and repeat your change.",
            ),
            CatalogError::OnlyVariant => Self::new(
                ProblemType::Conflict,
                "This is the only variant. Discontinue the product to take it out of the shop.",
            ),
            CatalogError::VariantInBooks => Self::new(
                ProblemType::Conflict,
                "This variant has been counted or ordered, and the books keep it. Set its stock to 0, so that nobody buys it, \
                 or give it other values.",
            ),
            CatalogError::Db(error) => error.into(),
            field => Self::invalid(vec![field_error(&field)]),
        }
    }
}

/// The error of the field that is to blame.
fn field_error(error: &CatalogError) -> FieldError {
    match error {
        CatalogError::SlugTaken => {
            FieldError::new("/slug", "taken", "Another product has this slug. Choose another one.")
        }
        CatalogError::SkuTaken => {
            FieldError::new("/sku", "taken", "Another variant has this SKU. Choose another one.")
        }
        CatalogError::OptionsTaken => {
            FieldError::new("/options", "taken", "The product already has a variant of these values.")
        }
        CatalogError::UnknownImage => {
            FieldError::new("/image_id", "unknown", "The product has no such picture.")
        }
        CatalogError::TooManyVariants => {
            FieldError::new("/options", "too_many", "A product has at most 500 variants.")
        }
        CatalogError::OptionsDiffer(names) => FieldError::new(
            "/options",
            "differ",
            format!("This product needs one value for each of: {}.", names.join(", ")),
        ),
        CatalogError::FirstVariantUnnamed => FieldError::new(
            "/first_variant_values",
            "required",
            "This product has one variant and no options yet. Say which values that one has, one for each option.",
        ),
        CatalogError::HasOptions => FieldError::new(
            "/first_variant_values",
            "unwanted",
            "The variants of this product have their values already.",
        ),
        CatalogError::UnknownCategory => {
            FieldError::new("/category", "unknown", "There is no category of this slug.")
        }
        CatalogError::NoSlug => {
            FieldError::new("/slug", "missing", "No slug can be made of this name. Choose one.")
        }
        CatalogError::WrongCurrency { pointer, expected } => {
            FieldError::new(*pointer, "currency", format!("Prices of this shop are in {expected}."))
        }
        CatalogError::NotReduced => {
            FieldError::new("/compare_at_price", "not_above_price", rules::NOT_REDUCED)
        }
        CatalogError::TooManyImages => FieldError::new(
            "/file",
            "too_many",
            format!("A product has at most {MAX_PICTURES} pictures. Remove one first."),
        ),
        CatalogError::NoSuchPlace(pictures) => FieldError::new(
            "/position",
            "invalid",
            format!("The places of the pictures are 1 to {pictures}."),
        ),
        other => FieldError::new("", "invalid", other),
    }
}
