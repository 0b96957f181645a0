//! The format that Shopify imports. It has no room for what Shopify does not know: of categories the last one goes
//! along, as the type, and of the summary what search engines are told.

use std::collections::BTreeMap;

use securecart_db::catalog::{ImageRecord, ProductRecord, VariantRecord};
use securecart_domain::{Money, catalog::ProductStatus};
use url::Url;

use crate::import::shopify::{convert::SOURCE, html};

const HEAD: [&str; 31] = [
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Gift Card",
    "SEO Description",
    "Variant Image",
    "Variant Weight Unit",
    "Status",
];
const NAMES: [&str; 3] = ["Option1 Name", "Option2 Name", "Option3 Name"];
const VALUES: [&str; 3] = ["Option1 Value", "Option2 Value", "Option3 Value"];

/// The first line.
pub(crate) fn head() -> Vec<String> {
    HEAD.iter().map(|title| (*title).to_owned()).collect()
}

/// The rows of a product: as many as it has variants or pictures, whichever are more.
pub(crate) fn rows(product: &ProductRecord, public_url: &Url) -> Vec<Vec<String>> {
    let from_there = product.source_key.as_deref().and_then(|key| key.strip_prefix(SOURCE));
    let handle = from_there.unwrap_or(&product.slug);
    let rows = product.variants.len().max(product.images.len()).max(1);
    (0..rows)
        .map(|index| {
            let mut row = BTreeMap::from([("Handle", handle.to_owned())]);
            if index == 0 {
                row.extend(of_product(product));
            }
            if let Some(variant) = product.variants.get(index) {
                row.extend(of_variant(variant, product, public_url));
            }
            if let Some(image) = product.images.get(index) {
                row.insert("Image Src", address(image, public_url));
                row.insert("Image Position", index.saturating_add(1).to_string());
                row.insert("Image Alt Text", image.alt.clone());
            }
            HEAD.iter().map(|title| row.remove(title).unwrap_or_default()).collect()
        })
        .collect()
}

fn of_product(product: &ProductRecord) -> Vec<(&'static str, String)> {
    let (published, status) = match product.status {
        ProductStatus::Active => ("true", "active"),
        ProductStatus::Draft => ("false", "draft"),
        ProductStatus::Discontinued => ("false", "archived"),
    };
    let category = product.category.as_ref().map(|category| category.name.clone());
    let mut cells = vec![
        ("Title", product.name.clone()),
        ("Body (HTML)", html::from_text(&product.description)),
        ("Vendor", product.vendor.clone()),
        ("Type", category.unwrap_or_default()),
        ("Tags", product.tags.join(", ")),
        ("Published", published.to_owned()),
        ("Gift Card", "false".to_owned()),
        ("SEO Description", product.summary.clone()),
        ("Status", status.to_owned()),
    ];
    let options = product.variants.first().map(|variant| variant.options.as_slice()).unwrap_or_default();
    cells.extend(NAMES.into_iter().zip(options).map(|(title, option)| (title, option.name.clone())));
    if options.is_empty() {
        cells.push(("Option1 Name", "Title".to_owned()));
    }
    cells
}

fn of_variant(
    variant: &VariantRecord,
    product: &ProductRecord,
    public_url: &Url,
) -> Vec<(&'static str, String)> {
    let former = variant.compare_at_price.map(Money::amount_text);
    let shown_by = product.images.iter().find(|image| Some(image.id) == variant.image_id);
    let mut cells = vec![
        ("Variant SKU", variant.sku.clone().unwrap_or_default()),
        ("Variant Grams", variant.weight_grams.to_string()),
        ("Variant Inventory Tracker", "shopify".to_owned()),
        ("Variant Inventory Qty", variant.on_hand.to_string()),
        ("Variant Inventory Policy", "deny".to_owned()),
        ("Variant Fulfillment Service", "manual".to_owned()),
        ("Variant Price", variant.price.amount_text()),
        ("Variant Compare At Price", former.unwrap_or_default()),
        ("Variant Requires Shipping", "true".to_owned()),
        ("Variant Taxable", "true".to_owned()),
        ("Variant Image", shown_by.map(|image| address(image, public_url)).unwrap_or_default()),
        ("Variant Weight Unit", "g".to_owned()),
    ];
    cells.extend(
        VALUES.into_iter().zip(&variant.options).map(|(title, option)| (title, option.value.clone())),
    );
    if variant.options.is_empty() {
        cells.push(("Option1 Value", "Default Title".to_owned()));
    }
    cells
}

/// Where the picture came from, or where this shop shows it.
fn address(image: &ImageRecord, public_url: &Url) -> String {
    let here = || image.url.as_deref().and_then(|url| public_url.join(url).ok()).map(String::from);
    image.source_url.clone().or_else(here).unwrap_or_default()
}
