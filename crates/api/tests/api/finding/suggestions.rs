use serde_json::{Value, json};

use super::{demo_shop, list, names};
use crate::{
    shopping::on_sale,
    support::{Client, TestApp},
};

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

/// "can" is a word that English search leaves out, and the beginning of "canvas".
#[actix_web::test]
async fn a_beginning_that_is_a_word_of_its_own_finds_what_it_begins() {
    let app = TestApp::start().await;
    for name in ["Canvas bag", "Doormat", "Forest print"] {
        on_sale(&app, name, 900, 3).await;
    }
    let guest = app.anonymous();
    for (typed, meant) in
        [("can", "Canvas bag"), ("do", "Doormat"), ("for", "Forest print"), ("the+can", "Canvas bag")]
    {
        assert_eq!(suggest(&guest, typed).await["products"][0]["name"], meant, "{typed}");
        assert_eq!(names(&list(&guest, &format!("q={typed}")).await), [meant], "{typed}");
    }
}

#[actix_web::test]
async fn names_that_are_only_alike_are_called_that() {
    let app = TestApp::start().await;
    on_sale(&app, "Stoneware", 900, 3).await;
    let guest = app.anonymous();
    assert_eq!(list(&guest, "q=stoneware").await["only_alike"], false);
    let alike = list(&guest, "q=st0neware").await;
    assert_eq!((names(&alike), &alike["only_alike"]), (vec!["Stoneware".to_owned()], &Value::Bool(true)));
    assert_eq!(list(&guest, "q=zzzzqqqq").await["only_alike"], false, "nothing is alike either");
}
