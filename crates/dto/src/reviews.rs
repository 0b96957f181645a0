//! What customers think of products.

use chrono::{DateTime, Utc};
use securecart_domain::{ProductId, ReviewId, UserId, reviews::ReviewStatus};
use serde::{Deserialize, Serialize};

use crate::catalog::ProductRef;

/// What the reviews of a product come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingSummary {
    /// Stars on average, with one decimal: `4.3`.
    pub average: String,
    /// How many reviews there are.
    pub count: u32,
}

/// How many reviews give so many stars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StarCount {
    /// One to five.
    pub stars: u8,
    /// How many reviews.
    pub count: u32,
}

/// A review as everybody sees it. It does not say who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// Its id.
    pub id: ReviewId,
    /// One to five.
    pub stars: u8,
    /// In a line of plain text.
    pub title: String,
    /// In full, as plain text; may be empty.
    pub text: String,
    /// Whether its author has bought the product here, and not given it back.
    pub verified_buyer: bool,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// A page of a product's reviews, and what all of them come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewPage {
    /// The reviews of this page, newest first.
    pub items: Vec<Review>,
    /// What to send as `cursor` for the next page; none on the last one.
    pub next_cursor: Option<String>,
    /// What all of them come to; none without any.
    pub rating: Option<RatingSummary>,
    /// How all of them spread, five stars first.
    pub histogram: Vec<StarCount>,
}

/// What a customer says of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteReviewRequest {
    /// One to five.
    pub stars: u8,
    /// In a line of 1 to 120 characters.
    pub title: String,
    /// In full: at most 4,000 characters, which are shown as they are.
    #[serde(default)]
    pub text: String,
}

/// A review as its author sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyReview {
    /// Its id.
    pub id: ReviewId,
    /// What it is about.
    pub product: ProductRef,
    /// One to five.
    pub stars: u8,
    /// In a line of plain text.
    pub title: String,
    /// In full, as plain text; may be empty.
    pub text: String,
    /// Who sees it.
    pub status: ReviewStatus,
    /// Whether it is marked as that of a buyer.
    pub verified_buyer: bool,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When staff decided whether everybody sees it as it is now.
    pub decided_at: Option<DateTime<Utc>>,
}

/// Which of my reviews to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MyReviewQuery {
    /// Only that of this product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Who wrote a review, for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewAuthor {
    /// The account.
    pub id: UserId,
    /// Its name.
    pub username: String,
}

/// A review as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminReview {
    /// Its id.
    pub id: ReviewId,
    /// What it is about.
    pub product: ProductRef,
    /// Who wrote it.
    pub author: ReviewAuthor,
    /// One to five.
    pub stars: u8,
    /// In a line of plain text.
    pub title: String,
    /// In full, as plain text; may be empty.
    pub text: String,
    /// Who sees it.
    pub status: ReviewStatus,
    /// Whether its author has bought the product here, and not given it back.
    pub verified_buyer: bool,
    /// Goes up when its author changes it: `"v1"` is the `If-Match` of the first version.
    pub version: i64,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When its author last changed it.
    pub updated_at: DateTime<Utc>,
    /// When staff approved or rejected it as it is now.
    pub decided_at: Option<DateTime<Utc>>,
}

/// Which reviews to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AdminReviewQuery {
    /// Only those in this state. `pending` ones come oldest first, all others newest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ReviewStatus>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
