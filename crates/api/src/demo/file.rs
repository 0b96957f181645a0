//! `demo/catalog.json`, as `demo/README.md` describes it. It is part of the program, so it is read strictly.

use anyhow::Context as _;
use securecart_domain::{
    Currency, Money,
    catalog::{PlainText, ProductStatus, Sku, Slug},
};
use serde::Deserialize;

use super::pictures::Pictures;
use crate::{
    catalog::rules,
    import::product::{ImportedCategory, ImportedImage, ImportedProduct, ImportedVariant, Origin},
};

const FILE: &str = include_str!("../../demo/catalog.json");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoCatalog {
    /// What the amounts were thought up in; a shop of another currency takes the numbers as they are.
    #[serde(rename = "currency")]
    _currency: Currency,
    pub(super) categories: Vec<DemoCategory>,
    pub(super) products: Vec<DemoProduct>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoCategory {
    pub(super) slug: String,
    /// Slug of the category it lies in, which stands before it.
    pub(super) parent: Option<String>,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) image: Option<DemoImage>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoImage {
    pub(super) file: String,
    alt: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoProduct {
    slug: String,
    name: String,
    category: String,
    vendor: String,
    summary: String,
    description: String,
    tags: Vec<String>,
    options: Vec<DemoOption>,
    images: Vec<DemoImage>,
    variants: Vec<DemoVariant>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoOption {
    name: String,
    #[serde(rename = "values")]
    _values: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoVariant {
    sku: String,
    values: Vec<String>,
    price_minor: i64,
    compare_at_minor: Option<i64>,
    weight_g: u32,
    on_hand: u32,
    image: Option<String>,
}

impl DemoCatalog {
    pub(super) fn read() -> anyhow::Result<Self> {
        serde_json::from_str(FILE).context("the demo catalogue does not have its own form")
    }

    /// A product of the file, ready to be stored.
    pub(super) fn product(
        &self,
        product: &DemoProduct,
        pictures: &Pictures,
        currency: Currency,
    ) -> anyhow::Result<ImportedProduct> {
        let category = self.categories.iter().find(|category| category.slug == product.category);
        let category = category.with_context(|| format!("{} is in no category of the file", product.slug))?;
        let image = |image: &DemoImage| {
            anyhow::Ok(ImportedImage::here(pictures.address(&image.file)?, image.alt.as_str()))
        };
        Ok(ImportedProduct {
            origin: Origin::Elsewhere(format!("{}{}", super::catalog::SOURCE, product.slug)),
            slug: Slug::parse(&product.slug)?,
            name: rules::name(&product.name)?,
            summary: rules::summary(&product.summary)?,
            description: rules::description(&product.description)?,
            vendor: rules::vendor(&product.vendor)?,
            tags: product.tags.iter().map(|tag| rules::tag(tag)).collect::<Result<_, _>>()?,
            category: Some(ImportedCategory {
                slug: Slug::parse(&category.slug)?,
                name: PlainText::line(&category.name, 100)?,
                above: Vec::new(),
            }),
            status: ProductStatus::Active,
            options: product
                .options
                .iter()
                .map(|option| rules::option_name(&option.name))
                .collect::<Result<_, _>>()?,
            variants: product
                .variants
                .iter()
                .map(|variant| product.variant(variant, currency))
                .collect::<anyhow::Result<_>>()?,
            images: product.images.iter().map(image).collect::<anyhow::Result<_>>()?,
        })
    }
}

impl DemoProduct {
    fn variant(&self, variant: &DemoVariant, currency: Currency) -> anyhow::Result<ImportedVariant> {
        let image = variant.image.as_deref().map(|file| {
            let place = self.images.iter().position(|image| image.file == file);
            place.with_context(|| format!("{} has no picture {file}", self.slug))
        });
        let values = variant.values.iter().map(|value| rules::option_value(value));
        Ok(ImportedVariant {
            values: values.collect::<Result<_, _>>()?,
            sku: Some(Sku::parse(&variant.sku)?),
            price: rules::price(Money::new(variant.price_minor, currency))?,
            compare_at_price: variant.compare_at_minor.map(|minor| Money::new(minor, currency)),
            weight_grams: variant.weight_g,
            on_hand: variant.on_hand,
            image: image.transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_keeps_every_rule_and_has_all_its_pictures() {
        let catalog = DemoCatalog::read().unwrap();
        let pictures = Pictures::embedded();
        for product in &catalog.products {
            let read = catalog.product(product, &pictures, Currency::Usd).unwrap();
            assert!(!read.variants.is_empty() && !read.images.is_empty(), "{}", product.slug);
            let valued = read.variants.iter().all(|variant| variant.values.len() == read.options.len());
            assert!(valued, "{}", product.slug);
        }
        for category in &catalog.categories {
            // The outermost are shown as tiles.
            let there = category.image.as_ref().is_some_and(|image| pictures.address(&image.file).is_ok());
            assert!(there || category.parent.is_some(), "{}", category.slug);
        }
        assert!(catalog.products.len() >= 40 && catalog.categories.len() >= 6);
    }
}
