//! The shop's own format, which loses nothing: what `import::own` reads.

use std::collections::BTreeMap;

use securecart_db::catalog::{CategoryName, ProductRecord, VariantRecord};

use super::Paths;
use crate::import::{
    cells::join,
    own::column::{Column, OPTIONS},
};

/// The first line.
pub(crate) fn head() -> Vec<String> {
    Column::ALL.iter().map(|column| column.title().to_owned()).collect()
}

/// The rows of a product: as many as it has variants or pictures, whichever are more. The first one names it.
pub(crate) fn rows(product: &ProductRecord, paths: &Paths) -> Vec<Vec<String>> {
    let rows = product.variants.len().max(product.images.len()).max(1);
    (0..rows)
        .map(|index| {
            let mut row = Cells(BTreeMap::from([(Column::Slug.title(), product.slug.clone())]));
            if index == 0 {
                row.put_product(product, paths);
            }
            if let Some(variant) = product.variants.get(index) {
                row.put_variant(variant, product);
            }
            if let Some(image) = product.images.get(index) {
                row.put(Column::Image, image.url.clone().unwrap_or_default());
                row.put(Column::ImageSource, image.source_url.clone().unwrap_or_default());
                row.put(Column::ImageAlt, &image.alt);
            }
            row.in_order()
        })
        .collect()
}

/// A row in the making: cells by the titles of their columns.
struct Cells(BTreeMap<&'static str, String>);

impl Cells {
    fn put(&mut self, column: Column, text: impl Into<String>) {
        self.0.insert(column.title(), text.into());
    }

    fn put_product(&mut self, product: &ProductRecord, paths: &Paths) {
        self.put(Column::Source, product.source_key.clone().unwrap_or_default());
        self.put(Column::Name, &product.name);
        self.put(Column::Summary, &product.summary);
        self.put(Column::Description, &product.description);
        self.put(Column::Vendor, &product.vendor);
        self.put(Column::Tags, join(product.tags.iter().map(String::as_str)));
        self.put(Column::Status, product.status.as_str());
        if let Some(category) = &product.category {
            // A category that was added since the paths were read stands for itself.
            let alone = [category.clone()];
            let path: &[CategoryName] = paths.get(&category.slug).map_or(&alone, Vec::as_slice);
            let slugs: Vec<&str> = path.iter().map(|step| step.slug.as_str()).collect();
            self.put(Column::Category, slugs.join("/"));
            self.put(Column::CategoryName, join(path.iter().map(|step| step.name.as_str())));
        }
        let options = product.variants.first().map(|variant| variant.options.as_slice()).unwrap_or_default();
        for ((column, _), option) in OPTIONS.iter().zip(options) {
            self.put(*column, &option.name);
        }
    }

    fn put_variant(&mut self, variant: &VariantRecord, product: &ProductRecord) {
        for ((_, column), option) in OPTIONS.iter().zip(&variant.options) {
            self.put(*column, &option.value);
        }
        self.put(Column::Sku, variant.sku.clone().unwrap_or_default());
        self.put(Column::Price, variant.price.amount_text());
        self.put(Column::Currency, variant.price.currency().as_str());
        if let Some(former) = variant.compare_at_price {
            self.put(Column::CompareAtPrice, former.amount_text());
        }
        self.put(Column::WeightGrams, variant.weight_grams.to_string());
        self.put(Column::OnHand, variant.on_hand.to_string());
        let shown_by = |id| product.images.iter().position(|image| image.id == id);
        if let Some(place) = variant.image_id.and_then(shown_by) {
            self.put(Column::VariantImage, place.saturating_add(1).to_string());
        }
    }

    fn in_order(mut self) -> Vec<String> {
        Column::ALL.iter().map(|column| self.0.remove(column.title()).unwrap_or_default()).collect()
    }
}
