//! What becomes of good pictures.

use reqwest::Method;
use securecart_domain::Permission;
use serde_json::json;

use super::{Shop, file, pictures, text};

#[actix_web::test]
async fn a_picture_is_drawn_anew_shown_and_written_down() {
    let shop = Shop::open().await;
    let picture = pictures::png(&pictures::plain(2_000, 1_000, 10));
    let answer = shop.send(&[file("image/png", &picture), text("alt", "  A blue mug ")]).await;
    assert_eq!((answer.status, answer.header("etag")), (201, "\"v2\""), "{}", answer.text);
    assert_eq!(answer.header("location"), shop.product_path());
    let image = &answer.body;
    assert_eq!((&image["alt"], &image["position"]), (&json!("A blue mug"), &json!(1)));
    assert_eq!((&image["width"], &image["height"]), (&json!(1_600), &json!(800)));
    assert_eq!(shop.events().await, ["product_image_added"]);
    let product = shop.product().await.body;
    let sources = &image["sources"];
    let shown = json!([{"id": image["id"], "url": image["url"], "sources": sources, "alt": "A blue mug"}]);
    assert_eq!((&product["images"], &product["version"]), (&shown, &json!(2)));
    let guest = shop.app.anonymous();
    let page = guest.get("/api/v1/products/mug").await.body;
    assert_eq!((&page["images"], &page["image_url"]), (&shown, &image["url"]));
    let media = guest.get(image["url"].as_str().unwrap()).await;
    assert_eq!((media.status, media.header("content-type")), (200, "image/jpeg"));
}

#[actix_web::test]
async fn a_picture_comes_in_the_widths_that_its_address_tells() {
    let shop = Shop::open().await;
    let picture = pictures::png(&pictures::plain(2_000, 1_000, 10));
    let image = shop.send(&[file("image/png", &picture)]).await.body;
    let guest = shop.app.anonymous();
    let list = guest.get("/api/v1/products").await.body;
    assert_eq!(list["items"][0]["image_sources"], image["sources"]);
    let mut measures = Vec::new();
    for source in image["sources"].as_array().unwrap() {
        let (url, width) = (source["url"].as_str().unwrap(), source["width"].as_u64().unwrap());
        let media = guest.get(url).await;
        assert_eq!((media.status, media.header("content-type")), (200, "image/jpeg"), "{url}");
        let kept = std::fs::read(shop.app.data_dir().join(url.trim_start_matches('/'))).unwrap();
        let kept = image::load_from_memory_with_format(&kept, image::ImageFormat::Jpeg).unwrap();
        assert_eq!(u64::from(kept.width()), width, "{url}");
        measures.push((kept.width(), kept.height()));
    }
    assert_eq!(measures, [(320, 160), (640, 320), (960, 480), (1_600, 800)]);
    let whole = image["url"].as_str().unwrap();
    assert_eq!(image["sources"][3]["url"].as_str(), Some(whole));
    assert_eq!(shop.files().len(), 4);
    // A width that no picture is drawn in is no name of a file, wherever it would lie.
    let stray = whole.replace("-1600.", "-1600-500.");
    std::fs::write(shop.app.data_dir().join(stray.trim_start_matches('/')), "x").unwrap();
    assert_eq!(guest.get(&stray).await.status, 404);
}

#[actix_web::test]
async fn a_picture_that_was_taken_in_before_has_one_width() {
    let shop = Shop::open().await;
    let folder = shop.app.data_dir().join("media");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("0123456789abcdef.webp"), pictures::webp(&pictures::plain(800, 800, 9)))
        .unwrap();
    let row = "INSERT INTO product_images (id, product_id, position, url) \
               SELECT gen_random_uuid(), id, 1, '/media/0123456789abcdef.webp' FROM products";
    shop.app.execute(row).await;
    let page = shop.app.anonymous().get("/api/v1/products/mug").await.body;
    let image = &page["images"][0];
    assert_eq!((&image["sources"], &image["url"]), (&json!([]), &json!("/media/0123456789abcdef.webp")));
    let media = shop.app.anonymous().get("/media/0123456789abcdef.webp").await;
    assert_eq!((media.status, media.header("content-type")), (200, "image/webp"));
}

