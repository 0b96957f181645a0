//! What staff send and see.

use chrono::{DateTime, Utc};
use securecart_domain::{
    ImageId, Money, OrderId, ProductId, VariantId,
    catalog::{ProductSort, ProductStatus, StockFilter},
    inventory::{StockState, Thresholds},
    orders::{FulfilmentStatus, OrderStatus, PaymentStatus},
};
use serde::{Deserialize, Serialize};

use crate::{
    catalog::{CategoryRef, Image, OptionValue, ProductOption},
    product_images::AnnouncedImage,
};

/// What products to list for staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AdminProductQuery {
    /// Part of a name or an SKU; at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only products in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ProductStatus>,
    /// Only products with this much stock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<StockFilter>,
    /// Slug of a category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The order: `newest` or `name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<ProductSort>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A product with everything staff see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminProduct {
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
    /// Where it belongs.
    pub category: Option<CategoryRef>,
    /// Its pictures in order.
    pub images: Vec<Image>,
    /// Pictures that an import announced and that are not there yet, in order.
    #[serde(default)]
    pub announced_images: Vec<AnnouncedImage>,
    /// What can be chosen.
    pub options: Vec<ProductOption>,
    /// Its variants in order, with their stock.
    pub variants: Vec<AdminVariant>,
    /// Goes up with every change; the `ETag` is made of it.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A variant with its stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminVariant {
    /// Its id.
    pub id: VariantId,
    /// The shop's code for it.
    pub sku: Option<String>,
    /// Its option values joined; empty if there is no choice.
    pub title: String,
    /// What makes it this variant.
    pub options: Vec<OptionValue>,
    /// Its price.
    pub price: Money,
    /// What it cost before, if it is reduced.
    pub compare_at_price: Option<Money>,
    /// Its weight in grams.
    pub weight_grams: u32,
    /// Units in the house.
    pub on_hand: u32,
    /// Units kept for open checkouts.
    pub reserved: u32,
    /// With so many units available or less it is low.
    pub low_units: u32,
    /// With so many units in the house or more it is too much; none: never.
    pub over_units: Option<u32>,
    /// Which of the product's pictures shows it.
    #[serde(default)]
    pub image_id: Option<ImageId>,
}

impl AdminVariant {
    /// Units that can be sold.
    pub fn available(&self) -> u32 {
        self.on_hand.saturating_sub(self.reserved)
    }

    /// From where on that is little or too much.
    pub fn thresholds(&self) -> Thresholds {
        Thresholds::new(self.low_units, self.over_units).unwrap_or_default()
    }

    /// Whether there is nothing, little, too much or none of these.
    pub fn state(&self) -> StockState {
        self.thresholds().judge(self.on_hand, self.reserved)
    }
}

/// A new product with its first variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewProductRequest {
    /// 1 to 200 characters.
    pub name: String,
    /// Its place in addresses; made of the name if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// At most 300 characters.
    #[serde(default)]
    pub summary: String,
    /// Plain text of at most 20,000 characters.
    #[serde(default)]
    pub description: String,
    /// At most 100 characters.
    #[serde(default)]
    pub vendor: String,
    /// At most 30 tags of at most 50 characters.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Slug of its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Draft unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ProductStatus>,
    /// Of its first variant: 0 to 10,000,000.00 in the shop's currency.
    pub price: Money,
    /// Of its first variant: more than the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare_at_price: Option<Money>,
    /// Of its first variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Of its first variant: units in the house, 0 to 1,000,000.
    #[serde(default)]
    pub stock: u32,
}

/// Changes to a product; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateProductRequest {
    /// 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its place in addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// At most 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Plain text of at most 20,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// At most 30 tags of at most 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Slug of its category; an empty text takes it out of its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Whether shoppers see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ProductStatus>,
}

/// A further variant. It has a value for every option of the product; on a product without options, they
/// become the product's options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewVariantRequest {
    /// One value per option, 1 to 3.
    pub options: Vec<OptionValue>,
    /// The values of the variant that is there, one for each of `options` in their order: needed when the product has
    /// no options yet, and refused when it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first_variant_values: Vec<String>,
    /// In the shop's currency.
    pub price: Money,
    /// More than the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare_at_price: Option<Money>,
    /// The shop's code for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// In grams, at most 1,000,000.
    #[serde(default)]
    pub weight_grams: u32,
    /// Units in the house, 0 to 1,000,000.
    #[serde(default)]
    pub stock: u32,
}

/// Changes to a variant; what is left out stays. Stock changes by adjustments only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateVariantRequest {
    /// What makes it this variant from now on: one value for each of the product's options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<OptionValue>>,
    /// Which of the product's pictures shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_id: Option<ImageId>,
    /// Let no picture of its own show it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remove_image: bool,
    /// In the shop's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// More than the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare_at_price: Option<Money>,
    /// Take the former price away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remove_compare_at_price: bool,
    /// The shop's code for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// In grams, at most 1,000,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_grams: Option<u32>,
}

/// Sets the count of a variant, if it still is what the caller saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdjustInventoryRequest {
    /// Whose count.
    pub variant_id: VariantId,
    /// Units in the house from now on: at least what is reserved, at most 1,000,000.
    pub on_hand: u32,
    /// Units in the house as the caller saw them; another number by now is a conflict.
    pub expected_on_hand: u32,
    /// Why, in 1 to 200 characters.
    pub reason: String,
}

/// The stock of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockLevel {
    /// Whose stock.
    pub variant_id: VariantId,
    /// Units in the house.
    pub on_hand: u32,
    /// Units kept for open checkouts.
    pub reserved: u32,
    /// Units that can be bought now.
    pub available: u32,
}

/// What orders to list for staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AdminOrderQuery {
    /// An order number, part of a username, or an e-mail address in full; at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only orders in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<OrderStatus>,
    /// Only orders paid so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_status: Option<PaymentStatus>,
    /// Only orders sent so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fulfilment_status: Option<FulfilmentStatus>,
    /// `true`: only orders that are placed and not sent in full; `false`: only the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_ship: Option<bool>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The same step for several orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkOrdersRequest {
    /// 1 to 100 orders, each once.
    pub ids: Vec<OrderId>,
    /// The step.
    pub action: BulkOrderAction,
}

/// A step that several orders can take at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkOrderAction {
    /// Nothing is left to do; what was not marked as shipped is marked too.
    Complete,
    /// Everything was handed to a carrier.
    Ship,
}

/// What became of each order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkOrdersResult {
    /// Orders that took the step.
    pub updated: Vec<OrderId>,
    /// Orders that could not, and why.
    pub skipped: Vec<SkippedOrder>,
}

/// An order that could not take the step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkippedOrder {
    /// Which one.
    pub id: OrderId,
    /// Why, in a sentence.
    pub reason: String,
}
