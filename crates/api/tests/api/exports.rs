//! The catalogue as a file: nothing is lost on the way out and in again.

use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use securecart_api::{
    auth::Actor,
    export::Export,
    import::{
        ImportReport,
        product::{ImportedCategory, ImportedImage, ImportedProduct, ImportedVariant, Origin},
        store,
    },
};
use securecart_domain::{
    Currency, Money, Permission,
    catalog::{PlainText, ProductFileFormat, ProductStatus, Sku, Slug},
};
use serde_json::json;

use crate::support::{PASSWORD, TestApp};

const EXPORT: &str = "/api/v1/admin/exports/products";

async fn exported(app: &TestApp, format: ProductFileFormat) -> Vec<u8> {
    let public_url = app.state.config.http.public_url.clone();
    let mut export = Export::new(app.state.db.clone(), format, public_url);
    let mut file = Vec::new();
    while let Some(piece) = export.next().await.unwrap() {
        file.extend(piece);
    }
    file
}

async fn imported(app: &TestApp, format: ProductFileFormat, file: &[u8]) -> ImportReport {
    let what = (format, Currency::Usd);
    securecart_api::import::import(&app.state.db, &app.state.clock, what, file).await.unwrap()
}

/// One line that spreadsheets, CSV readers and separators of ours would like to take for something else.
fn line(most: usize) -> impl Strategy<Value = PlainText> {
    "['=+@;,\"\\\\/|-]{0,3}[a-zA-Z0-9äß€😀 ,;'\"=<>&\\\\-]{0,20}[a-z]"
        .prop_map(move |text| PlainText::line(&text, most).unwrap())
}

fn text() -> impl Strategy<Value = PlainText> {
    "(['=+@a-zé;\"<&,-]{0,12}(\n|\n\n|\t| )){0,5}[a-z]?"
        .prop_map(|text| PlainText::paragraphs(&text, 20_000).unwrap())
}

fn category() -> impl Strategy<Value = Option<ImportedCategory>> {
    let named = |name: &str| (Slug::from_name(name).unwrap(), PlainText::line(name, 100).unwrap());
    prop::option::of((0..3_usize, 0..3_usize).prop_map(move |(outer, inner)| {
        let (above, own) = (["Home; Garden", "Toys", "A\\B"], ["Pots", "Pans, lids", "Cups"]);
        // One slug lies in one place only.
        let (slug, name) = named(&format!("{} {}", own[inner], outer));
        ImportedCategory { slug, name, above: vec![named(above[outer])] }
    }))
}

fn image() -> impl Strategy<Value = ImportedImage> {
    (0..4_u8, 0..3_u8, "[ -~ä]{0,20}").prop_map(|(place, kind, alt)| {
        let here = format!("/media/0123456789abcde{place}.webp");
        let there = format!("https://pics.example/{place}.jpg?a=1,2&b=\"");
        let alt = alt.trim();
        match kind {
            0 => ImportedImage::here(here, alt),
            1 => ImportedImage::there(there, alt),
            _ => ImportedImage { url: Some(here), source_url: Some(there), alt: alt.to_owned() },
        }
    })
}

/// What is drawn of a variant: value, price, whether it is reduced, weight, stock, picture.
type Fields = (PlainText, i64, bool, u32, u32, Option<u8>);

fn variants(options: usize) -> impl Strategy<Value = Vec<ImportedVariant>> {
    let fields = (
        line(60),
        0..=1_000_000_000_i64,
        any::<bool>(),
        0..=1_000_000_u32,
        0..=1_000_000_u32,
        any::<Option<u8>>(),
    );
    let most = if options == 0 { 1 } else { 5 };
    prop::collection::vec(fields, 1..=most).prop_map(move |rows| {
        let variant = |(place, (value, minor, reduced, grams, units, image)): (usize, Fields)| {
            let value = |number: usize| PlainText::line(&format!("{value} {place}{number}"), 100).unwrap();
            let price = Money::new(minor.min(999_999_999), Currency::Usd);
            ImportedVariant {
                values: (0..options).map(value).collect(),
                sku: None,
                price,
                compare_at_price: reduced.then(|| Money::new(price.minor() + 1, Currency::Usd)),
                weight_grams: grams,
                on_hand: units,
                image: image.map(usize::from),
            }
        };
        rows.into_iter().enumerate().map(variant).collect()
    })
}

