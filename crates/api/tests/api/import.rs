//! Product files of other shops.

use std::path::Path;

use securecart_api::import::ImportReport;
use securecart_db::catalog::check_ledger;
use securecart_domain::{Currency, Permission, catalog::ProductFileFormat};
use serde_json::{Value, json};

use crate::support::{Client, TestApp};

async fn import(app: &TestApp, csv: &[u8]) -> ImportReport {
    let what = (ProductFileFormat::Shopify, Currency::Usd);
    securecart_api::import::import(&app.state.db, &app.state.clock, what, csv).await.unwrap()
}

/// A file that nobody of this project wrote; none where the checkout stands alone.
#[expect(clippy::print_stdout, reason = "a test that did not run has to say so")]
fn real_file(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/shopify").join(name);
    let file = std::fs::read(&path).ok();
    if file.is_none() {
        println!("skipped: {} is not here", path.display());
    }
    file
}

async fn ledger_entries(app: &TestApp) -> i64 {
    let state = check_ledger(&mut app.state.db.connection().await.unwrap()).await.unwrap();
    assert_eq!(state.variants_off, 0);
    state.entries
}

async fn everything(staff: &Client) -> Value {
    staff.get("/api/v1/admin/products?limit=100&sort=name").await.body
}

/// Blank cells, windows line ends, a byte order mark, rows that only bring pictures, HTML.
pub(crate) const QUIRKS: &str = "\u{feff}Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,\
Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Image Position,\
Image Alt Text,Variant Image\r\n\
linen-shirt,Linen Shirt,\"<p>Cool &amp; <b>light</b>.</p><ul><li>Linen</li></ul><script>x()</script>\",Loom,,\"summer wear, linen\",\
true,Size,S,LS-S,200,3,39.90,49.90,https://pics.example/b.jpg,2,Back,\r\n\
linen-shirt,,,,,,,,M,LS-M,210.5,0,39.9,35,,,,https://pics.example/m.jpg\r\n\
linen-shirt,,,,,,,,,,,,,,https://pics.example/a.jpg,1,Front,\r\n\
\r\n\
Weird_Handle!,Gift box,,,Gifts,,,Title,Default Title,,,-2,5,,,,,\r\n";

#[actix_web::test]
async fn the_quirks_of_a_file_are_understood() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadProducts]).await;
    let report = import(&app, QUIRKS.as_bytes()).await;
    assert_eq!(report.to_string(), "2 products: 2 added, 0 changed, 0 unchanged");
    let products = everything(&staff).await;
    let (gift, shirt) = (&products["items"][0], &products["items"][1]);
    assert_eq!(shirt["description"], "Cool & light.\n\n• Linen");
    assert_eq!((&shirt["summary"], &shirt["vendor"]), (&json!("Cool & light."), &json!("Loom")));
    assert_eq!(shirt["category"], json!({"slug": "summer-wear", "name": "Summer wear"}));
    assert_eq!((&shirt["tags"], &shirt["status"]), (&json!(["summer wear", "linen"]), &json!("active")));
    assert_eq!(shirt["options"], json!([{"name": "Size", "values": ["S", "M"]}]));
    assert_eq!(shirt["images"], json!([]), "announced pictures are not here yet");
    let (small, medium) = (&shirt["variants"][0], &shirt["variants"][1]);
    assert_eq!(
        (&small["sku"], &small["on_hand"], &small["weight_grams"]),
        (&json!("LS-S"), &json!(3), &json!(200))
    );
    assert_eq!(small["compare_at_price"]["amount_minor"], 4990);
    assert_eq!((&medium["weight_grams"], &medium["on_hand"]), (&json!(210), &json!(0)));
    assert_eq!((&medium["price"]["amount_minor"], &medium["compare_at_price"]), (&json!(3990), &Value::Null));
    assert_eq!((&gift["slug"], &gift["status"]), (&json!("weird-handle"), &json!("draft")));
    assert_eq!((&gift["options"], &gift["variants"][0]["on_hand"]), (&json!([]), &json!(0)));
    assert_eq!(gift["category"]["name"], "Gifts");
}

#[actix_web::test]
async fn a_second_run_changes_nothing() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadProducts]).await;
    import(&app, QUIRKS.as_bytes()).await;
    let (before, entries) = (everything(&staff).await, ledger_entries(&app).await);
    let report = import(&app, QUIRKS.as_bytes()).await;
    assert_eq!(report.to_string(), "2 products: 0 added, 0 changed, 2 unchanged");
    assert_eq!((everything(&staff).await, ledger_entries(&app).await), (before, entries));
}

