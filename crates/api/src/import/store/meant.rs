//! What a file in another shop's format means for a product that is there.
//!
//! Such a format has no room for all that is known here: its tags have no commas, a summary that is left out is made of the
//! text, and a picture of this shop looks like one from elsewhere. So what the file says is held against what an export in
//! that format would say of the product as it stands. Where both say the same, nothing is to change.

use std::borrow::Cow;

use securecart_db::catalog::ProductRecord;
use securecart_domain::{Currency, catalog::ProductFileFormat};
use url::Url;

use crate::{
    export::{Paths, own, shopify, table},
    import::{
        file::ProductFile,
        product::{ImportedImage, ImportedProduct, ImportedVariant},
    },
};

/// Stands for whatever address the shop has, or had when the file was written: pictures are known by their names.
const ANY_SHOP: &str = "https://shop.invalid/";

/// The product as the file means it: what it says no differently than an export would is what is there. A file of the
/// shop's own format means what it says.
pub(super) fn as_meant<'a>(known: &ProductRecord, file: &'a ImportedProduct) -> Cow<'a, ImportedProduct> {
    if file.origin.says_everything() {
        return Cow::Borrowed(file);
    }
    match as_it_is(known).zip(as_it_is_told(known)) {
        Some((here, told)) => Cow::Owned(meant(file.clone(), here, told)),
        None => Cow::Borrowed(file),
    }
}

/// The product that is there, by the format that loses nothing.
fn as_it_is(known: &ProductRecord) -> Option<ImportedProduct> {
    let mut rows = vec![own::head()];
    rows.extend(own::rows(known, &Paths::new()));
    read(&rows, ProductFileFormat::Securecart, known.min_price.currency())
}

/// What would be read of it in the other shop's format.
fn as_it_is_told(known: &ProductRecord) -> Option<ImportedProduct> {
    let mut rows = vec![shopify::head()];
    rows.extend(shopify::rows(known, &Url::parse(ANY_SHOP).ok()?));
    read(&rows, ProductFileFormat::Shopify, known.min_price.currency())
}

fn read(rows: &[Vec<String>], format: ProductFileFormat, currency: Currency) -> Option<ImportedProduct> {
    ProductFile::of(table(rows).ok()?, format, currency).ok()?.item(0)?.product.ok()
}

fn meant(mut file: ImportedProduct, here: ImportedProduct, mut told: ImportedProduct) -> ImportedProduct {
    for image in file.images.iter_mut().chain(&mut told.images) {
        recognise(image, &here.images);
    }
    let same_pictures = file.images == told.images;
    for variant in &mut file.variants {
        let place = told.variants.iter().position(|other| other.title() == variant.title());
        let known = place.and_then(|place| Some((told.variants.get(place)?, here.variants.get(place)?)));
        if let Some((told, here)) = known {
            mean_variant(variant, told, here, same_pictures);
        }
    }
    if same_pictures {
        file.images = here.images;
    } else {
        for image in file.images.iter_mut().filter(|image| told.images.contains(image)) {
            if let Some(known) = here.images.iter().find(|known| address(known) == address(image)) {
                *image = known.clone();
            }
        }
    }
    keep(&mut file.name, &told.name, here.name);
    keep(&mut file.summary, &told.summary, here.summary);
    keep(&mut file.description, &told.description, here.description);
    keep(&mut file.vendor, &told.vendor, here.vendor);
    keep(&mut file.tags, &told.tags, here.tags);
    keep(&mut file.options, &told.options, here.options);
    keep(&mut file.status, &told.status, here.status);
    // None at all: that is how such a file says that the category stays.
    keep(&mut file.category, &told.category, None);
    file
}

fn mean_variant(
    variant: &mut ImportedVariant,
    told: &ImportedVariant,
    here: &ImportedVariant,
    same_pictures: bool,
) {
    keep(&mut variant.values, &told.values, here.values.clone());
    keep(&mut variant.sku, &told.sku, here.sku.clone());
    keep(&mut variant.price, &told.price, here.price);
    keep(&mut variant.compare_at_price, &told.compare_at_price, here.compare_at_price);
    keep(&mut variant.weight_grams, &told.weight_grams, here.weight_grams);
    if same_pictures {
        keep(&mut variant.image, &told.image, here.image);
    }
}

fn keep<T: PartialEq>(file: &mut T, told: &T, here: T) {
    if file == told {
        *file = here;
    }
}

/// A picture of this shop goes out with the address that it has on the web, and is known by the end of it when it comes
/// back: its name is made of what is in it.
fn recognise(image: &mut ImportedImage, here: &[ImportedImage]) {
    let Some(path) = image.source_url.as_deref().and_then(|address| Url::parse(address).ok()) else { return };
    let is_it =
        |known: &&ImportedImage| known.source_url.is_none() && known.url.as_deref() == Some(path.path());
    if let Some(known) = here.iter().find(is_it) {
        (image.url, image.source_url) = (known.url.clone(), None);
    }
}

fn address(image: &ImportedImage) -> Option<&str> {
    image.source_url.as_deref().or(image.url.as_deref())
}
