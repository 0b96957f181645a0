//! A product to be stored, whatever it was read from. All of its parts keep the rules of their fields.

use securecart_domain::{
    Money,
    catalog::{PlainText, ProductStatus, Sku, Slug},
};

/// A product with its variants and pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedProduct {
    /// Where it came from, such as `shopify:ocean-blue-shirt`; the next import finds it by this.
    pub source_key: String,
    /// The wanted place in addresses; another one is found if it is taken.
    pub slug: Slug,
    /// Its name.
    pub name: PlainText,
    /// What it is, in a sentence.
    pub summary: PlainText,
    /// Its text.
    pub description: PlainText,
    /// Who makes it.
    pub vendor: PlainText,
    /// Words it is found by.
    pub tags: Vec<PlainText>,
    /// Where it belongs.
    pub category: Option<ImportedCategory>,
    /// Whether shoppers see it.
    pub status: ProductStatus,
    /// Names of what can be chosen, at most three.
    pub options: Vec<PlainText>,
    /// Its variants in order; at least one.
    pub variants: Vec<ImportedVariant>,
    /// Its pictures in order.
    pub images: Vec<ImportedImage>,
}

/// A category, which is added if there is none of this slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCategory {
    /// Its place in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: PlainText,
}

/// A variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedVariant {
    /// One value for each option of the product.
    pub values: Vec<PlainText>,
    /// The shop's code for it.
    pub sku: Option<Sku>,
    /// Its price.
    pub price: Money,
    /// What it cost before; more than the price.
    pub compare_at_price: Option<Money>,
    /// Its weight in grams.
    pub weight_grams: u32,
    /// Units in the house at the first import; later ones leave the stock alone.
    pub on_hand: u32,
    /// Which of the product's pictures shows it.
    pub image: Option<usize>,
}

impl ImportedVariant {
    /// Its values joined: what tells the variants of a product apart.
    pub fn title(&self) -> String {
        self.values.iter().map(PlainText::as_str).collect::<Vec<_>>().join(" / ")
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedImage {
    /// Where it lies.
    pub place: ImagePlace,
    /// What it shows.
    pub alt: String,
}

/// Where a picture lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImagePlace {
    /// On this shop, at this address.
    Here(String),
    /// On another host. It is only announced: an import opens no connection.
    There(String),
}