fn product() -> impl Strategy<Value = ImportedProduct> {
    let texts =
        (line(200), line(300), text(), prop::option::of(line(100)), prop::collection::vec(line(50), 0..5));
    let options = prop::collection::vec(line(40), 0..=3);
    let parts = (texts, category(), options, prop::collection::vec(image(), 0..6), 0..3_usize);
    parts.prop_flat_map(|((name, summary, description, vendor, tags), category, options, images, status)| {
        variants(options.len()).prop_map(move |variants| ImportedProduct {
            origin: Origin::Own { source_key: None },
            slug: Slug::parse("replaced").unwrap(),
            name: name.clone(),
            summary: summary.clone(),
            description: description.clone(),
            vendor: vendor.clone().unwrap_or_else(|| PlainText::optional_line("", 1).unwrap()),
            tags: tags.clone().into_iter().collect::<std::collections::HashSet<_>>().into_iter().collect(),
            category: category.clone(),
            status: ProductStatus::ALL[status],
            options: (0_u8..)
                .zip(&options)
                .map(|(n, name)| PlainText::line(&format!("{name}{n}"), 50).unwrap())
                .collect(),
            variants: variants.clone(),
            images: images.clone(),
        })
    })
}

/// What only the whole catalogue can make unique.
fn told_apart(number: usize, mut product: ImportedProduct) -> ImportedProduct {
    product.slug = Slug::parse(&format!("thing-{number}")).unwrap();
    if number.is_multiple_of(3) {
        product.origin = Origin::Own { source_key: Some(format!("shopify:=thing {number}")) };
    }
    let images = product.images.len();
    for (place, variant) in product.variants.iter_mut().enumerate() {
        variant.sku = (place % 2 == 0).then(|| Sku::parse(&format!("'{number}-{place}\"")).unwrap());
        variant.image = variant.image.filter(|_| images > 0).map(|image| image % images);
    }
    product
}

/// Two catalogues of more than a page.
fn made_up_catalogues() -> [Vec<ImportedProduct>; 2] {
    let mut runner = TestRunner::new(Config::default());
    let catalogues = prop::collection::vec(product(), 130..150);
    std::array::from_fn(|_| {
        let catalogue = catalogues.new_tree(&mut runner).unwrap().current();
        (0..).zip(catalogue).map(|(number, product)| told_apart(number, product)).collect()
    })
}

async fn store_all(app: &TestApp, products: &[ImportedProduct]) {
    let actor = Actor::system();
    for product in products {
        let stored = app
            .state
            .db
            .transaction(async |tx| store::store_product(tx, &app.state.clock, &actor, product).await);
        stored.await.unwrap();
    }
}

#[actix_web::test]
async fn what_was_exported_changes_nothing_here_and_makes_the_same_catalogue_elsewhere() {
    for catalogue in made_up_catalogues() {
        let (here, elsewhere) = (TestApp::start().await, TestApp::start().await);
        store_all(&here, &catalogue).await;
        // As pictures are that stood behind one that was taken away.
        here.execute("UPDATE product_images SET position = position + 1000; UPDATE product_images SET position = (position - 1000) * 3").await;
        let file = exported(&here, ProductFileFormat::Securecart).await;
        let report = imported(&here, ProductFileFormat::Securecart, &file).await;
        assert_eq!((report.unchanged, report.products()), (catalogue.len(), catalogue.len()), "{report}");
        assert!(exported(&here, ProductFileFormat::Securecart).await == file, "an import changed something");
        let report = imported(&elsewhere, ProductFileFormat::Securecart, &file).await;
        assert_eq!((report.added, report.products()), (catalogue.len(), catalogue.len()), "{report}");
        let copy = exported(&elsewhere, ProductFileFormat::Securecart).await;
        assert_eq!(String::from_utf8(copy).unwrap(), String::from_utf8(file).unwrap());
    }
}

