//! Pictures that an import announced: fetched from where they lie, and from nowhere else.

mod bringing;
mod hostile;
mod pictures_server;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};
use reqwest::Method;
use securecart_api::pictures::fetch_pictures;
use securecart_domain::Permission;
use serde_json::{Value, json};

use self::pictures_server::PicturesServer;
use crate::support::{Client, TestApp};

/// A shop with one product, and a site whose pictures it may fetch though both are on this machine.
struct Shop {
    site: PicturesServer,
    app: TestApp,
    staff: Client,
    id: String,
}

impl Shop {
    async fn open() -> Self {
        Self::open_with(&[]).await
    }

    async fn open_with(settings: &[(&str, &str)]) -> Self {
        let site = PicturesServer::start().await;
        let allowed = site.host();
        let mut all = vec![("SECURECART_FETCH_PICTURES_FROM", allowed.as_str())];
        all.extend_from_slice(settings);
        let app = TestApp::start_with(&all).await;
        let staff = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
        let price = json!({"amount_minor": 1250, "currency": "USD"});
        let new = json!({"name": "Mug", "status": "active", "price": price, "stock": 3});
        let created = staff.post("/api/v1/admin/products", new).await;
        assert_eq!(created.status, 201, "{}", created.text);
        let id = created.body["id"].as_str().unwrap().to_owned();
        Self { site, app, staff, id }
    }

    /// Announces a picture, as an import does.
    async fn announce(&self, address: &str) {
        let announced = format!(
            "INSERT INTO product_images (id, product_id, position, alt, source_url)
             SELECT gen_random_uuid(), id, 1 + (SELECT count(*) FROM product_images), 'A mug', '{address}' FROM products"
        );
        self.app.execute(&announced).await;
    }

    /// Rounds of the job, until nothing is due.
    async fn fetch(&self) {
        while fetch_pictures(&self.app.state).await.unwrap() {}
    }

    /// Time passes, and whoever is signed in stays so.
    async fn pass(&self, hours: i64) {
        self.app.state.clock.advance(chrono::Duration::hours(hours));
        let later = format!(
            "UPDATE sessions SET authenticated_at = authenticated_at + interval '{hours} hours',
               last_seen_at = last_seen_at + interval '{hours} hours',
               idle_expires_at = idle_expires_at + interval '{hours} hours', expires_at = expires_at + interval '{hours} hours'"
        );
        self.app.execute(&later).await;
    }

    /// The product as staff see it.
    async fn product(&self) -> Value {
        let product = self.staff.get(&format!("/api/v1/admin/products/{}", self.id)).await;
        assert_eq!(product.status, 200, "{}", product.text);
        product.body
    }

    /// What went wrong with the only picture that is announced, and whether it was given up.
    async fn failure(&self) -> (String, bool) {
        let product = self.product().await;
        let announced = &product["announced_images"][0];
        (announced["failure"].as_str().unwrap_or("").to_owned(), announced["failed"] == true)
    }

    fn image_path(&self, image: &Value) -> String {
        format!("/api/v1/admin/products/{}/images/{}", self.id, image["id"].as_str().unwrap())
    }

    async fn ask_again(&self, image: &Value) -> u16 {
        let path = format!("{}/fetch", self.image_path(image));
        self.staff.call(Method::POST, &path, None, &[]).await.status
    }
}

/// A picture of one colour.
fn picture(format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let plain = RgbImage::from_pixel(32, 24, image::Rgb([200, 30, 30]));
    DynamicImage::ImageRgb8(plain).write_to(&mut file, format).unwrap();
    file.into_inner()
}
