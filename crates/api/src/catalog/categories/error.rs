//! What can go wrong with categories.

use securecart_db::{DbError, catalog::CategoryUses};
use securecart_dto::{FieldError, ProblemType};

use crate::http::ApiError;

/// Why an operation on a category was not done.
#[derive(Debug, thiserror::Error)]
pub enum CategoryError {
    /// There is no such category.
    #[error("there is no such category")]
    NotFound,
    /// Somebody changed the category since the caller loaded it.
    #[error("the category has another version by now")]
    Stale,
    /// Another category has this slug.
    #[error("the slug is taken")]
    SlugTaken,
    /// No slug can be made of the name.
    #[error("no slug can be made of the name")]
    NoSlug,
    /// There is no such category to lie in.
    #[error("there is no such parent")]
    UnknownParent,
    /// The category would lie in itself or below itself.
    #[error("the category would lie below itself")]
    BelowItself,
    /// There would be more levels than there may be.
    #[error("the category would lie too deep")]
    TooDeep,
    /// A place behind the last of its parent, or before the first; their number is named.
    #[error("there is no such place")]
    NoSuchPlace(usize),
    /// There are as many as there may be.
    #[error("there are too many categories")]
    Full,
    /// Something refers to it.
    #[error("the category is in use")]
    InUse(CategoryUses),
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for CategoryError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("categories_slug_key") => Self::SlugTaken,
            Some("categories_parent_id_fkey") => Self::UnknownParent,
            Some("categories_lie_in_no_circle") => Self::BelowItself,
            Some("categories_have_five_levels") => Self::TooDeep,
            _ => Self::Db(error),
        }
    }
}

impl From<CategoryError> for ApiError {
    fn from(error: CategoryError) -> Self {
        match error {
            CategoryError::NotFound => Self::not_found(),
            CategoryError::Stale => Self::new(
                ProblemType::StaleVersion,
                "Somebody changed this after you loaded it. Load it again and repeat your change.",
            ),
            CategoryError::Full => Self::new(
                ProblemType::Conflict,
                "A shop has at most a thousand categories. Remove one that is not needed any more.",
            ),
            CategoryError::InUse(uses) => Self::new(ProblemType::Conflict, reason(uses)),
            CategoryError::Db(error) => error.into(),
            field => Self::invalid(vec![field_error(&field)]),
        }
    }
}

/// Why it stays, and what to do about it: one thing after the other.
fn reason(uses: CategoryUses) -> &'static str {
    if uses.categories {
        "Other categories lie in this one. Move or delete them first."
    } else if uses.products {
        "Products lie in this category, drafts and discontinued ones included. Give them another category first."
    } else {
        "A coupon names this category, and says to its users what it is for. So the category stays."
    }
}

/// The error of the field that is to blame.
fn field_error(error: &CategoryError) -> FieldError {
    match error {
        CategoryError::SlugTaken => {
            FieldError::new("/slug", "taken", "Another category has this slug. Choose another one.")
        }
        CategoryError::NoSlug => {
            FieldError::new("/slug", "missing", "No slug can be made of this name. Choose one.")
        }
        CategoryError::UnknownParent => {
            FieldError::new("/parent_id", "unknown", "There is no such category.")
        }
        CategoryError::BelowItself => {
            FieldError::new("/parent_id", "below_itself", "A category can not lie in itself or below itself.")
        }
        CategoryError::TooDeep => FieldError::new(
            "/parent_id",
            "too_deep",
            "There are at most five levels of categories. Choose one that lies less deep.",
        ),
        CategoryError::NoSuchPlace(places) => {
            FieldError::new("/position", "invalid", format!("The places beside it are 1 to {places}."))
        }
        other => FieldError::new("", "invalid", other),
    }
}
