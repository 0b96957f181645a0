use reqwest::Method;
use securecart_domain::Permission;
use serde_json::{Value, json};

use super::{list, names};
use crate::support::{Client, TestApp};

const FIRST: &str = "\"v1\"";

/// A jug in grey and turquoise, and its path for staff.
async fn jug(staff: &Client, status: &str) -> (String, Value) {
    let price = json!({"amount_minor": 1000, "currency": "USD"});
    let product = json!({"name": "Jug", "price": price, "stock": 3, "status": status, "sku": "JUG-GR-7"});
    let created = staff.post("/api/v1/admin/products", product).await;
    assert_eq!(created.status, 201, "{}", created.text);
    let path = format!("/api/v1/admin/products/{}", created.body["id"].as_str().unwrap());
    let second = json!({"options": [{"name": "Colour", "value": "Turquoise"}], "first_variant_values": ["Grey"],
        "price": price, "stock": 2, "sku": "JUG-TQ-7"});
    let both =
        staff.call(Method::POST, &format!("{path}/variants"), Some(second), &[("if-match", FIRST)]).await;
    assert_eq!(both.status, 201, "{}", both.text);
    (path, both.body)
}

async fn staff(app: &TestApp) -> Client {
    app.staff(&[Permission::ReadProducts, Permission::WriteProducts, Permission::WriteInventory]).await
}

#[actix_web::test]
async fn a_product_is_found_by_what_its_variants_are_called() {
    let app = TestApp::start().await;
    let (staff, client) = (staff(&app).await, app.anonymous());
    let (path, jug) = jug(&staff, "active").await;
    for words in ["turquoise jug", "grey", "turq", "JUG-TQ-7", "jug-gr-7", "jug -plum"] {
        let found = list(&client, &format!("q={}", words.replace(' ', "+"))).await;
        assert_eq!(
            (names(&found), &found["did_you_mean"]),
            (vec!["Jug".to_owned()], &Value::Null),
            "{words}"
        );
    }
    for words in ["jug -grey", "JUG-TQ-8", "plum jug"] {
        assert_eq!(
            names(&list(&client, &format!("q={}&sort=newest", words.replace(' ', "+"))).await).len(),
            0,
            "{words}"
        );
    }
    let misspelt = list(&client, "q=turqoise").await;
    assert_eq!((names(&misspelt), &misspelt["did_you_mean"]), (vec!["Jug".to_owned()], &json!("turquoise")));

    let variant = format!("{path}/variants/{}", jug["variants"][0]["id"].as_str().unwrap());
    let renamed = staff.patch_if(&variant, "\"v2\"", json!({"sku": "PITCHER-9"})).await;
    assert_eq!(renamed.status, 200, "{}", renamed.text);
    assert_eq!(names(&list(&client, "q=PITCHER-9").await), ["Jug"]);
    assert_eq!(names(&list(&client, "q=gr-7").await).len(), 0);
}

#[actix_web::test]
async fn what_is_removed_is_found_no_more() {
    let app = TestApp::start().await;
    let (staff, client) = (staff(&app).await, app.anonymous());
    let (path, _) = jug(&staff, "active").await;
    let price = json!({"amount_minor": 1000, "currency": "USD"});
    let third = json!({"options": [{"name": "Colour", "value": "Mauve"}], "price": price});
    let all =
        staff.call(Method::POST, &format!("{path}/variants"), Some(third), &[("if-match", "\"v2\"")]).await;
    assert_eq!(all.status, 201, "{}", all.text);
    assert_eq!(names(&list(&client, "q=mauve").await), ["Jug"]);
    let mauve = format!("{path}/variants/{}", all.body["variants"][2]["id"].as_str().unwrap());
    let gone = staff.call(Method::DELETE, &mauve, None, &[("if-match", "\"v3\"")]).await;
    assert!(gone.status < 300, "{}", gone.text);
    assert_eq!(names(&list(&client, "q=mauve").await).len(), 0);
    assert_eq!(names(&list(&client, "q=turquoise").await), ["Jug"]);
}

/// CVE-2026-63461 once more: neither a search nor its spelling leads to what is hidden.
#[actix_web::test]
async fn the_variants_of_a_draft_are_found_and_spelt_by_nobody() {
    let app = TestApp::start().await;
    let (staff, client) = (staff(&app).await, app.anonymous());
    let (path, _) = jug(&staff, "draft").await;
    for words in ["turquoise", "turqoise", "JUG-TQ-7"] {
        let found = list(&client, &format!("q={words}")).await;
        assert_eq!((names(&found).len(), &found["did_you_mean"]), (0, &Value::Null), "{words}");
    }
    let shown = staff.patch_if(&path, "\"v2\"", json!({"status": "active"})).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    assert_eq!(list(&client, "q=turqoise").await["did_you_mean"], "turquoise");
}
