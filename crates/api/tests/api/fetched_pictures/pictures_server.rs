//! A site on this machine with files at paths, as a test wants them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// What lies at a path.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) head: String,
    pub(super) body: Vec<u8>,
    pub(super) pause: Duration,
}

impl Reply {
    /// A file with its size.
    pub(super) fn file(kind: &str, body: Vec<u8>) -> Self {
        let head = format!("200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}", body.len());
        Self { head, body, pause: Duration::ZERO }
    }

    /// A status without a file.
    pub(super) fn status(line: &str) -> Self {
        Self { head: format!("{line}\r\ncontent-length: 0"), body: Vec::new(), pause: Duration::ZERO }
    }

    /// A way on to another address.
    pub(super) fn to(address: &str) -> Self {
        Self::status(&format!("302 Found\r\nlocation: {address}"))
    }
}

type Files = Arc<Mutex<BTreeMap<String, Reply>>>;

/// The site; dropping it ends it.
pub(super) struct PicturesServer {
    port: u16,
    files: Files,
    asked: Arc<Mutex<Vec<String>>>,
    serving: tokio::task::JoinHandle<()>,
}

impl PicturesServer {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (files, asked) = (Files::default(), Arc::<Mutex<Vec<String>>>::default());
        let (known, heard) = (files.clone(), asked.clone());
        let serving = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(answer(stream, known.clone(), heard.clone()));
            }
        });
        Self { port, files, asked, serving }
    }

    pub(super) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(super) const fn port(&self) -> u16 {
        self.port
    }

    /// Puts something at a path, and gives its address.
    pub(super) fn put(&self, path: &str, reply: Reply) -> String {
        self.files.lock().unwrap().insert(path.to_owned(), reply);
        format!("http://{}{path}", self.host())
    }

    /// The paths that were asked for.
    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for PicturesServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// One call of one connection. Who hangs up in between was not interested.
async fn answer(mut stream: TcpStream, files: Files, asked: Arc<Mutex<Vec<String>>>) {
    let (mut request, mut part) = (Vec::new(), [0; 1024]);
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read(&mut part).await {
            Ok(read) if read > 0 => request.extend_from_slice(&part[..read]),
            _ => return,
        }
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
    asked.lock().unwrap().push(path.clone());
    let reply = files.lock().unwrap().get(&path).cloned();
    let reply = reply.unwrap_or_else(|| Reply::status("404 Not Found"));
    tokio::time::sleep(reply.pause).await;
    let head = format!("HTTP/1.1 {}\r\nconnection: close\r\n\r\n", reply.head);
    if stream.write_all(head.as_bytes()).await.is_ok() {
        drop(stream.write_all(&reply.body).await);
    }
}
