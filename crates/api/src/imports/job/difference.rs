//! What is different between a product as it is and as it would be, in words of its fields.

use securecart_db::catalog::{ImageRecord, ProductRecord, VariantRecord};
use securecart_domain::Money;
use securecart_dto::imports::ImportDifference;

/// The longest text that is shown of a field, in characters.
const LONGEST: usize = 300;

/// A field's name, the variant it belongs to, and what it says.
type Field = (&'static str, Option<String>, String);

/// The fields that differ. Of a product that is not there, all that would be filled in.
pub(super) fn differences(before: Option<&ProductRecord>, after: &ProductRecord) -> Vec<ImportDifference> {
    let (was, is) = (before.map(fields).unwrap_or_default(), fields(after));
    let find = |fields: &[Field], name: &str, variant: &Option<String>| {
        fields.iter().find(|field| field.0 == name && field.1 == *variant).map(|field| field.2.clone())
    };
    is.iter()
        .filter_map(|(name, variant, text)| {
            let old = find(&was, name, variant).unwrap_or_default();
            (old != *text).then(|| ImportDifference {
                field: (*name).to_owned(),
                variant: variant.clone(),
                before: shown(&old),
                after: shown(text),
            })
        })
        .collect()
}

/// Units that variants which are new bring into the stock.
pub(super) fn brings_stock(before: Option<&ProductRecord>, after: &ProductRecord) -> bool {
    let known = |variant: &VariantRecord| {
        before.is_some_and(|before| before.variants.iter().any(|other| other.id == variant.id))
    };
    after.variants.iter().any(|variant| variant.on_hand > 0 && !known(variant))
}

fn fields(product: &ProductRecord) -> Vec<Field> {
    let category = product.category.as_ref().map(|category| category.name.clone());
    let options = product.variants.first().map(|variant| variant.options.as_slice()).unwrap_or_default();
    let options: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
    let pictures: Vec<String> = product.images.iter().map(picture).collect();
    let mut fields = vec![
        ("name", None, product.name.clone()),
        ("status", None, product.status.to_string()),
        ("category", None, category.unwrap_or_default()),
        ("vendor", None, product.vendor.clone()),
        ("summary", None, product.summary.clone()),
        ("description", None, product.description.clone()),
        ("tags", None, product.tags.join(", ")),
        ("options", None, options.join(", ")),
        ("pictures", None, pictures.join("\n")),
    ];
    fields.extend(product.variants.iter().flat_map(|variant| of_variant(variant, product)));
    fields
}

fn of_variant(variant: &VariantRecord, product: &ProductRecord) -> Vec<Field> {
    let title = Some(variant.title.clone());
    let shown_by = product.images.iter().find(|image| Some(image.id) == variant.image_id);
    let former = variant.compare_at_price.as_ref().map(Money::to_string);
    vec![
        ("price", title.clone(), variant.price.to_string()),
        ("compare_at_price", title.clone(), former.unwrap_or_default()),
        ("sku", title.clone(), variant.sku.clone().unwrap_or_default()),
        ("weight_grams", title.clone(), variant.weight_grams.to_string()),
        ("on_hand", title.clone(), variant.on_hand.to_string()),
        ("picture", title, shown_by.map(picture).unwrap_or_default()),
    ]
}

/// The address of a picture, and what it shows.
fn picture(image: &ImageRecord) -> String {
    let place = image.source_url.as_ref().or(image.url.as_ref()).map_or("", String::as_str);
    if image.alt.is_empty() { place.to_owned() } else { format!("{place} ({})", image.alt) }
}

/// Nothing for an empty text, and of a long one its beginning.
fn shown(text: &str) -> Option<String> {
    let cut: String = text.chars().take(LONGEST).collect();
    let whole = cut.len() == text.len();
    (!cut.is_empty()).then(|| if whole { cut } else { format!("{cut}…") })
}
