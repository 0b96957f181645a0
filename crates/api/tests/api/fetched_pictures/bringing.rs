//! Pictures that come, late or at once, and once each.

use futures_util::future::join_all;
use image::ImageFormat;
use reqwest::Method;
use securecart_api::{imports::work_on_import, pictures::fetch_pictures};
use securecart_db::audit;
use securecart_domain::Permission;
use serde_json::{Value, json};

use super::{Shop, picture, pictures_server::Reply};
use crate::{imports::send, shopping::count};

#[actix_web::test]
async fn an_announced_picture_is_fetched_drawn_anew_and_shown() {
    let shop = Shop::open().await;
    let file = picture(ImageFormat::Png);
    let address = shop.site.put("/mug", Reply::file("application/octet-stream", file.clone()));
    shop.announce(&address).await;
    let before = shop.product().await;
    assert_eq!(
        (&before["images"], &before["announced_images"][0]["source_url"]),
        (&json!([]), &json!(address))
    );
    shop.fetch().await;
    let product = shop.product().await;
    assert_eq!((&product["images"][0]["alt"], &product["announced_images"]), (&json!("A mug"), &json!([])));
    assert_eq!(
        product["version"], before["version"],
        "an import that nobody has touched can be undone as before"
    );
    let url = product["images"][0]["url"].as_str().unwrap().to_owned();
    let kept = std::fs::read(shop.app.data_dir().join(url.trim_start_matches('/'))).unwrap();
    assert_ne!(kept, file, "the shop's own drawing of it");
    let seen = shop.app.anonymous().get(&url).await;
    assert_eq!(seen.status, 200, "shoppers see it");
    shop.pass(24).await;
    shop.fetch().await;
    assert_eq!(shop.site.asked(), ["/mug"], "once");
    let mut conn = shop.app.state.db.connection().await.unwrap();
    let events = audit::list_events_for_object(&mut conn, "product", &shop.id).await.unwrap();
    assert_eq!(events.last().map(String::as_str), Some("product_image_fetched"));
}

#[actix_web::test]
async fn redirects_are_followed_three_times() {
    let shop = Shop::open().await;
    let last = shop.site.put("/3", Reply::file("image/jpeg", picture(ImageFormat::Jpeg)));
    shop.site.put("/2", Reply::to(&last));
    shop.site.put("/1", Reply::to("/2"));
    shop.announce(&shop.site.put("/0", Reply::to("1"))).await;
    shop.fetch().await;
    assert_eq!(shop.site.asked(), ["/0", "/1", "/2", "/3"]);
    assert_eq!(shop.product().await["images"].as_array().unwrap().len(), 1);
    shop.announce(&shop.site.put("/again", Reply::to("/0"))).await;
    shop.fetch().await;
    assert_eq!(shop.failure().await, ("too_many_redirects".to_owned(), true));
}

#[actix_web::test]
async fn four_instances_fetch_a_picture_once() {
    let shop = Shop::open().await;
    for number in 0..6 {
        let reply = Reply::file("image/webp", picture(ImageFormat::WebP));
        shop.announce(&shop.site.put(&format!("/{number}"), reply)).await;
    }
    let rounds = (0..4).map(|_| fetch_pictures(&shop.app.state));
    assert!(join_all(rounds).await.iter().all(Result::is_ok));
    shop.fetch().await;
    let mut asked = shop.site.asked();
    asked.sort();
    assert_eq!(asked, ["/0", "/1", "/2", "/3", "/4", "/5"]);
    assert_eq!(count(&shop.app, "product_images", "url IS NOT NULL").await, 6);
}

#[actix_web::test]
async fn a_picture_whose_worker_died_is_taken_up_again_by_another_one() {
    let shop = Shop::open().await;
    shop.announce(&shop.site.put("/mug", Reply::file("image/png", picture(ImageFormat::Png)))).await;
    shop.app
        .execute(
            "UPDATE product_images SET fetch_attempts = 1, fetch_next_at = now() + interval '10 minutes'",
        )
        .await;
    shop.fetch().await;
    assert_eq!(shop.site.asked().len(), 0, "somebody else has it");
    shop.pass(1).await;
    shop.fetch().await;
    assert_eq!(count(&shop.app, "product_images", "url IS NOT NULL").await, 1);
}