#[actix_web::test]
async fn what_one_sees_through_stays_so() {
    let shop = Shop::open().await;
    let clear = pictures::half_clear(40, 20);
    let opaque = image::DynamicImage::from(pictures::plain(40, 20, 90).to_rgba8());
    for (kind, picture, expected) in [
        ("image/png", pictures::png(&clear), "image/webp"),
        ("image/webp", pictures::webp(&clear), "image/webp"),
        ("image/png", pictures::png(&opaque), "image/jpeg"),
        ("image/webp", pictures::webp(&opaque), "image/jpeg"),
        ("image/jpeg", pictures::jpeg(&opaque.to_rgb8().into()), "image/jpeg"),
    ] {
        let answer = shop.send(&[file(kind, &picture)]).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let media = shop.staff.get(answer.body["url"].as_str().unwrap()).await;
        assert_eq!((media.status, media.header("content-type")), (200, expected), "{kind}");
    }
    let product = shop.product().await.body;
    let name = product["images"][0]["url"].as_str().unwrap().trim_start_matches('/');
    let kept = image::open(shop.app.data_dir().join(name)).unwrap().to_rgba8();
    assert_eq!((kept.get_pixel(0, 0).0[3], kept.get_pixel(39, 0).0), (0, [200, 30, 30, 255]));
    // Also where it is drawn narrower.
    let wide = shop.send(&[file("image/png", &pictures::png(&pictures::half_clear(500, 20)))]).await.body;
    let narrow = wide["sources"][0]["url"].as_str().unwrap();
    let kept = image::open(shop.app.data_dir().join(narrow.trim_start_matches('/'))).unwrap().to_rgba8();
    assert_eq!((kept.width(), kept.get_pixel(0, 0).0[3], kept.get_pixel(319, 0).0[3]), (320, 0, 255));
}

#[actix_web::test]
async fn a_product_has_twenty_pictures_and_no_more_even_at_once() {
    let shop = Shop::open().await;
    let rows = "INSERT INTO product_images (id, product_id, position, url) \
                SELECT gen_random_uuid(), id, n, '/media/x' FROM products, generate_series(1, 19) AS n";
    shop.app.execute(rows).await;
    let announced = "INSERT INTO product_images (id, product_id, position, source_url) \
                     SELECT gen_random_uuid(), id, 20, 'https://example.org/x.png' FROM products";
    shop.app.execute(announced).await;
    let picture = pictures::jpeg(&pictures::plain(16, 16, 1));
    let (parts, other) = ([file("image/jpeg", &picture)], shop.staff.twin());
    let (one, two) =
        tokio::join!(shop.send_as(&shop.staff, "\"v1\"", &parts), shop.send_as(&other, "\"v1\"", &parts));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 412]);
    let answer = shop.send(&parts).await;
    assert_eq!((answer.status, answer.pointers()), (422, vec!["/file"]), "{}", answer.text);
    assert_eq!(answer.body["errors"][0]["code"], "too_many");
    assert_eq!(shop.app.number("SELECT count(*) AS number FROM product_images").await, 21);
}

#[actix_web::test]
async fn pictures_are_described_moved_and_taken_away() {
    let shop = Shop::open().await;
    let (a, b, c) = (shop.add("a").await, shop.add("b").await, shop.add("c").await);
    assert_eq!((&a["position"], &c["position"]), (&json!(1), &json!(3)));
    // One that an import announced stands between them and is nobody's business.
    let announced = "UPDATE product_images SET position = position + 10 WHERE alt <> 'a'";
    shop.app.execute(announced).await;
    let between = "INSERT INTO product_images (id, product_id, position, source_url) \
                   SELECT gen_random_uuid(), id, 2, 'https://example.org/x.png' FROM products";
    shop.app.execute(between).await;
    let to_front = json!({"position": 1, "alt": "C"});
    let moved = shop.staff.patch_if(&shop.image_path(&c), "\"v4\"", to_front.clone()).await;
    assert_eq!((moved.status, moved.header("etag")), (200, "\"v5\""), "{}", moved.text);
    assert_eq!(moved.body["images"][0]["id"], c["id"]);
    assert_eq!(shop.alts().await, ["C", "a", "b"]);
    let again = shop.staff.patch_if(&shop.image_path(&c), "\"v5\"", to_front).await;
    assert_eq!((again.status, again.header("etag")), (200, "\"v5\""), "nothing to change, nothing changed");
    let back = shop.staff.patch_if(&shop.image_path(&c), "\"v5\"", json!({"position": 3})).await;
    assert_eq!(back.status, 200, "{}", back.text);
    assert_eq!(shop.alts().await, ["a", "b", "C"]);
    let version = [("if-match", "\"v6\"")];
    let gone = shop.staff.call(Method::DELETE, &shop.image_path(&b), None, &version).await;
    assert_eq!((gone.status, gone.header("etag"), gone.text.as_str()), (204, "\"v7\"", ""));
    assert_eq!(shop.alts().await, ["a", "C"]);
    assert_eq!(shop.files().len(), 3, "an order may show it still");
    let added = ["product_image_added"; 3];
    let changed = ["product_image_updated", "product_image_updated", "product_image_removed"];
    assert_eq!(shop.events().await, [added, changed].concat());
    assert_eq!(shop.add("d").await["position"], 3);
}

