//! A webhook receiver that remembers what it got and answers as told.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    http::StatusCode,
    web::{self, Bytes, Data},
};
use serde_json::Value;

/// One call as it came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) signature: Option<String>,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn event(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub(crate) fn kind(&self) -> String {
        self.event()["type"].as_str().unwrap().to_owned()
    }
}

#[derive(Default)]
struct Book {
    received: Mutex<Vec<Received>>,
    answers: Mutex<VecDeque<u16>>,
}

pub(crate) struct Receiver {
    book: Arc<Book>,
    port: u16,
    server: actix_web::dev::ServerHandle,
}

impl Receiver {
    pub(crate) fn start() -> Self {
        let book = Arc::new(Book::default());
        let data = Data::from(Arc::clone(&book));
        let server =
            HttpServer::new(move || App::new().app_data(data.clone()).default_service(web::to(receive)))
                .workers(1)
                .disable_signals()
                .bind(("127.0.0.1", 0))
                .unwrap();
        let port = server.addrs()[0].port();
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { book, port, server: handle }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook", self.port)
    }

    /// Statuses for the next calls; afterwards it answers 200.
    pub(crate) fn answer_with(&self, statuses: &[u16]) {
        self.book.answers.lock().unwrap().extend(statuses);
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.book.received.lock().unwrap().clone()
    }

    pub(crate) fn kinds(&self) -> Vec<String> {
        self.received().iter().map(Received::kind).collect()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}

async fn receive(request: HttpRequest, body: Bytes, book: Data<Book>) -> HttpResponse {
    let signature = request.headers().get("Stripe-Signature").map(|value| value.to_str().unwrap().to_owned());
    book.received
        .lock()
        .unwrap()
        .push(Received { signature, body: String::from_utf8(body.to_vec()).unwrap() });
    let status = book.answers.lock().unwrap().pop_front().unwrap_or(200);
    HttpResponse::build(StatusCode::from_u16(status).unwrap()).body("noted")
}