#[actix_web::test]
async fn a_changed_file_changes_what_it_speaks_of_and_leaves_the_stock() {
    let app = TestApp::start().await;
    let permissions = [Permission::ReadProducts, Permission::WriteProducts, Permission::WriteInventory];
    let staff = app.staff(&permissions).await;
    import(&app, QUIRKS.as_bytes()).await;
    let small = everything(&staff).await["items"][1]["variants"][0]["id"].as_str().unwrap().to_owned();
    let count = json!({"variant_id": small, "expected_on_hand": 3, "on_hand": 8, "reason": "found more"});
    assert_eq!(staff.post("/api/v1/admin/inventory/adjustments", count).await.status, 200);
    let changed = QUIRKS
        .replace("LS-S,200,3,39.90", "LS-S,200,1,29.90")
        .replace("https://pics.example/a.jpg,1,Front", "https://pics.example/new.jpg,1,Front")
        .replace("\r\n\r\n", "\r\nlinen-shirt,,,,,,,,L,LS-L,220,6,41,,,,,\r\n\r\n");
    let report = import(&app, changed.as_bytes()).await;
    assert_eq!(report.to_string(), "2 products: 0 added, 1 changed, 1 unchanged");
    let shirt = everything(&staff).await["items"][1].clone();
    assert_eq!(shirt["version"], 2);
    let variants = shirt["variants"].as_array().unwrap();
    assert_eq!((&variants[0]["price"]["amount_minor"], &variants[0]["on_hand"]), (&json!(2990), &json!(8)));
    assert_eq!((&variants[2]["title"], &variants[2]["on_hand"]), (&json!("L"), &json!(6)));
    let list = app.anonymous().get("/api/v1/products").await.body;
    assert_eq!(list["items"][0]["price"]["amount_minor"], 2990, "the price of the card follows");
    assert_eq!(import(&app, changed.as_bytes()).await.unchanged, 2);
    ledger_entries(&app).await;
}

#[actix_web::test]
async fn a_discontinued_product_stays_so() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
    import(&app, QUIRKS.as_bytes()).await;
    let id = everything(&staff).await["items"][1]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/admin/products/{id}");
    assert_eq!(staff.patch_if(&path, "\"v1\"", json!({"status": "discontinued"})).await.status, 200);
    assert_eq!(import(&app, QUIRKS.as_bytes()).await.unchanged, 2);
    assert_eq!(staff.get(&path).await.body["status"], "discontinued");
}

#[actix_web::test]
async fn errors_name_their_rows_and_stop_nothing_else() {
    let app = TestApp::start().await;
    let header = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n";
    let rows = "mug,Mug,Title,Default Title,SAME,10,\n\
        jug,Jug,Title,Default Title,SAME,10,\n\
        cup,Cup,Title,Default Title,,ten,javascript:alert(1)\n\
        ,Nameless,,,,1,\n\
        pan,Pan,Size,S,,1,\npan,,,S,,1,\n\
        pot,Pot,Title,Default Title,,,\n";
    let report = import(&app, format!("{header}{rows}").as_bytes()).await;
    assert_eq!((report.added, report.refused), (1, 4));
    let told: Vec<String> = report.errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 3: the product on line 2 has the SKU SAME already",
            "line 4, Image Src: the address of a picture begins with https:// or http://",
            "line 4, Variant Price: an amount looks like 12 or 12.50",
            "line 5, Handle: every row needs the handle of its product",
            "line 7, Option1 Value: the product has a variant of these values already",
            "line 8, Variant Price: a product needs a price",
        ]
    );
}

#[actix_web::test]
async fn a_slug_that_is_taken_makes_way_and_other_options_are_refused() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
    let own = json!({"name": "MUG", "price": {"amount_minor": 1, "currency": "USD"}});
    assert_eq!(staff.post("/api/v1/admin/products", own).await.body["slug"], "mug");
    let header = "Handle,Title,Option1 Name,Option1 Value,Variant Price\n";
    assert_eq!(import(&app, format!("{header}mug,Mug,Title,Default Title,1\n").as_bytes()).await.added, 1);
    assert_eq!(everything(&staff).await["items"][1]["slug"], "mug-2");
    let report = import(&app, format!("{header}mug,Mug,Colour,Blue,1\n").as_bytes()).await;
    assert_eq!(report.refused, 1);
    assert!(report.to_string().contains("other options here (none)"), "{report}");
}

#[actix_web::test]
async fn real_files_come_in_whole() {
    let (Some(apparel), Some(jewelery)) = (real_file("apparel.csv"), real_file("jewelery.csv")) else {
        return;
    };
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadProducts]).await;
    for file in [&apparel, &jewelery] {
        assert_eq!(import(&app, file).await.to_string(), "20 products: 20 added, 0 changed, 0 unchanged");
    }
    let (before, entries) = (everything(&staff).await, ledger_entries(&app).await);
    assert_eq!(before["total"], 40);
    for file in [&apparel, &jewelery] {
        assert_eq!(import(&app, file).await.to_string(), "20 products: 0 added, 0 changed, 20 unchanged");
    }
    assert_eq!((everything(&staff).await, ledger_entries(&app).await), (before, entries));
    let guest = app.anonymous();
    let shirt = guest.get("/api/v1/products/ocean-blue-shirt").await.body;
    assert_eq!((&shirt["name"], &shirt["stock"]), (&json!("Ocean Blue Shirt"), &json!(1)));
    assert_eq!(
        (&shirt["price"], &shirt["image_url"]),
        (&json!({"amount_minor": 5000, "currency": "USD"}), &Value::Null)
    );
    let anchor = guest.get("/api/v1/products/leather-anchor").await.body;
    assert_eq!(anchor["options"], json!([{"name": "Color", "values": ["Gold", "Silver"]}]));
    assert_eq!(anchor["price"]["amount_minor"], 5500);
    let found = guest.get("/api/v1/products?q=ocean+shi").await.body;
    assert_eq!(found["items"][0]["slug"], "ocean-blue-shirt");
}
