//! From what the database knows to what the API tells.

use securecart_db::catalog::{
    CategoryName, ImageRecord, OptionPair, ProductCard, ProductRecord, VariantRecord,
};
use securecart_domain::ImageId;
use securecart_dto::{
    admin::{AdminProduct, AdminVariant},
    catalog::{
        CategoryRef, Image, ImageSource, OptionValue, ProductDetail, ProductOption, ProductSummary, Variant,
    },
    product_images::AnnouncedImage,
};

use crate::reviews::rating_summary;

/// A card in a list.
pub(crate) fn product_summary(card: ProductCard) -> ProductSummary {
    let (image_url, image_alt) = card.image.unzip();
    ProductSummary {
        id: card.id,
        price: card.min_price,
        compare_at_price: card.compare_at_price,
        price_varies: card.min_price != card.max_price,
        stock: card.stock,
        only_variant_id: card.only_variant_id,
        rating: card.rating.map(rating_summary),
        slug: card.slug,
        name: card.name,
        summary: card.summary,
        image_sources: image_url.as_deref().map(ImageSource::all_of).unwrap_or_default(),
        image_url,
        image_alt: image_alt.unwrap_or_default(),
        category: card.category.map(category_ref),
    }
}

/// A product's page.
pub(super) fn product_detail(product: ProductRecord) -> ProductDetail {
    let images = images(&product.images);
    ProductDetail {
        id: product.id,
        price: product.min_price,
        compare_at_price: cheapest(&product.variants).and_then(|variant| variant.compare_at_price),
        stock: units(&product.variants),
        image_url: images.first().map(|image| image.url.clone()),
        options: options(&product.variants),
        variants: product
            .variants
            .into_iter()
            .map(|variant| shown_variant(variant, &product.images))
            .collect(),
        images,
        slug: product.slug,
        name: product.name,
        summary: product.summary,
        description: product.description,
        vendor: product.vendor,
        tags: product.tags,
        category: product.category.map(category_ref),
        rating: product.rating.map(rating_summary),
        created_at: product.created_at,
    }
}

/// A product as staff see it.
pub(super) fn admin_product(product: ProductRecord) -> AdminProduct {
    AdminProduct {
        id: product.id,
        images: images(&product.images),
        announced_images: product.images.iter().filter_map(announced_image).collect(),
        options: options(&product.variants),
        variants: product.variants.into_iter().map(admin_variant).collect(),
        slug: product.slug,
        name: product.name,
        summary: product.summary,
        description: product.description,
        vendor: product.vendor,
        tags: product.tags,
        status: product.status,
        category: product.category.map(category_ref),
        version: product.version,
        created_at: product.created_at,
        updated_at: product.updated_at,
    }
}

fn shown_variant(variant: VariantRecord, images: &[ImageRecord]) -> Variant {
    Variant {
        id: variant.id,
        stock: variant.available(),
        sku: variant.sku,
        title: variant.title,
        options: variant.options.into_iter().map(option_value).collect(),
        price: variant.price,
        compare_at_price: variant.compare_at_price,
        image_url: variant.image_id.and_then(|id| url_of(id, images)),
    }
}

fn admin_variant(variant: VariantRecord) -> AdminVariant {
    AdminVariant {
        id: variant.id,
        sku: variant.sku,
        title: variant.title,
        options: variant.options.into_iter().map(option_value).collect(),
        price: variant.price,
        compare_at_price: variant.compare_at_price,
        weight_grams: variant.weight_grams,
        on_hand: variant.on_hand,
        reserved: variant.reserved,
        low_units: variant.thresholds.low(),
        over_units: variant.thresholds.over(),
        image_id: variant.image_id,
    }
}

fn option_value(pair: OptionPair) -> OptionValue {
    OptionValue { name: pair.name, value: pair.value }
}

fn category_ref(category: CategoryName) -> CategoryRef {
    CategoryRef { slug: category.slug, name: category.name }
}

/// The cheapest variant; of equally cheap ones the first.
fn cheapest(variants: &[VariantRecord]) -> Option<&VariantRecord> {
    variants.iter().min_by_key(|variant| variant.price.minor())
}

/// Units that can be bought, all variants together.
fn units(variants: &[VariantRecord]) -> u32 {
    variants.iter().fold(0, |sum, variant| sum.saturating_add(variant.available()))
}

/// A picture that is not there yet. A word that nobody knows any more tells nothing.
fn announced_image(image: &ImageRecord) -> Option<AnnouncedImage> {
    let source_url = image.source_url.clone().filter(|_| image.url.is_none())?;
    let fetch = &image.fetch;
    Some(AnnouncedImage {
        id: image.id,
        source_url,
        failure: fetch.failure.as_ref().and_then(|word| word.parse().ok()),
        failed: fetch.failed_at.is_some(),
        next_attempt_at: fetch.failed_at.is_none().then_some(fetch.next_at),
    })
}

/// Only pictures that are there; those an import announced are fetched first.
fn images(records: &[ImageRecord]) -> Vec<Image> {
    let there = records.iter().filter_map(|image| Some((image, image.url.clone()?)));
    there
        .map(|(image, url)| Image {
            id: image.id,
            sources: ImageSource::all_of(&url),
            url,
            alt: image.alt.clone(),
        })
        .collect()
}

fn url_of(id: ImageId, images: &[ImageRecord]) -> Option<String> {
    images.iter().find(|image| image.id == id).and_then(|image| image.url.clone())
}

/// What can be chosen: names and values in the order in which the variants bring them.
fn options(variants: &[VariantRecord]) -> Vec<ProductOption> {
    let mut options: Vec<ProductOption> = Vec::new();
    for pair in variants.iter().flat_map(|variant| &variant.options) {
        match options.iter_mut().find(|option| option.name == pair.name) {
            Some(option) if option.values.contains(&pair.value) => {}
            Some(option) => option.values.push(pair.value.clone()),
            None => {
                options.push(ProductOption { name: pair.name.clone(), values: vec![pair.value.clone()] });
            }
        }
    }
    options
}
