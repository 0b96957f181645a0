//! Pictures that lie in a bucket instead of the data folder.

use securecart_api::pictures::make_smaller_pictures;
use serde_json::json;

use super::{Shop, file, pictures};
use crate::support::{S3Server, TestApp};

/// A folder that goes with its value.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new() -> Self {
        let number: u64 = rand::random();
        let folder = std::env::temp_dir().join(format!("securecart-bucket-{number:x}"));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[actix_web::test]
async fn pictures_lie_in_the_bucket_and_are_given_out_by_the_shop() {
    let folder = Folder::new();
    let s3 = S3Server::start(&folder.0).await;
    let shop = Shop::open_in(TestApp::start_with(&s3.settings()).await).await;
    let picture = pictures::png(&pictures::plain(2_000, 1_000, 10));
    let added = shop.send(&[file("image/png", &picture)]).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let guest = shop.app.anonymous();
    let sources = added.body["sources"].as_array().unwrap();
    assert_eq!(sources.len(), 4);
    for source in sources {
        let url = source["url"].as_str().unwrap();
        let media = guest.get(url).await;
        assert_eq!((media.status, media.header("content-type")), (200, "image/jpeg"), "{url}");
        assert_eq!(media.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(media.header("content-security-policy"), "default-src 'none'; sandbox");
        let kept = s3.object(url.trim_start_matches("/media/")).unwrap();
        let width = image::load_from_memory(&kept).unwrap().width();
        assert_eq!(Some(u64::from(width)), source["width"].as_u64());
    }
    assert!(make_smaller_pictures(&shop.app.state).await.unwrap());
    let url = sources[3]["url"].as_str().unwrap();
    let request = guest.request(reqwest::Method::GET, url).header("accept", "image/avif");
    let smaller = guest.send(request).await;
    assert_eq!((smaller.status, smaller.header("content-type")), (200, "image/avif"), "{url}");
    assert!(s3.object(&url.trim_start_matches("/media/").replace(".jpg", ".avif")).is_some());
    assert_eq!(shop.files(), Vec::<String>::new(), "nothing of it lies on this machine");
    assert_eq!(guest.get("/media/0123456789abcdef-640.jpg").await.status, 404);
    // The same picture once more, and by another shop that shares the bucket.
    assert_eq!(shop.send(&[file("image/png", &picture)]).await.body["url"], added.body["url"]);
    let other = TestApp::start_with(&s3.settings()).await;
    assert_eq!(other.anonymous().get(added.body["url"].as_str().unwrap()).await.status, 200);
}

#[actix_web::test]
async fn where_the_bucket_is_gone_no_picture_is_added_and_the_rest_goes_on() {
    let folder = Folder::new();
    let mut s3 = S3Server::start(&folder.0).await;
    let shop = Shop::open_in(TestApp::start_with(&s3.settings()).await).await;
    let picture = pictures::jpeg(&pictures::plain(16, 16, 1));
    let added = shop.send(&[file("image/jpeg", &picture)]).await;
    let version = added.header("etag").to_owned();
    s3.stop().await;
    let other = pictures::jpeg(&pictures::plain(16, 16, 2));
    let answer = shop.send_as(&shop.staff, &version, &[file("image/jpeg", &other)]).await;
    assert_eq!((answer.status, answer.problem()), (503, "unavailable"), "{}", answer.text);
    assert!(!answer.header("retry-after").is_empty());
    let media = shop.app.anonymous().get(added.body["url"].as_str().unwrap()).await;
    assert_eq!((media.status, media.problem()), (503, "unavailable"), "{}", media.text);
    assert!(!media.header("cache-control").contains("immutable"), "nobody keeps that forever");
    let product = shop.product().await.body;
    assert_eq!((&product["version"], product["images"].as_array().unwrap().len()), (&json!(2), 1));
}

#[actix_web::test]
async fn whether_a_bucket_can_be_used_is_found_out_by_using_it() {
    let folder = Folder::new();
    let mut s3 = S3Server::start(&folder.0).await;
    let app = TestApp::start_with(&s3.settings()).await;
    assert!(app.state.pictures.check().await.is_ok());
    for name in ["SECURECART_MEDIA_SECRET", "SECURECART_MEDIA_KEY_ID"] {
        let wrong = TestApp::start_with(&[&s3.settings()[..], &[(name, "another")]].concat()).await;
        let error = wrong.state.pictures.check().await.unwrap_err().to_string();
        assert!(!error.contains("0b7f2c9d4e61"), "{error}");
    }
    s3.stop().await;
    assert!(app.state.pictures.check().await.is_err());
}