#[actix_web::test]
async fn a_change_of_a_picture_keeps_the_rules() {
    let shop = Shop::open().await;
    let image = shop.add("a").await;
    let path = shop.image_path(&image);
    for (body, pointer) in [
        (json!({"position": 0}), "/position"),
        (json!({"position": 2}), "/position"),
        (json!({"alt": "a\nb"}), "/alt"),
        (json!({"alt": "x".repeat(501)}), "/alt"),
        (json!({"url": "/media/other"}), "/url"),
    ] {
        let answer = shop.staff.patch_if(&path, "\"v2\"", body.clone()).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{body}");
    }
    assert_eq!(shop.staff.patch(&path, json!({"alt": "b"})).await.status, 428);
    assert_eq!(shop.staff.patch_if(&path, "\"v1\"", json!({"alt": "b"})).await.status, 412);
    assert_eq!(shop.staff.delete(&path).await.status, 428);
    let stale = shop.staff.call(Method::DELETE, &path, None, &[("if-match", "\"v1\"")]).await;
    assert_eq!(stale.status, 412);
    let price = json!({"amount_minor": 1, "currency": "USD"});
    let other = shop.staff.post("/api/v1/admin/products", json!({"name": "Jug", "price": price})).await;
    let foreign = path.replace(&shop.id, other.body["id"].as_str().unwrap());
    assert_eq!(shop.staff.patch_if(&foreign, "\"v1\"", json!({"alt": "b"})).await.status, 404);
    let stolen = shop.staff.call(Method::DELETE, &foreign, None, &[("if-match", "\"v1\"")]).await;
    assert_eq!((stolen.status, shop.alts().await), (404, vec!["a".to_owned()]));
}

#[actix_web::test]
async fn whoever_may_not_write_products_adds_no_picture() {
    let shop = Shop::open().await;
    let picture = pictures::jpeg(&pictures::plain(16, 16, 1));
    let reader = shop.app.staff(&[Permission::ReadProducts, Permission::WriteInventory]).await;
    let customer = shop.app.customer("ann").await;
    for (client, status) in [(&shop.app.anonymous(), 401), (&customer, 403), (&reader, 403)] {
        let answer = shop.send_as(client, "\"v1\"", &[file("image/jpeg", &picture)]).await;
        assert_eq!(answer.status, status, "{}", answer.text);
    }
    let stale = shop.send_as(&shop.staff, "\"v7\"", &[file("image/jpeg", &picture)]).await;
    assert_eq!((stale.status, stale.problem()), (412, "stale-version"));
    shop.assert_untouched("no permission").await;
}

#[actix_web::test]
async fn where_no_file_can_be_written_no_picture_is_shown() {
    let shop = Shop::open().await;
    std::fs::create_dir_all(shop.app.data_dir()).unwrap();
    std::fs::write(shop.app.data_dir().join("media"), "in the way").unwrap();
    let picture = pictures::jpeg(&pictures::plain(16, 16, 1));
    let answer = shop.send(&[file("image/jpeg", &picture)]).await;
    assert_eq!((answer.status, answer.problem()), (503, "unavailable"), "{}", answer.text);
    assert!(!answer.header("retry-after").is_empty());
    shop.assert_untouched("no folder").await;
}
