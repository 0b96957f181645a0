//! Rows of a list as cards. What a card tells of variants and pictures comes with the same statement, worked out for the
//! rows of the page alone.

use diesel::{
    NullableExpressionMethods, Queryable,
    expression::SqlLiteral,
    sql_types::{Array, BigInt, Nullable, Text, Uuid},
};
use securecart_domain::{ProductId, VariantId, reviews::Rating};

use super::{CategoryName, ProductCard};
use crate::{
    DbError,
    schema::{categories, products},
    stored::Place,
};

/// What a card needs.
#[derive(Queryable)]
pub(super) struct CardRow {
    id: ProductId,
    slug: String,
    name: String,
    summary: String,
    currency: String,
    min_price_minor: i64,
    max_price_minor: i64,
    category_slug: Option<String>,
    category_name: Option<String>,
    compare_at_minor: Option<i64>,
    stock: i64,
    only_variant_id: Option<VariantId>,
    image: Option<Vec<String>>,
    sold: i64,
    reviews: Option<Vec<i64>>,
}

type Columns = (
    products::id,
    products::slug,
    products::name,
    products::summary,
    products::currency,
    products::min_price_minor,
    products::max_price_minor,
    diesel::dsl::Nullable<categories::slug>,
    diesel::dsl::Nullable<categories::name>,
    SqlLiteral<Nullable<BigInt>>,
    SqlLiteral<BigInt>,
    SqlLiteral<Nullable<Uuid>>,
    SqlLiteral<Nullable<Array<Text>>>,
    SqlLiteral<BigInt>,
    Reviews,
);

/// How many reviews, and their stars together.
pub(super) type Reviews = SqlLiteral<Nullable<Array<BigInt>>>;

/// Of equally cheap variants the first.
const COMPARE_AT: &str = "(SELECT v.compare_at_minor FROM product_variants v WHERE v.product_id = products.id \
     ORDER BY v.price_minor, v.position LIMIT 1)";

const STOCK: &str = "(SELECT coalesce(sum(l.on_hand - l.reserved), 0) FROM product_variants v \
     JOIN stock_levels l ON l.variant_id = v.id WHERE v.product_id = products.id)";

const ONLY_VARIANT: &str = "(SELECT (array_agg(v.id))[1] FROM product_variants v \
     WHERE v.product_id = products.id HAVING count(*) = 1)";

/// A picture that an import only announced has no address.
const IMAGE: &str = "(SELECT ARRAY[i.url, i.alt] FROM product_images i \
     WHERE i.product_id = products.id AND i.url IS NOT NULL ORDER BY i.position LIMIT 1)";

const SOLD: &str = "coalesce((SELECT s.sold FROM product_shelf s WHERE s.product_id = products.id), 0)";

const REVIEWS: &str =
    "(SELECT ARRAY[s.review_count, s.stars_total] FROM product_shelf s WHERE s.product_id = products.id)";

/// The column for [`rating`].
pub(super) fn reviews() -> Reviews {
    diesel::dsl::sql(REVIEWS)
}

/// What reviews come to.
pub(super) fn rating(reviews: Option<Vec<i64>>) -> Option<Rating> {
    let [count, total]: [i64; 2] = reviews?.try_into().ok()?;
    Rating::of(u32::try_from(count).ok()?, u64::try_from(total).ok()?)
}

/// The columns of [`CardRow`] in a query of products joined with their categories.
pub(super) fn columns() -> Columns {
    (
        products::id,
        products::slug,
        products::name,
        products::summary,
        products::currency,
        products::min_price_minor,
        products::max_price_minor,
        categories::slug.nullable(),
        categories::name.nullable(),
        diesel::dsl::sql(COMPARE_AT),
        diesel::dsl::sql(STOCK),
        diesel::dsl::sql(ONLY_VARIANT),
        diesel::dsl::sql(IMAGE),
        diesel::dsl::sql(SOLD),
        reviews(),
    )
}

impl CardRow {
    /// As the rest of the program knows it.
    pub(super) fn into_card(self) -> Result<ProductCard, DbError> {
        let place = Place { table: "products", id: self.id };
        let compare_at = self.compare_at_minor.map(|minor| place.money(minor, &self.currency));
        let image: Option<[String; 2]> = self.image.and_then(|parts| parts.try_into().ok());
        Ok(ProductCard {
            id: self.id,
            min_price: place.money(self.min_price_minor, &self.currency)?,
            max_price: place.money(self.max_price_minor, &self.currency)?,
            compare_at_price: compare_at.transpose()?,
            stock: place.present("stock", u32::try_from(self.stock).ok())?,
            only_variant_id: self.only_variant_id,
            slug: self.slug,
            name: self.name,
            summary: self.summary,
            category: category_name(self.category_slug, self.category_name),
            image: image.map(|[url, alt]| (url, alt)),
            sold: self.sold,
            rating: rating(self.reviews),
        })
    }
}

/// The category's two columns belong together.
pub(super) fn category_name(slug: Option<String>, name: Option<String>) -> Option<CategoryName> {
    slug.zip(name).map(|(slug, name)| CategoryName { slug, name })
}