#[actix_web::test]
async fn a_site_that_is_down_is_asked_five_times_and_then_by_hand() {
    let shop = Shop::open().await;
    let address = shop.site.put("/mug", Reply::status("500 Internal Server Error"));
    shop.announce(&address).await;
    for tries in 1..=5 {
        shop.fetch().await;
        assert_eq!(shop.failure().await, ("server_error".to_owned(), tries == 5), "after {tries}");
        assert_eq!(shop.site.asked().len(), tries, "it waits before it tries again");
        shop.pass(7).await;
    }
    shop.fetch().await;
    assert_eq!(shop.site.asked().len(), 5, "given up");
    // The picture was put there meanwhile.
    shop.site.put("/mug", Reply::file("image/png", picture(ImageFormat::Png)));
    let image = shop.product().await["announced_images"][0].clone();
    assert_eq!(image["next_attempt_at"], Value::Null);
    assert_eq!(shop.ask_again(&image).await, 200);
    shop.fetch().await;
    assert_eq!(shop.product().await["images"].as_array().unwrap().len(), 1);
    assert_eq!(shop.ask_again(&image).await, 404, "it is there");
}

#[actix_web::test]
async fn what_is_not_wanted_any_more_is_taken_away() {
    let shop = Shop::open().await;
    shop.announce(&shop.site.put("/mug", Reply::status("404 Not Found"))).await;
    shop.fetch().await;
    let image = shop.product().await["announced_images"][0].clone();
    let gone =
        shop.staff.call(Method::DELETE, &shop.image_path(&image), None, &[("if-match", "\"v1\"")]).await;
    assert_eq!((gone.status, gone.header("etag")), (204, "\"v2\""), "{}", gone.text);
    assert_eq!(shop.product().await["announced_images"], json!([]));
    assert_eq!(shop.ask_again(&image).await, 404);
}

#[actix_web::test]
async fn nothing_is_fetched_where_that_is_switched_off() {
    let shop = Shop::open_with(&[("SECURECART_FETCH_PICTURES", "false")]).await;
    shop.announce(&shop.site.put("/mug", Reply::file("image/png", picture(ImageFormat::Png)))).await;
    shop.fetch().await;
    assert_eq!(shop.site.asked().len(), 0);
}

/// From the file to the picture in the shop: what the import says of its pictures is what became of them.
#[actix_web::test]
async fn an_import_counts_its_pictures_and_can_be_undone_after_they_came() {
    let shop = Shop::open().await;
    let may = [Permission::ReadProducts, Permission::WriteProducts, Permission::WriteInventory];
    let staff = shop.app.staff(&may).await;
    let good = shop.site.put("/good", Reply::file("image/jpeg", picture(ImageFormat::Jpeg)));
    let missing = format!("http://{}/missing", shop.site.host());
    let file = format!(
        "Handle,Title,Published,Variant Price,Image Src\ncup,Cup,true,5.00,{good}\ncup,,,,{missing}\nbowl,Bowl,true,6.00,\n"
    );
    let brought = send(&staff, "shopify", "add_and_change", file.as_bytes()).await;
    assert_eq!(brought.status, 201, "{}", brought.text);
    let path = format!("/api/v1/admin/imports/{}", brought.body["id"].as_str().unwrap());
    let work = async || while work_on_import(&shop.app.state, 100).await.unwrap() {};
    work().await;
    assert_eq!(staff.post(&format!("{path}/apply"), Value::Null).await.status, 200);
    work().await;
    let applied = staff.get(&path).await.body;
    assert_eq!(applied["pictures"], json!({"waiting": 2, "fetched": 0, "failed": 0}), "{applied}");
    shop.fetch().await;
    assert_eq!(staff.get(&path).await.body["pictures"], json!({"waiting": 0, "fetched": 1, "failed": 1}));
    assert_eq!(staff.post(&format!("{path}/undo"), Value::Null).await.status, 200);
    work().await;
    let undone = staff.get(&path).await.body;
    assert_eq!((&undone["undone"]["removed"], &undone["undone"]["kept"]), (&json!(2), &json!(0)), "{undone}");
}
