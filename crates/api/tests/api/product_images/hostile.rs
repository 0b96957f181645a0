//! Files that are no pictures, or more than one picture.

use super::{Part, Shop, file, pictures::*, text};

const MIB: usize = 1024 * 1024;

#[actix_web::test]
async fn what_is_no_picture_is_refused_and_leaves_nothing_behind() {
    let shop = Shop::open().await;
    let svg: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let html: &[u8] = b"<!doctype html><script>alert(1)</script>";
    let photo = plain(64, 64, 10);
    let (jpeg, png, webp) = (jpeg(&photo), png(&photo), webp(&photo));
    for (what, code, kind, bytes) in [
        ("an SVG with a script", "unknown_kind", "image/svg+xml", svg),
        ("an SVG that says it is a PNG", "unknown_kind", "image/png", svg),
        ("a GIF", "unknown_kind", "image/gif", &gif()),
        ("a GIF that says it is a PNG", "unknown_kind", "image/png", &gif()),
        ("HTML that says it is a PNG", "unknown_kind", "image/png", html),
        ("a PNG that says it is HTML", "unknown_kind", "text/html", &png),
        ("a JPEG that says it is a PNG", "disguised", "image/png", &jpeg),
        ("a PNG that says it is a WebP", "disguised", "image/webp", &png),
        ("50,000 times 50,000 pixels", "too_many_pixels", "image/png", &png_claiming(50_000, 50_000)),
        ("30 million pixels", "too_many_pixels", "image/png", &png_claiming(6_000, 5_000)),
        ("a long strip", "too_many_pixels", "image/png", &png_claiming(8_001, 1)),
        ("a head without a body", "damaged", "image/png", &png_claiming(4_000, 4_000)),
        ("half a JPEG", "damaged", "image/jpeg", &jpeg[..jpeg.len() - 20]),
        ("half a PNG", "damaged", "image/png", &png[..png.len() / 2]),
        ("half a WebP", "damaged", "image/webp", &webp[..webp.len() / 2]),
        ("the beginning of a JPEG", "damaged", "image/jpeg", &jpeg[..3]),
        ("an empty file", "missing", "image/png", b""),
    ] {
        let answer = shop.send(&[file(kind, bytes), text("alt", "A mug")]).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec!["/file"]), "{what}: {}", answer.text);
        assert_eq!(answer.body["errors"][0]["code"], code, "{what}");
        shop.assert_untouched(what).await;
    }
}

#[actix_web::test]
async fn five_mebibytes_are_taken_and_not_a_byte_more() {
    let shop = Shop::open().await;
    let mut picture = jpeg(&plain(64, 64, 10));
    picture.resize(5 * MIB + 1, b' ');
    let answer = shop.send(&[file("image/jpeg", &picture)]).await;
    assert_eq!((answer.status, answer.problem()), (413, "too-large"));
    shop.assert_untouched("too large").await;
    let answer = shop.send(&[file("image/jpeg", &picture[..5 * MIB])]).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
}

#[actix_web::test]
async fn where_a_photograph_was_taken_is_forgotten_and_how_the_camera_was_held_is_not() {
    let shop = Shop::open().await;
    let picture = jpeg_with_exif(&plain(60, 30, 10));
    let holds = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(holds(&picture, GPS_DAY) && holds(&picture, b"Exif"), "the test's own picture tells nothing");
    let answer = shop.send(&[file("image/jpeg", &picture)]).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assert_eq!((answer.body["width"].as_u64(), answer.body["height"].as_u64()), (Some(30), Some(60)));
    let kept = std::fs::read(shop.app.data_dir().join("media").join(&shop.files()[0])).unwrap();
    assert!(!holds(&kept, GPS_DAY) && !holds(&kept, b"Exif"));
}

#[actix_web::test]
async fn what_hangs_behind_a_picture_is_cut_off() {
    let shop = Shop::open().await;
    let tail = b"<script>alert(1)</script>PK\x03\x04";
    let clear = half_clear(32, 32);
    for (kind, picture) in
        [("image/jpeg", jpeg(&plain(32, 32, 9))), ("image/png", png(&clear)), ("image/webp", webp(&clear))]
    {
        let answer = shop.send(&[file(kind, &[&picture[..], tail].concat())]).await;
        assert_eq!(answer.status, 201, "{kind}: {}", answer.text);
    }
    for name in shop.files() {
        let kept = std::fs::read(shop.app.data_dir().join("media").join(&name)).unwrap();
        assert!(!kept.windows(tail.len()).any(|window| window == tail), "{name}");
    }
}

#[actix_web::test]
async fn the_name_of_a_file_means_nothing() {
    let shop = Shop::open().await;
    let picture = jpeg(&plain(32, 32, 10));
    let part = |name| Part { file: Some(name), ..file("image/jpeg", &picture) };
    let mut addresses = Vec::new();
    let names: [&[u8]; 5] = [b"x.jpg", b"../../x.png", b"x%00.svg", b"C:\\x.html", b""];
    for name in names {
        let answer = shop.send(&[part(name)]).await;
        assert_eq!(answer.status, 201, "{name:?}: {}", answer.text);
        addresses.push(answer.body["url"].clone());
    }
    addresses.dedup();
    assert_eq!((addresses.len(), shop.files().len()), (1, 1), "the same picture lies there once");
    assert_eq!(addresses[0], format!("/media/{}", shop.files()[0]));
    let answer = shop.send(&[part(b"../../x\0.png")]).await;
    assert_eq!((answer.status, answer.problem()), (400, "malformed-request"), "no header holds a NUL");
    assert_eq!(shop.files().len(), 1);
    assert!(!shop.app.data_dir().join("x.png").exists());
}
