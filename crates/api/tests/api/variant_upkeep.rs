//! Variants that were mistyped, need another picture, or should never have been there.

use reqwest::Method;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shopping::{Goods, assert_ledger_holds, pay, start},
    support::{Answer, Client, TestApp},
};

const PRODUCTS: &str = "/api/v1/admin/products";

struct Shop {
    app: TestApp,
    staff: Client,
    product: Value,
}

impl Shop {
    /// A mug in two sizes; the second one was never counted.
    async fn open() -> Self {
        let app = TestApp::start().await;
        let staff = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
        let price = json!({"amount_minor": 1250, "currency": "USD"});
        let new = json!({"name": "Mug", "price": price, "stock": 5, "status": "active"});
        let created = staff.post(PRODUCTS, new).await;
        let shop = Self { app, staff, product: created.body };
        let second = json!({"options": [{"name": "Size", "value": "Lagre"}], "first_variant_values": ["Small"],
            "price": price, "weight_grams": 300});
        let path = format!("{}/variants", shop.at());
        let added = shop.staff.call(Method::POST, &path, Some(second), &[("if-match", "\"v1\"")]).await;
        assert_eq!(added.status, 201, "{}", added.text);
        Self { product: added.body, ..shop }
    }

    fn at(&self) -> String {
        format!("{PRODUCTS}/{}", self.product["id"].as_str().unwrap())
    }

    fn variant(&self, place: usize) -> String {
        self.product["variants"][place]["id"].as_str().unwrap().to_owned()
    }

    async fn change(&self, place: usize, change: Value) -> Answer {
        let tag = self.staff.get(&self.at()).await.header("etag").to_owned();
        self.staff.patch_if(&format!("{}/variants/{}", self.at(), self.variant(place)), &tag, change).await
    }

    async fn remove(&self, place: usize) -> Answer {
        let tag = self.staff.get(&self.at()).await.header("etag").to_owned();
        let path = format!("{}/variants/{}", self.at(), self.variant(place));
        self.staff.call(Method::DELETE, &path, None, &[("if-match", &tag)]).await
    }

    async fn sizes(&self) -> Vec<String> {
        let facets = self.app.anonymous().get("/api/v1/products?facets=true").await.body;
        let values = facets["facets"]["options"][0]["values"].as_array().cloned().unwrap_or_default();
        values.iter().map(|value| value["value"].as_str().unwrap().to_owned()).collect()
    }
}

fn size(value: &str) -> Value {
    json!({"options": [{"name": "Size", "value": value}]})
}

#[actix_web::test]
async fn a_mistyped_value_is_mended_for_staff_shoppers_and_filters() {
    let shop = Shop::open().await;
    assert_eq!(shop.sizes().await, ["Small", "Lagre"]);
    let mended = shop.change(1, size("Large")).await;
    assert_eq!(mended.status, 200, "{}", mended.text);
    assert_eq!(mended.body["variants"][1]["title"], "Large");
    assert_eq!(mended.body["variants"][1]["options"][0]["value"], "Large");
    assert_eq!(shop.sizes().await, ["Small", "Large"], "the misspelt one can not be chosen any more");
    let taken = shop.change(1, size("Small")).await;
    assert_eq!((taken.status, taken.pointers()), (422, vec!["/options"]), "{}", taken.text);
    let other = shop.change(1, json!({"options": [{"name": "Colour", "value": "Blue"}]})).await;
    assert_eq!((other.status, other.pointers()), (422, vec!["/options"]), "{}", other.text);
    let empty = shop.change(1, size("")).await;
    assert_eq!((empty.status, empty.pointers()), (422, vec!["/options/0/value"]), "{}", empty.text);
    let same = shop.change(1, size("Large")).await;
    assert_eq!(same.body["version"], mended.body["version"], "the same again changes nothing");
    assert_ledger_holds(&shop.app).await;
}

#[actix_web::test]
async fn orders_keep_the_words_they_were_placed_with() {
    let shop = Shop::open().await;
    let ann = shop.app.customer("ann").await;
    let id = |value: &Value| value.as_str().unwrap().to_owned();
    let goods = Goods { id: id(&shop.product["id"]), variant: shop.variant(0) };
    let line = json!({"variant_id": goods.variant, "quantity": 1});
    assert_eq!(ann.post("/api/v1/cart/items", line).await.status, 200);
    let started = start(&ann).await;
    pay(&shop.app, started.body["checkout_id"].as_str().unwrap()).await;
    assert_eq!(shop.change(0, size("Tiny")).await.status, 200);
    let orders = ann.get("/api/v1/me/orders").await.body;
    let order =
        ann.get(&format!("/api/v1/me/orders/{}", orders["items"][0]["id"].as_str().unwrap())).await.body;
    assert_eq!(order["lines"][0]["variant_title"], "Small", "{order}");
    assert_ledger_holds(&shop.app).await;
}

#[actix_web::test]
async fn a_variant_shows_a_picture_of_its_product_and_no_other() {
    let shop = Shop::open().await;
    let stranger = json!({"image_id": "img_0192f000000070008000000000000001"});
    let refused = shop.change(1, stranger).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/image_id"]), "{}", refused.text);
    shop.app
        .execute(
            "INSERT INTO product_images (id, product_id, position, url, alt)
             SELECT '0192f000-0000-7000-8000-000000000001', id, 1, '/media/0123456789abcdef.webp', 'A mug'
             FROM products",
        )
        .await;
    let image = "img_0192f000000070008000000000000001";
    let shown = shop.change(1, json!({"image_id": image})).await;
    assert_eq!(shown.body["variants"][1]["image_id"], image, "{}", shown.text);
    let both = shop.change(1, json!({"image_id": image, "remove_image": true})).await;
    assert_eq!((both.status, both.pointers()), (422, vec!["/remove_image"]), "{}", both.text);
    let gone = shop.change(1, json!({"remove_image": true})).await;
    assert_eq!(gone.body["variants"][1]["image_id"], Value::Null);
}

#[actix_web::test]
async fn a_variant_that_nobody_counted_or_ordered_can_be_removed() {
    let shop = Shop::open().await;
    let counted = shop.remove(0).await;
    assert_eq!((counted.status, counted.problem()), (409, "conflict"), "{}", counted.text);
    let removed = shop.remove(1).await;
    assert_eq!(removed.status, 200, "{}", removed.text);
    assert_eq!(removed.body["variants"].as_array().unwrap().len(), 1);
    assert_eq!(shop.sizes().await, ["Small"]);
    assert_eq!(shop.remove(1).await.status, 404);
    let last = shop.remove(0).await;
    assert_eq!((last.status, last.problem()), (409, "conflict"), "{}", last.text);
    assert!(last.body["detail"].as_str().unwrap().contains("only variant"), "{}", last.text);
    assert_ledger_holds(&shop.app).await;
}

#[actix_web::test]
async fn what_somebody_is_buying_stays() {
    let shop = Shop::open().await;
    let id = |value: &Value| value.as_str().unwrap().to_owned();
    let goods = Goods { id: id(&shop.product["id"]), variant: shop.variant(0) };
    let line = json!({"variant_id": goods.variant, "quantity": 1});
    let guest = shop.app.anonymous();
    assert_eq!(guest.post("/api/v1/cart/items", line).await.status, 200);
    assert_eq!(start(&guest).await.status, 201);
    assert_eq!(shop.remove(0).await.status, 409);
    assert_ledger_holds(&shop.app).await;
}