#[actix_web::test]
async fn what_was_exported_for_shopify_changes_nothing_here_nor_where_it_was_taken_to() {
    for catalogue in made_up_catalogues() {
        let (here, elsewhere) = (TestApp::start().await, TestApp::start().await);
        store_all(&here, &catalogue).await;
        let whole = exported(&here, ProductFileFormat::Securecart).await;
        let file = exported(&here, ProductFileFormat::Shopify).await;
        let report = imported(&here, ProductFileFormat::Shopify, &file).await;
        assert_eq!((report.unchanged, report.products()), (catalogue.len(), catalogue.len()), "{report}");
        assert!(exported(&here, ProductFileFormat::Securecart).await == whole, "an import changed something");
        let report = imported(&elsewhere, ProductFileFormat::Shopify, &file).await;
        assert_eq!((report.added, report.products()), (catalogue.len(), catalogue.len()), "{report}");
        let copy = exported(&elsewhere, ProductFileFormat::Shopify).await;
        let report = imported(&elsewhere, ProductFileFormat::Shopify, &copy).await;
        assert_eq!(report.unchanged, catalogue.len(), "{report}");
    }
}

/// A spreadsheet changes one cell, and what the format says only badly is not taken at its word.
#[actix_web::test]
async fn one_changed_price_in_a_file_for_shopify_changes_nothing_else() {
    let app = TestApp::start().await;
    let mut runner = TestRunner::new(Config::default());
    let mut product = told_apart(1, product().new_tree(&mut runner).unwrap().current());
    let line = |text: &str| PlainText::line(text, 100).unwrap();
    product.summary = PlainText::optional_line("", 300).unwrap();
    product.description = PlainText::paragraphs("Says <more>.\n\nMuch more.", 1000).unwrap();
    (product.tags, product.category) = (vec![line("red, white"), line("mug")], None);
    product.images = vec![ImportedImage::here("/media/0123456789abcdef.webp", "")];
    product.variants.truncate(1);
    (product.variants[0].price, product.variants[0].compare_at_price) =
        (Money::new(1250, Currency::Usd), None);
    store_all(&app, &[product]).await;
    let before = String::from_utf8(exported(&app, ProductFileFormat::Securecart).await).unwrap();
    let file = String::from_utf8(exported(&app, ProductFileFormat::Shopify).await).unwrap();
    let dearer = file.replace("\"12.50\"", "\"13.75\"");
    let report = imported(&app, ProductFileFormat::Shopify, dearer.as_bytes()).await;
    assert_eq!((report.changed, report.products()), (1, 1), "{report}");
    let after = String::from_utf8(exported(&app, ProductFileFormat::Securecart).await).unwrap();
    assert_eq!(after, before.replace("\"12.50\"", "\"13.75\""));
}

#[actix_web::test]
async fn what_is_blank_in_the_shops_own_format_is_taken_away() {
    let app = TestApp::start().await;
    let mut runner = TestRunner::new(Config::default());
    let mut product = told_apart(0, product().new_tree(&mut runner).unwrap().current());
    product.images = vec![ImportedImage::here("/media/0123456789abcdef.webp", "=1+1")];
    product.variants[0].image = Some(0);
    product.status = ProductStatus::Discontinued;
    store_all(&app, std::slice::from_ref(&product)).await;
    product.images.clear();
    product.category = None;
    product.status = ProductStatus::Active;
    for variant in &mut product.variants {
        (variant.image, variant.sku) = (None, None);
    }
    store_all(&app, &[product]).await;
    let staff = app.staff(&[Permission::ReadProducts]).await;
    let there = staff.get("/api/v1/admin/products").await.body["items"][0].clone();
    assert_eq!(
        (&there["status"], &there["images"], &there["category"]),
        (&json!("active"), &json!([]), &json!(null))
    );
    assert_eq!(there["variants"][0]["sku"], json!(null));
}

#[actix_web::test]
async fn a_file_for_shopify_is_known_again_by_the_importer() {
    let app = TestApp::start().await;
    let file = crate::import::QUIRKS.as_bytes();
    assert_eq!(imported(&app, ProductFileFormat::Shopify, file).await.added, 2);
    let out = exported(&app, ProductFileFormat::Shopify).await;
    let report = imported(&app, ProductFileFormat::Shopify, &out).await;
    assert_eq!(report.to_string(), "2 products: 0 added, 0 changed, 2 unchanged");
    assert!(exported(&app, ProductFileFormat::Shopify).await == out);
}

