//! A review with whose it is and what it is about.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, QueryDsl, Queryable,
    expression::SqlLiteral,
    helper_types::{InnerJoin, IntoBoxed},
    pg::Pg,
    sql_types::Bool,
};
use securecart_domain::{
    ProductId, ReviewId, UserId,
    reviews::{ReviewStatus, Stars},
};

use crate::{
    DbError,
    schema::{product_reviews, products, users},
    stored::Place,
};

/// A review with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRecord {
    /// Its id.
    pub id: ReviewId,
    /// What it is about.
    pub product_id: ProductId,
    /// The product's place in addresses.
    pub product_slug: String,
    /// The product's name.
    pub product_name: String,
    /// Who wrote it.
    pub author: UserId,
    /// The author's name, which only staff are told.
    pub username: String,
    /// One to five.
    pub stars: Stars,
    /// In a line.
    pub title: String,
    /// In full; may be empty.
    pub body: String,
    /// Who sees it.
    pub status: ReviewStatus,
    /// Whether its author has bought the product, in an order that is paid and not all refunded.
    pub verified: bool,
    /// Goes up when its author changes it.
    pub version: i64,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When its author last changed it.
    pub updated_at: DateTime<Utc>,
    /// When staff approved or rejected it as it is now.
    pub decided_at: Option<DateTime<Utc>>,
}

/// Reviews with their products and authors.
pub(super) type ReviewQuery<'a> =
    IntoBoxed<'a, InnerJoin<InnerJoin<product_reviews::table, products::table>, users::table>, Pg>;

#[derive(Queryable)]
pub(super) struct ReviewRow {
    id: ReviewId,
    product: (ProductId, String, String),
    author: (UserId, String),
    stars: i16,
    title: String,
    body: String,
    status: String,
    verified: bool,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    decided_at: Option<DateTime<Utc>>,
}

type Columns = (
    product_reviews::id,
    (products::id, products::slug, products::name),
    (users::id, users::username),
    product_reviews::stars,
    product_reviews::title,
    product_reviews::body,
    product_reviews::status,
    SqlLiteral<Bool>,
    product_reviews::version,
    product_reviews::created_at,
    product_reviews::updated_at,
    product_reviews::decided_at,
);

/// Worked out for the rows of the page alone, by the indexes of `orders` by customer and of their lines by order.
const VERIFIED: &str = "EXISTS (SELECT FROM orders o JOIN order_lines l ON l.order_id = o.id \
     WHERE o.customer_id = product_reviews.user_id AND l.product_id = product_reviews.product_id \
     AND o.status IN ('placed', 'completed') AND o.payment_status IN ('paid', 'partially_refunded'))";

/// The columns of [`ReviewRow`].
pub(super) fn columns() -> Columns {
    (
        product_reviews::id,
        (products::id, products::slug, products::name),
        (users::id, users::username),
        product_reviews::stars,
        product_reviews::title,
        product_reviews::body,
        product_reviews::status,
        diesel::dsl::sql(VERIFIED),
        product_reviews::version,
        product_reviews::created_at,
        product_reviews::updated_at,
        product_reviews::decided_at,
    )
}

/// All reviews.
pub(super) fn all<'a>() -> ReviewQuery<'a> {
    product_reviews::table.inner_join(products::table).inner_join(users::table).into_boxed::<Pg>()
}

/// One of them.
pub(super) fn one<'a>(id: ReviewId) -> ReviewQuery<'a> {
    all().filter(product_reviews::id.eq(id))
}

impl ReviewRow {
    /// As the rest of the program knows it.
    pub(super) fn into_record(self) -> Result<ReviewRecord, DbError> {
        let place = Place { table: "product_reviews", id: self.id };
        let stars = u8::try_from(self.stars).ok().and_then(|stars| Stars::parse(stars).ok());
        let (product_id, product_slug, product_name) = self.product;
        let (author, username) = self.author;
        Ok(ReviewRecord {
            id: self.id,
            product_id,
            product_slug,
            product_name,
            author,
            username,
            stars: place.present("stars", stars)?,
            title: self.title,
            body: self.body,
            status: place.word("status", &self.status)?,
            verified: self.verified,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
            decided_at: self.decided_at,
        })
    }
}

/// The same for a list.
pub(super) fn records(rows: Vec<ReviewRow>) -> Result<Vec<ReviewRecord>, DbError> {
    rows.into_iter().map(ReviewRow::into_record).collect()
}
