//! Pictures of products: taken in, kept, and what is not let in.

mod bucket;
mod forms;
mod hostile;
mod keeping;
mod pictures;
mod smaller;

use reqwest::Method;
use securecart_db::audit;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::support::{Answer, Client, TestApp};

/// A shop with one product that shoppers see.
struct Shop {
    app: TestApp,
    staff: Client,
    id: String,
}

/// One field of a form. The name of its file is sent as it stands here.
struct Part<'a> {
    name: &'a str,
    file: Option<&'a [u8]>,
    kind: Option<&'a str>,
    bytes: &'a [u8],
}

fn file<'a>(kind: &'a str, bytes: &'a [u8]) -> Part<'a> {
    Part { name: "file", file: Some(b"picture"), kind: Some(kind), bytes }
}

fn text<'a>(name: &'a str, text: &'a str) -> Part<'a> {
    Part { name, file: None, kind: None, bytes: text.as_bytes() }
}

impl Shop {
    async fn open() -> Self {
        Self::open_in(TestApp::start().await).await
    }

    /// The same in a shop with settings of its own.
    async fn open_in(app: TestApp) -> Self {
        let staff = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
        let price = json!({"amount_minor": 1250, "currency": "USD"});
        let new = json!({"name": "Mug", "status": "active", "price": price, "stock": 3});
        let created = staff.post("/api/v1/admin/products", new).await;
        assert_eq!(created.status, 201, "{}", created.text);
        let id = created.body["id"].as_str().unwrap().to_owned();
        Self { app, staff, id }
    }

    fn product_path(&self) -> String {
        format!("/api/v1/admin/products/{}", self.id)
    }

    fn images_path(&self) -> String {
        format!("{}/images", self.product_path())
    }

    fn image_path(&self, image: &Value) -> String {
        format!("{}/{}", self.images_path(), image["id"].as_str().unwrap())
    }

    /// The product as staff see it.
    async fn product(&self) -> Answer {
        self.staff.get(&self.product_path()).await
    }

    /// The alternative texts of its pictures in order.
    async fn alts(&self) -> Vec<String> {
        let product = self.product().await.body;
        let images = product["images"].as_array().unwrap().iter();
        images.map(|image| image["alt"].as_str().unwrap().to_owned()).collect()
    }

    /// What the audit log says of the product since it was made.
    async fn events(&self) -> Vec<String> {
        let mut conn = self.app.state.db.connection().await.unwrap();
        audit::list_events_for_object(&mut conn, "product", &self.id).await.unwrap().split_off(1)
    }

    /// The names of the files among the shop's pictures.
    fn files(&self) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.app.data_dir().join("media")) else { return Vec::new() };
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// Sends a form for the product's present version.
    async fn send(&self, parts: &[Part<'_>]) -> Answer {
        let version = self.product().await.header("etag").to_owned();
        self.send_as(&self.staff, &version, parts).await
    }

    async fn send_as(&self, client: &Client, version: &str, parts: &[Part<'_>]) -> Answer {
        self.send_body(client, version, "multipart/form-data; boundary=frontier", body(parts)).await
    }

    async fn send_body(&self, client: &Client, version: &str, kind: &str, body: Vec<u8>) -> Answer {
        let token = client.csrf_token().await;
        let request = client.request(Method::POST, &self.images_path()).header("x-csrf-token", token);
        client.send(request.header("if-match", version).header("content-type", kind).body(body)).await
    }

    /// Adds a picture of its own colour, described by the text.
    async fn add(&self, alt: &str) -> Value {
        let shade = u8::try_from(alt.bytes().map(u32::from).sum::<u32>() % 256).unwrap();
        let picture = pictures::jpeg(&pictures::plain(16, 16, shade));
        let answer = self.send(&[file("image/jpeg", &picture), text("alt", alt)]).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.body
    }

    /// Asserts that nothing happened to the product and that no file was written.
    async fn assert_untouched(&self, what: &str) {
        let product = self.product().await.body;
        assert_eq!((&product["version"], &product["images"]), (&json!(1), &json!([])), "{what}");
        assert_eq!((self.events().await, self.files()), (vec![], vec![]), "{what}");
    }
}

/// A form as browsers send it.
fn body(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        body.extend(
            format!("--frontier\r\nContent-Disposition: form-data; name=\"{}\"", part.name).as_bytes(),
        );
        if let Some(file) = part.file {
            body.extend([b"; filename=\"", file, b"\""].concat());
        }
        if let Some(kind) = part.kind {
            body.extend(format!("\r\nContent-Type: {kind}").as_bytes());
        }
        body.extend([b"\r\n\r\n", part.bytes, b"\r\n"].concat());
    }
    body.extend(b"--frontier--\r\n");
    body
}