#[actix_web::test]
async fn what_was_made_here_is_known_again_in_a_file_for_shopify() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
    let price = json!({"amount_minor": 1250, "currency": "USD"});
    let new = json!({"name": "Mug", "summary": "A mug", "price": price, "status": "active"});
    assert_eq!(staff.post("/api/v1/admin/products", new).await.status, 201);
    let out = exported(&app, ProductFileFormat::Shopify).await;
    let report = imported(&app, ProductFileFormat::Shopify, &out).await;
    assert_eq!(report.to_string(), "1 product: 0 added, 0 changed, 1 unchanged");
}

#[actix_web::test]
async fn an_export_is_confirmed_written_down_and_free_of_formulas() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
    let price = json!({"amount_minor": 1250, "currency": "USD"});
    let new = json!({"name": "=HYPERLINK(\"https://evil.example\")", "slug": "evil", "price": price});
    assert_eq!(staff.post("/api/v1/admin/products", new).await.status, 201);
    for format in ["securecart", "shopify"] {
        let answer = staff.get(&format!("{EXPORT}?format={format}")).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, "text/csv; charset=utf-8; header=present")
        );
        assert_eq!(
            answer.header("content-disposition"),
            format!("attachment; filename=\"products-{format}.csv\"")
        );
        assert!(answer.text.contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\""), "{}", answer.text);
        assert!(answer.text.contains("\"12.50\""), "{}", answer.text);
    }
    assert_eq!(
        app.number("SELECT count(*) AS number FROM audit_events WHERE event = 'products_exported'").await,
        2
    );
    assert_eq!(staff.get(&format!("{EXPORT}?format=xlsx")).await.pointers(), ["?format"]);
    app.state.clock.advance(chrono::Duration::minutes(11));
    assert_eq!(staff.get(EXPORT).await.problem(), "confirmation-required");
    let confirmed = staff.post("/api/v1/auth/confirm", json!({"password": PASSWORD})).await;
    assert_eq!(confirmed.status, 204, "{}", confirmed.text);
    assert_eq!(staff.get(EXPORT).await.status, 200);
}

#[actix_web::test]
async fn a_file_of_another_shape_is_refused_by_cell() {
    let app = TestApp::start().await;
    let head = String::from_utf8(exported(&app, ProductFileFormat::Securecart).await).unwrap();
    let cut = head.replace("\"sku\",", "");
    let what = (ProductFileFormat::Securecart, Currency::Usd);
    let error = securecart_api::import::import(&app.state.db, &app.state.clock, what, cut.as_bytes()).await;
    assert!(error.unwrap_err().to_string().ends_with("there is no column sku"));
    let rows = [
        // slug, source, name, summary, description, vendor, category, category_name, tags, status, options, sku, price…
        "mug,,Mug,,,,,,,active,,,,,,,A,10,9,USD,0,1,,,,",
        "jug,,Jug,,,,a/b,A,,active,,,,,,,B,10,,USD,0,1,2,,,",
        "cup,,Cup,,,,,,,sold,,,,,,,-C,1e3,,,x,2000000,,/media/x.svg,,",
        ",,Nameless,,,,,,,active,,,,,,,,1,,,,,,,,",
        "pot,,Pot,,,,,,,active,,,,,,,D,1,,JPY,0,0,,,,",
    ];
    let report =
        imported(&app, ProductFileFormat::Securecart, format!("{head}{}\n", rows.join("\n")).as_bytes())
            .await;
    let told: Vec<String> =
        report.errors.iter().map(|error| format!("{} {}", error.line, error.column.unwrap_or("-"))).collect();
    let expected = [
        "2 compare_at_price",
        "3 category_name",
        "3 variant_image",
        "4 status",
        "4 image",
        "4 price",
        "4 sku",
        "4 weight_grams",
        "4 on_hand",
        "5 slug",
        "6 currency",
    ];
    assert_eq!(told, expected, "{report}");
    assert_eq!((report.added, report.refused), (0, 4));
}
