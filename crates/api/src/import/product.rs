//! A product to be stored, whatever it was read from. All of its parts keep the rules of their fields.

use securecart_domain::{
    Money,
    catalog::{PlainText, ProductStatus, Sku, Slug},
};

/// A product with its variants and pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedProduct {
    /// Where it came from, and so how it is found again.
    pub origin: Origin,
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

/// Where a product came from: by this it is found again, and this says what a blank cell means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From elsewhere, under a key such as `shopify:ocean-blue-shirt`. What its file leaves blank stays as it is.
    Elsewhere(String),
    /// From a file of this shop, which says everything: it is found by its slug, and what is blank is taken away.
    Own {
        /// The key under which it came to the shop in the first place.
        source_key: Option<String>,
    },
}

impl Origin {
    /// The key of the place it came from.
    pub fn source_key(&self) -> Option<&str> {
        match self {
            Self::Elsewhere(key) => Some(key),
            Self::Own { source_key } => source_key.as_deref(),
        }
    }

    /// Whether what is blank is to be taken away.
    pub fn says_everything(&self) -> bool {
        matches!(self, Self::Own { .. })
    }
}

/// A category, which is added if there is none of this slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCategory {
    /// Its place in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: PlainText,
    /// The categories that it lies in, from the outermost on; those that are not there are added too.
    pub above: Vec<(Slug, PlainText)>,
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

/// A picture: one that lies on this shop, one that lies elsewhere, or one that was fetched from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedImage {
    /// Its address on this shop.
    pub url: Option<String>,
    /// Its address on another host. It is only announced: an import opens no connection.
    pub source_url: Option<String>,
    /// What it shows.
    pub alt: String,
}

impl ImportedImage {
    /// One that lies on this shop.
    pub fn here(url: impl Into<String>, alt: impl Into<String>) -> Self {
        Self { url: Some(url.into()), source_url: None, alt: alt.into() }
    }

    /// One that lies on another host.
    pub fn there(source_url: impl Into<String>, alt: impl Into<String>) -> Self {
        Self { url: None, source_url: Some(source_url.into()), alt: alt.into() }
    }
}
