//! Finding products: lists with what else there is to choose, and suggestions while one types.

use securecart_domain::{Money, ProductId};
use serde::{Deserialize, Serialize};

use crate::catalog::{CategoryRef, ProductSummary};

/// A page of products, and how the search for them may go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductPage {
    /// The items of this page.
    pub items: Vec<ProductSummary>,
    /// What to send as `cursor` for the next page; none on the last one.
    pub next_cursor: Option<String>,
    /// The words in another spelling: nothing was found by those that were asked for, and the items are what these find.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
    /// Whether the items are not what was asked for: nothing was found, and their names are spelt much alike.
    #[serde(default)]
    pub only_alike: bool,
    /// What there is to choose from; with `facets=true` only, and not where words are only alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facets: Option<Facets>,
}

/// What the products that were found have in common, with how many there are of each.
///
/// Each kind is counted under all filters but its own, so that choosing a value does not hide the others of its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// Products on all pages together.
    pub total: u64,
    /// Categories that have some in or below them, the fullest first.
    pub categories: Vec<CategoryFacet>,
    /// What they cost; none if there are none.
    pub price: Option<PriceFacet>,
    /// How many can be bought now.
    pub in_stock: u64,
    /// How many are sold out.
    pub sold_out: u64,
    /// Options with their values, the most frequent first: at most 8 options of at most 20 values.
    pub options: Vec<OptionFacet>,
}

/// A category with how many of the products are in it or below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryFacet {
    /// What to send as `category`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How many products.
    pub count: u64,
}

/// The range of the prices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriceFacet {
    /// The lowest.
    pub min: Money,
    /// The highest.
    pub max: Money,
}

/// An option, such as the colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OptionFacet {
    /// What stands before the colon of `option`, such as `colour`.
    pub key: String,
    /// Such as `Colour`.
    pub name: String,
    /// Its values.
    pub values: Vec<OptionValueFacet>,
}

/// A value of an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OptionValueFacet {
    /// What stands after the colon of `option`, such as `navy-blue`.
    pub key: String,
    /// Such as `Navy blue`.
    pub value: String,
    /// How many products offer it.
    pub count: u64,
}

/// What somebody has typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SuggestionQuery {
    /// The beginning of a search, 1 to 200 characters.
    pub q: String,
}

/// What somebody may be looking for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestions {
    /// At most 8 products, the best first.
    pub products: Vec<SuggestedProduct>,
    /// At most 3 categories whose name has a word that begins so.
    pub categories: Vec<CategoryRef>,
    /// The words in another spelling, if nothing was found by those that were typed; the products are what these find.
    pub did_you_mean: Option<String>,
}

/// A product as one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuggestedProduct {
    /// Its id.
    pub id: ProductId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The price of its cheapest variant.
    pub price: Money,
    /// Whether other variants cost more.
    pub price_varies: bool,
    /// The first picture.
    pub image_url: Option<String>,
}
