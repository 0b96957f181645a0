//! Brothers of pictures in AVIF, for those who can read them.

use chrono::Duration;
use reqwest::Method;
use securecart_api::pictures::make_smaller_pictures;

use super::{Shop, file, pictures};
use crate::support::Answer;

/// What a browser asks for pictures with.
const BROWSER: &str = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

impl Shop {
    async fn show(&self, url: &str, headers: &[(&str, &str)]) -> Answer {
        let guest = self.app.anonymous();
        let request = guest.request(Method::GET, url);
        guest.send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
    }

    async fn kind(&self, url: &str, accept: &str) -> String {
        let shown = self.show(url, &[("accept", accept)]).await;
        assert_eq!(shown.status, 200, "{}", shown.text);
        shown.header("content-type").to_owned()
    }

    /// The addresses of a photograph in all of its widths.
    async fn photograph(&self) -> Vec<String> {
        let picture = pictures::jpeg(&pictures::photograph(400, 300));
        let added = self.send(&[file("image/jpeg", &picture)]).await;
        assert_eq!(added.status, 201, "{}", added.text);
        let sources = added.body["sources"].as_array().unwrap().iter();
        sources.map(|source| source["url"].as_str().unwrap().to_owned()).collect()
    }

    fn path(&self, url: &str) -> std::path::PathBuf {
        self.app.data_dir().join(url.trim_start_matches('/'))
    }

    async fn smaller(&self) -> bool {
        make_smaller_pictures(&self.app.state).await.unwrap()
    }
}

