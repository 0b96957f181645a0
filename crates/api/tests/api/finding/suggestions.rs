use serde_json::{Value, json};

use super::{demo_shop, list, names};
use crate::support::Client;

async fn suggest(client: &Client, typed: &str) -> Value {
    let answer = client.get(&format!("/api/v1/products/suggestions?q={typed}")).await;
    assert_eq!(answer.status, 200, "{typed}: {}", answer.text);
    answer.body
}

#[actix_web::test]
async fn products_and_categories_are_suggested_while_one_types() {
    let (_app, client) = demo_shop().await;
    let found = suggest(&client, "stonew").await;
    let mug = &found["products"].as_array().unwrap().iter().find(|p| p["slug"] == "stoneware-mug").unwrap();
    assert!(mug["image_url"].as_str().unwrap().starts_with("/media/"));
    assert_eq!(
        (mug["price"]["currency"].as_str(), mug["name"].as_str()),
        (Some("USD"), Some("Stoneware mug"))
    );
    assert_eq!(found["did_you_mean"], Value::Null);
    let kitchen = json!([{"slug": "kitchen-table", "name": "Kitchen & table"}]);
    for typed in ["kitch", "TABL"] {
        assert_eq!(suggest(&client, typed).await["categories"], kitchen, "{typed}");
    }
    assert!(suggest(&client, "a").await["products"].as_array().unwrap().len() <= 8);
}

#[actix_web::test]
async fn nothing_is_suggested_for_what_means_nothing() {
    let (_app, client) = demo_shop().await;
    for typed in ["zzzzqqqq", "%25", "___", "'%3B--", "%5C", "a%3A*", "!%26|()"] {
        let found = suggest(&client, typed).await;
        assert_eq!((&found["products"], &found["categories"]), (&json!([]), &json!([])), "{typed}");
    }
    for bad in ["", "q=", "q=%20", "q=a&x=1", "q=a%00b"] {
        let answer = client.get(&format!("/api/v1/products/suggestions?{bad}")).await;
        assert_eq!(answer.status, 422, "{bad}: {}", answer.text);
    }
}

#[actix_web::test]
async fn another_spelling_is_tried_where_nothing_is_found() {
    let (_app, client) = demo_shop().await;
    for (typed, meant) in [("stonware", "stoneware"), ("stonware+mug", "stoneware mug")] {
        let page = list(&client, &format!("q={typed}&facets=true")).await;
        assert_eq!(page["did_you_mean"], meant);
        assert!(names(&page).contains(&"Stoneware mug".to_owned()), "{page}");
        assert!(page["facets"]["total"].as_u64().unwrap() > 0, "the facets are of what was found");
        let own = list(&client, &format!("q={}&limit=100", meant.replace(' ', "+"))).await;
        assert_eq!(own["did_you_mean"], Value::Null);
        assert_eq!(page["facets"]["total"].as_u64().unwrap(), u64::try_from(names(&own).len()).unwrap());
        let suggested = suggest(&client, typed).await;
        assert_eq!(suggested["did_you_mean"], meant);
        assert!(!suggested["products"].as_array().unwrap().is_empty());
    }
    assert_eq!(list(&client, "q=zzzzqqqq").await["did_you_mean"], Value::Null);
}
