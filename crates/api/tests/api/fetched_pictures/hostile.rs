//! Addresses that lead where nobody should go, and files that nobody should take.

use std::time::{Duration, Instant};

use image::ImageFormat;
use serde_json::json;

use super::{
    Shop, picture,
    pictures_server::{PicturesServer, Reply},
};
use crate::shopping::count;

/// What becomes of the only picture of a shop, whose address may depend on the site.
async fn outcome(address: impl Fn(&PicturesServer) -> String) -> (String, bool) {
    let shop = Shop::open_with(&[("SECURECART_FETCH_PICTURES_SECONDS", "1")]).await;
    shop.announce(&address(&shop.site)).await;
    shop.fetch().await;
    assert_eq!(count(&shop.app, "product_images", "url IS NOT NULL").await, 0);
    shop.failure().await
}

fn given_up(failure: &str) -> (String, bool) {
    (failure.to_owned(), true)
}

#[actix_web::test]
async fn private_addresses_are_not_asked_whatever_they_are_called() {
    // Another site on this machine, which nobody allowed.
    let inside = PicturesServer::start().await;
    let port = inside.port();
    inside.put("/secret", Reply::file("image/png", picture(ImageFormat::Png)));
    let shop = Shop::open().await;
    let hosts = [
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("LOCALHOST:{port}"),
        format!("2130706433:{port}"),
        format!("0x7f.1:{port}"),
        format!("0177.0.0.1:{port}"),
        format!("0.0.0.0:{port}"),
        format!("[::1]:{port}"),
        format!("[::]:{port}"),
        format!("[::ffff:127.0.0.1]:{port}"),
        format!("[64:ff9b::127.0.0.1]:{port}"),
        format!("[2002:7f00:1::1]:{port}"),
        // A name for the site that is allowed by its address alone.
        format!("localhost:{}", shop.site.port()),
        "169.254.169.254".to_owned(),
        "100.64.0.1".to_owned(),
        "224.0.0.1".to_owned(),
        "10.0.0.1".to_owned(),
    ];
    for host in &hosts {
        shop.announce(&format!("http://{host}/secret")).await;
    }
    shop.announce(&shop.site.put("/out", Reply::to(&format!("http://127.0.0.1:{port}/secret")))).await;
    shop.announce(&shop.site.put("/cloud", Reply::to("http://169.254.169.254/latest/meta-data/"))).await;
    shop.fetch().await;
    let product = shop.product().await;
    let announced = product["announced_images"].as_array().unwrap();
    assert_eq!(announced.len(), hosts.len() + 2);
    for image in announced {
        assert_eq!(
            (&image["failure"], &image["failed"]),
            (&json!("private_address"), &json!(true)),
            "{image}"
        );
    }
    assert_eq!(inside.asked().len(), 0, "nobody was there");
    assert_eq!(shop.site.asked().len(), 2, "but for the two that sent us on");
}

#[actix_web::test]
async fn what_is_no_address_of_the_web_is_given_up() {
    let shop = Shop::open().await;
    let addresses = [
        "file:///etc/passwd".to_owned(),
        "ftp://127.0.0.1/x.png".to_owned(),
        "data:image/png;base64,iVBORw0KGgo=".to_owned(),
        "gopher://127.0.0.1:6379/_x".to_owned(),
        "//nowhere/x.png".to_owned(),
        format!("http://ann:secret@{}/x.png", shop.site.host()),
        shop.site.put("/file", Reply::to("file:///etc/passwd")),
    ];
    for address in &addresses {
        shop.announce(address).await;
    }
    shop.fetch().await;
    let product = shop.product().await;
    for image in product["announced_images"].as_array().unwrap() {
        assert_eq!((&image["failure"], &image["failed"]), (&json!("bad_address"), &json!(true)), "{image}");
    }
    assert_eq!(shop.site.asked(), ["/file"]);
}

#[actix_web::test]
async fn what_is_not_there_or_not_given_out_is_given_up() {
    assert_eq!(outcome(|site| format!("http://{}/none", site.host())).await, given_up("not_found"));
    let refused = |site: &PicturesServer| site.put("/x", Reply::status("403 Forbidden"));
    assert_eq!(outcome(refused).await, given_up("refused"));
}

#[actix_web::test]
async fn a_page_that_is_called_a_picture_is_none() {
    let page = b"<!doctype html><script>alert(1)</script>".to_vec();
    let page = |site: &PicturesServer| site.put("/mug.png", Reply::file("image/png", page.clone()));
    assert_eq!(outcome(page).await, given_up("not_a_picture"));
    let half = |site: &PicturesServer| {
        let mut file = picture(ImageFormat::Png);
        file.truncate(40);
        site.put("/mug.png", Reply::file("image/png", file))
    };
    assert_eq!(outcome(half).await, ("damaged".to_owned(), false), "it may have broken off on the way");
}

#[actix_web::test]
async fn a_file_of_more_than_five_mebibytes_is_not_read_to_its_end() {
    let large = vec![0xFF; 5 * 1024 * 1024 + 1];
    let said = |site: &PicturesServer| site.put("/x", Reply::file("image/jpeg", large.clone()));
    assert_eq!(outcome(said).await, given_up("too_large"));
    // Without a word about its size it ends when the connection does.
    let unsaid = |site: &PicturesServer| {
        let head = "200 OK\r\ncontent-type: image/jpeg".to_owned();
        site.put("/x", Reply { head, body: large.clone(), pause: Duration::ZERO })
    };
    assert_eq!(outcome(unsaid).await, given_up("too_large"));
}

#[actix_web::test]
async fn a_site_that_takes_its_time_is_left() {
    let began = Instant::now();
    let slow = |site: &PicturesServer| {
        let reply = Reply::file("image/png", picture(ImageFormat::Png));
        site.put("/x", Reply { pause: Duration::from_mins(1), ..reply })
    };
    assert_eq!(outcome(slow).await, ("too_slow".to_owned(), false));
    assert!(began.elapsed() < Duration::from_secs(30));
}
