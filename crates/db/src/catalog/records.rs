//! What queries of the catalogue answer.

use chrono::{DateTime, Utc};
use securecart_domain::{
    ImageId, Money, ProductId, VariantId, catalog::ProductStatus, inventory::Thresholds, reviews::Rating,
};

/// The category of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryName {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A product as a card in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductCard {
    /// Its id.
    pub id: ProductId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// The price of its cheapest variant.
    pub min_price: Money,
    /// The price of its dearest variant.
    pub max_price: Money,
    /// Where it belongs.
    pub category: Option<CategoryName>,
    /// What its cheapest variant cost before, if it is reduced.
    pub compare_at_price: Option<Money>,
    /// Units that can be bought now, all variants together.
    pub stock: u32,
    /// Its variant, if it has only one.
    pub only_variant_id: Option<VariantId>,
    /// Address and description of its first picture that is there.
    pub image: Option<(String, String)>,
    /// Units in orders that were placed.
    pub sold: i64,
    /// What its reviews come to; none without any.
    pub rating: Option<Rating>,
}

/// A product with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductRecord {
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
    /// Whether shoppers see it.
    pub status: ProductStatus,
    /// The price of its cheapest variant.
    pub min_price: Money,
    /// Where an import took it from.
    pub source_key: Option<String>,
    /// Goes up with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Where it belongs.
    pub category: Option<CategoryName>,
    /// What its reviews come to; none without any.
    pub rating: Option<Rating>,
    /// Its pictures in order, announced ones included.
    pub images: Vec<ImageRecord>,
    /// Its variants in order.
    pub variants: Vec<VariantRecord>,
}

/// A picture of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageRecord {
    /// Its id.
    pub id: ImageId,
    /// Its place among the product's pictures, from 1 on.
    pub position: i32,
    /// Its address on this shop; none as long as it was only announced by an import.
    pub url: Option<String>,
    /// What it shows.
    pub alt: String,
    /// Where an import says that it lies.
    pub source_url: Option<String>,
    /// How fetching it goes, as long as it is not there.
    pub fetch: ImageFetch,
}

/// How fetching a picture goes that an import announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageFetch {
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next.
    pub next_at: DateTime<Utc>,
    /// What went wrong last, in the word of [`securecart_domain::catalog::PictureFailure`].
    pub failure: Option<String>,
    /// When it was given up.
    pub failed_at: Option<DateTime<Utc>>,
}

/// One chosen value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionPair {
    /// Such as `Size`.
    pub name: String,
    /// Such as `M`.
    pub value: String,
}

/// A variant with its stock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantRecord {
    /// Its id.
    pub id: VariantId,
    /// Its place among the product's variants, from 1 on.
    pub position: i32,
    /// The shop's code for it.
    pub sku: Option<String>,
    /// Its option values joined by ` / `; empty if there is no choice.
    pub title: String,
    /// What makes it this variant, in the order of the product's options.
    pub options: Vec<OptionPair>,
    /// Its price.
    pub price: Money,
    /// What it cost before, if it is reduced.
    pub compare_at_price: Option<Money>,
    /// Its weight in grams.
    pub weight_grams: u32,
    /// The picture that shows it.
    pub image_id: Option<ImageId>,
    /// Units in the house.
    pub on_hand: u32,
    /// Units that open checkouts hold.
    pub reserved: u32,
    /// From where on that is little or too much.
    pub thresholds: Thresholds,
}

impl VariantRecord {
    /// Units that can be bought now.
    pub fn available(&self) -> u32 {
        self.on_hand.saturating_sub(self.reserved)
    }
}
