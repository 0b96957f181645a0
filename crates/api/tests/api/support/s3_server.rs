//! A server that speaks S3, with its buckets in a folder.

use std::path::{Path, PathBuf};

use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use s3s_fs::FileSystem;
use tokio::{
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};

/// The server's one bucket, and who may use it.
pub(crate) const BUCKET: &str = "pictures";
pub(crate) const KEY_ID: &str = "test-key";
pub(crate) const SECRET: &str = "0b7f2c9d4e61";

/// A running server; it ends with its value.
pub(crate) struct S3Server {
    /// Where it is reached.
    pub(crate) endpoint: String,
    root: PathBuf,
    serving: JoinHandle<()>,
}

impl S3Server {
    /// Starts one whose buckets lie in a folder of its own below this one.
    pub(crate) async fn start(folder: &Path) -> Self {
        let root = folder.join("s3");
        std::fs::create_dir_all(root.join(BUCKET)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(&root).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            // Dropped with the task, so that connections that are kept open end as well.
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let service = service.clone();
                connections.spawn(async move {
                    let builder = Builder::new(TokioExecutor::new());
                    builder.serve_connection(TokioIo::new(stream), service).await.ok();
                });
            }
        });
        Self { endpoint, root, serving }
    }

    /// The settings of a shop that keeps its pictures here.
    pub(crate) fn settings(&self) -> [(&str, &str); 4] {
        [
            ("SECURECART_MEDIA_BUCKET", BUCKET),
            ("SECURECART_MEDIA_ENDPOINT", &self.endpoint),
            ("SECURECART_MEDIA_KEY_ID", KEY_ID),
            ("SECURECART_MEDIA_SECRET", SECRET),
        ]
    }

    /// What lies in the bucket under that name.
    pub(crate) fn object(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.root.join(BUCKET).join(name)).ok()
    }

    /// Ends it at once.
    pub(crate) async fn stop(&mut self) {
        self.serving.abort();
        (&mut self.serving).await.ok();
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