#[actix_web::test]
async fn who_reads_avif_is_shown_less_than_half_of_the_bytes() {
    let shop = Shop::open().await;
    let urls = shop.photograph().await;
    assert_eq!(shop.kind(&urls[0], BROWSER).await, "image/jpeg", "its brothers are not there yet");
    assert!(shop.smaller().await);
    assert!(!shop.smaller().await, "once is enough");
    for url in &urls {
        let brother = shop.show(url, &[("accept", BROWSER)]).await;
        assert_eq!((brother.status, brother.header("content-type")), (200, "image/avif"), "{url}");
        assert_eq!(brother.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(brother.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(brother.header("vary").to_lowercase(), "accept");
        let avif = std::fs::read(shop.path(&url.replace(".jpg", ".avif"))).unwrap();
        assert_eq!(&avif[4..12], b"ftypavif");
        assert_eq!(brother.header("content-length"), avif.len().to_string());
        assert!(avif.len() * 2 < std::fs::read(shop.path(url)).unwrap().len(), "{url}");
    }
}

#[actix_web::test]
async fn who_does_not_name_avif_is_shown_what_everybody_reads() {
    let shop = Shop::open().await;
    let urls = shop.photograph().await;
    assert!(shop.smaller().await);
    for accept in ["*/*", "image/*", "image/webp,*/*", "image/avif;q=0, image/*", "image/avifx", "avif", ""] {
        let shown = shop.show(&urls[0], &[("accept", accept)]).await;
        assert_eq!((shown.status, shown.header("content-type")), (200, "image/jpeg"), "{accept}");
        assert_eq!(shown.header("vary").to_lowercase(), "accept", "{accept}");
    }
    // By its own name nobody is given it, so that there is one address for each picture.
    assert_eq!(shop.show(&urls[0].replace(".jpg", ".avif"), &[]).await.status, 404);
}

#[actix_web::test]
async fn a_picture_that_is_known_is_not_sent_again_and_its_kinds_are_told_apart() {
    let shop = Shop::open().await;
    let urls = shop.photograph().await;
    assert!(shop.smaller().await);
    let (any, browser) = (("accept", "*/*"), ("accept", BROWSER));
    let (whole, brother) = (shop.show(&urls[0], &[any]).await, shop.show(&urls[0], &[browser]).await);
    let (whole, brother) = (whole.header("etag").to_owned(), brother.header("etag").to_owned());
    assert_ne!(whole, brother);
    for (accept, tag, status) in [
        (any, whole.as_str(), 304),
        (any, &brother, 200),
        (browser, &brother, 304),
        (browser, &format!("\"other\", {brother}"), 304),
        (browser, &whole, 200),
    ] {
        let shown = shop.show(&urls[0], &[accept, ("if-none-match", tag)]).await;
        assert_eq!(shown.status, status, "{accept:?} {tag}");
        assert_eq!(shown.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(shown.text.is_empty(), status == 304);
    }
    let unknown = shop.show("/media/0123456789abcdef-640.jpg", &[("if-none-match", &whole)]).await;
    assert_eq!(unknown.status, 404);
}

#[actix_web::test]
async fn what_was_broken_off_goes_on_where_it_was() {
    let shop = Shop::open().await;
    let urls = shop.photograph().await;
    // A program that took the picture up made one of them, and was ended.
    let made = shop.path(&urls[0].replace(".jpg", ".avif"));
    std::fs::write(&made, "made before").unwrap();
    let taken = shop.app.state.clock.now() + Duration::minutes(10);
    let taken =
        format!("UPDATE product_images SET avif_attempts = 1, avif_next_at = '{}'", taken.to_rfc3339());
    shop.app.execute(&taken).await;
    assert!(!shop.smaller().await, "it is somebody else's still");
    shop.app.state.clock.advance(Duration::minutes(11));
    let (one, two) =
        tokio::join!(make_smaller_pictures(&shop.app.state), make_smaller_pictures(&shop.app.state));
    assert!(one.unwrap() ^ two.unwrap(), "one of two instances does it");
    assert_eq!(std::fs::read(&made).unwrap(), b"made before");
    assert_eq!(shop.kind(&urls[1], BROWSER).await, "image/avif");
}

#[actix_web::test]
async fn a_picture_that_can_not_be_made_smaller_is_given_up_and_still_shown() {
    let shop = Shop::open().await;
    let urls = shop.photograph().await;
    std::fs::write(shop.path(&urls[0]), "no picture").unwrap();
    for _ in 0..5 {
        assert!(shop.smaller().await);
        assert!(!shop.smaller().await, "not at once again");
        shop.app.state.clock.advance(Duration::minutes(11));
    }
    assert!(!shop.smaller().await);
    assert_eq!(shop.kind(&urls[1], BROWSER).await, "image/jpeg");
}

#[actix_web::test]
async fn a_picture_at_which_the_program_ended_five_times_is_given_up() {
    let shop = Shop::open().await;
    let urls = shop.photograph().await;
    shop.app.execute("UPDATE product_images SET avif_attempts = 5").await;
    assert!(shop.smaller().await);
    shop.app.state.clock.advance(Duration::minutes(11));
    assert!(!shop.smaller().await);
    assert_eq!(shop.kind(&urls[0], BROWSER).await, "image/jpeg");
}

#[actix_web::test]
async fn a_picture_whose_file_is_gone_keeps_nobody_busy() {
    let shop = Shop::open().await;
    let urls = shop.photograph().await;
    std::fs::remove_file(shop.path(&urls[0])).unwrap();
    assert!(shop.smaller().await);
    shop.app.state.clock.advance(Duration::minutes(11));
    assert!(!shop.smaller().await);
    assert_eq!(shop.show(&urls[0], &[("accept", BROWSER)]).await.status, 404);
    assert_eq!(shop.kind(&urls[1], BROWSER).await, "image/avif");
}

#[actix_web::test]
async fn pictures_of_before_and_those_that_are_announced_are_left_alone() {
    let shop = Shop::open_in(crate::support::TestApp::start().await).await;
    let rows = "INSERT INTO product_images (id, product_id, position, url, source_url) \
                SELECT gen_random_uuid(), id, 1, '/media/0123456789abcdef.webp', NULL FROM products \
                UNION ALL SELECT gen_random_uuid(), id, 2, NULL, 'https://example.org/media/a-640.png' FROM products";
    shop.app.execute(rows).await;
    assert!(!shop.smaller().await);
}

#[actix_web::test]
async fn whoever_saves_processors_makes_none() {
    let app = crate::support::TestApp::start_with(&[("SECURECART_MAKE_AVIF", "false")]).await;
    let shop = Shop::open_in(app).await;
    let urls = shop.photograph().await;
    assert!(!shop.smaller().await);
    assert_eq!(shop.kind(&urls[0], BROWSER).await, "image/jpeg");
}

#[actix_web::test]
async fn what_one_sees_through_stays_so_in_avif() {
    let shop = Shop::open().await;
    let mut picture = pictures::photograph(400, 300).into_rgba8();
    picture.enumerate_pixels_mut().for_each(|(x, _, pixel)| pixel.0[3] = if x < 200 { 0 } else { 255 });
    let added = shop.send(&[file("image/png", &pictures::png(&picture.into()))]).await;
    assert!(shop.smaller().await);
    let url = added.body["url"].as_str().unwrap();
    assert_eq!(shop.kind(url, BROWSER).await, "image/avif");
    let avif = std::fs::read(shop.path(&url.replace(".webp", ".avif"))).unwrap();
    // The item that tells of the other one how far one sees through it (MIAF, ISO/IEC 23000-22 §7.3.5.2).
    let alpha = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
    assert!(avif.windows(alpha.len()).any(|bytes| bytes == alpha));
}
