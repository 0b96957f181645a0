//! Imports by staff: checked, applied, undone, and what files bring along that they should not.

mod applying;
mod checking;
mod hostile;
mod undoing;

use reqwest::Method;
use securecart_api::imports::work_on_import;
use securecart_domain::Permission;
use serde_json::Value;

use crate::support::{Answer, Client, TestApp};

const IMPORTS: &str = "/api/v1/admin/imports";
const HEAD: &str = "Handle,Title,Body (HTML),Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n";

/// A shop with somebody who may do everything with products and stock.
struct Shop {
    app: TestApp,
    staff: Client,
}

impl Shop {
    async fn open() -> Self {
        let app = TestApp::start().await;
        let permissions = [Permission::ReadProducts, Permission::WriteProducts, Permission::WriteInventory];
        let staff = app.staff(&permissions).await;
        Self { app, staff }
    }

    /// Brings a file of Shopify's format.
    async fn bring(&self, file: impl AsRef<[u8]>) -> Answer {
        send(&self.staff, "shopify", "add_and_change", file.as_ref()).await
    }

    /// Brings a file, and waits until it is checked.
    async fn check(&self, file: impl AsRef<[u8]>) -> String {
        let answer = self.bring(file).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        self.work().await;
        path_of(&answer)
    }

    /// Brings a file and applies it.
    async fn import(&self, file: impl AsRef<[u8]>) -> String {
        let path = self.check(file).await;
        self.step(&path, "apply").await;
        path
    }

    /// Applies or undoes, and waits for its end.
    async fn step(&self, path: &str, step: &str) {
        let answer = self.staff.post(&format!("{path}/{step}"), Value::Null).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        self.work().await;
    }

    /// Works until nothing waits.
    async fn work(&self) {
        while work_on_import(&self.app.state, 1000).await.unwrap() {}
    }

    async fn rows(&self, path: &str) -> Vec<Value> {
        let answer = self.staff.get(&format!("{path}/rows?limit=100")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.body["items"].as_array().unwrap().clone()
    }

    /// All products as staff see them, by name.
    async fn products(&self) -> Vec<Value> {
        let answer = self.staff.get("/api/v1/admin/products?limit=100&sort=name").await;
        answer.body["items"].as_array().unwrap().clone()
    }

    async fn count(&self, from: &str) -> i64 {
        self.app.number(&format!("SELECT count(*) AS number FROM {from}")).await
    }
}

fn path_of(answer: &Answer) -> String {
    format!("{IMPORTS}/{}", answer.body["id"].as_str().unwrap())
}

pub(crate) async fn send(client: &Client, format: &str, mode: &str, file: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in [("format", format), ("mode", mode)] {
        let part = format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"products.csv\"\r\ncontent-type: text/csv\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = client
        .request(Method::POST, IMPORTS)
        .header("x-csrf-token", client.csrf_token().await)
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(body);
    client.send(request).await
}
