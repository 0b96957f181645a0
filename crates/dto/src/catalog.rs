//! Products and categories as shoppers see them.

use chrono::{DateTime, Utc};
use securecart_domain::{
    CategoryId, ImageId, Money, ProductId, VariantId,
    catalog::{InTree, PictureSource, ProductSort, picture_sources},
};
use serde::{Deserialize, Serialize};

use crate::reviews::RatingSummary;

/// What to list and in which order. Unknown parameters are refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ProductQuery {
    /// Words to look for in name, summary, vendor and tags; at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Slug of a category; what lies below it counts as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Only these products, by id with commas between them: at most 24, on one page, in any order and without facets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ids: Option<String>,
    /// Lowest price in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_price: Option<i64>,
    /// Highest price in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_price: Option<i64>,
    /// `true`: only what can be bought now; `false`: only what is sold out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_stock: Option<bool>,
    /// Values of options that products have to offer, as the facets give them: `colour:blue,colour:red,size:m`. Of one
    /// option any value will do; at most 20 values of at most 3 options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// `true`: also tell what there is to choose from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facets: Option<bool>,
    /// The order; newest first unless words are looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<ProductSort>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Where to go on in a list that has no filters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A branch of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// The category it lies in; none for the outermost.
    pub parent_id: Option<CategoryId>,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What is in it, in a sentence.
    pub description: String,
    /// A picture, if there is one.
    pub image_url: Option<String>,
    /// How many products shoppers see in it and below it.
    pub product_count: u64,
}

impl InTree for Category {
    fn id(&self) -> CategoryId {
        self.id
    }

    fn parent_id(&self) -> Option<CategoryId> {
        self.parent_id
    }
}

/// The category of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryRef {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A product in as few words as there can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductRef {
    /// The product's id.
    pub id: ProductId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A product as a card in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductSummary {
    /// Its id.
    pub id: ProductId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// The price of its cheapest variant.
    pub price: Money,
    /// What that variant cost before, if it is reduced.
    pub compare_at_price: Option<Money>,
    /// Whether other variants cost more.
    pub price_varies: bool,
    /// Units that can be bought now, all variants together.
    pub stock: u32,
    /// The first picture.
    pub image_url: Option<String>,
    /// Its widths, narrowest first and the picture itself last; empty if it has one, which nobody knows.
    pub image_sources: Vec<ImageSource>,
    /// What the picture shows.
    pub image_alt: String,
    /// Where it belongs.
    pub category: Option<CategoryRef>,
    /// The variant to buy without choosing, if there is only one.
    pub only_variant_id: Option<VariantId>,
    /// What its reviews come to; none without any.
    pub rating: Option<RatingSummary>,
}

/// A product with everything its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductDetail {
    /// Its id.
    pub id: ProductId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// Plain text; blank lines part paragraphs.
    pub description: String,
    /// Who makes it.
    pub vendor: String,
    /// Words it is found by.
    pub tags: Vec<String>,
    /// Where it belongs.
    pub category: Option<CategoryRef>,
    /// The price of its cheapest variant.
    pub price: Money,
    /// What that variant cost before, if it is reduced.
    pub compare_at_price: Option<Money>,
    /// Units that can be bought now, all variants together.
    pub stock: u32,
    /// The first picture.
    pub image_url: Option<String>,
    /// Its pictures in order.
    pub images: Vec<Image>,
    /// What can be chosen, in order; empty if there is one variant without a choice.
    pub options: Vec<ProductOption>,
    /// What can be bought, in order.
    pub variants: Vec<Variant>,
    /// What its reviews come to; none without any.
    pub rating: Option<RatingSummary>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// A picture of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Image {
    /// Its id.
    pub id: ImageId,
    /// Its address on this shop.
    pub url: String,
    /// Its widths, narrowest first and the picture itself last; empty if it has one, which nobody knows.
    pub sources: Vec<ImageSource>,
    /// What it shows.
    pub alt: String,
}

/// A picture in one of its widths, as `srcset` wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImageSource {
    /// Pixels from left to right.
    pub width: u32,
    /// Its address on this shop.
    pub url: String,
}

impl ImageSource {
    /// The widths of the picture at that address of this shop.
    pub fn all_of(address: &str) -> Vec<Self> {
        let sources = picture_sources(address).into_iter();
        sources.map(|PictureSource { width, url }| Self { width, url }).collect()
    }
}

/// One thing to choose: a name and its values in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductOption {
    /// Such as `Size`.
    pub name: String,
    /// Such as `S`, `M`, `L`.
    pub values: Vec<String>,
}

/// One chosen value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionValue {
    /// Such as `Size`.
    pub name: String,
    /// Such as `M`.
    pub value: String,
}

/// One sellable form of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Variant {
    /// Its id.
    pub id: VariantId,
    /// The shop's code for it.
    pub sku: Option<String>,
    /// Its option values joined, such as `M / Blue`; empty if there is no choice.
    pub title: String,
    /// What makes it this variant.
    pub options: Vec<OptionValue>,
    /// Its price.
    pub price: Money,
    /// What it cost before, if it is reduced.
    pub compare_at_price: Option<Money>,
    /// Units that can be bought now.
    pub stock: u32,
    /// Its own picture, if it has one.
    pub image_url: Option<String>,
}
