//! Pictures in a bucket that speaks S3.

use std::{sync::Arc, time::Duration};

use actix_web::web::Bytes;
use futures_util::TryStreamExt as _;
use object_store::{
    Attribute, Attributes, ClientOptions, Error, ObjectStore as _, ObjectStoreExt as _, PutOptions,
    RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    path::Path,
};
use secrecy::ExposeSecret as _;

use super::{
    files::{FileName, Files},
    stored::StoredFile,
};
use crate::config::BucketConfig;

/// How long the bucket may take for a connection, and for a request with its answer.
const CONNECT: Duration = Duration::from_secs(3);
const ANSWER: Duration = Duration::from_secs(10);
/// How often a request is sent again that got no answer or 5xx, and for how long.
const TRIES: usize = 2;
const TRYING: Duration = Duration::from_secs(15);
/// What [`Bucket::check`] writes and reads. No picture is named so.
const CHECK: &str = "securecart-check";

/// A bucket; cloned, it is the same one.
#[derive(Clone, Debug)]
pub struct Bucket(Arc<AmazonS3>);

impl Bucket {
    /// The one of these settings. Asks nobody yet.
    pub(super) fn open(config: &BucketConfig) -> Result<Self, Error> {
        let client = ClientOptions::new().with_connect_timeout(CONNECT).with_timeout(ANSWER);
        let retry = RetryConfig { max_retries: TRIES, retry_timeout: TRYING, ..RetryConfig::default() };
        let mut bucket = AmazonS3Builder::new()
            .with_bucket_name(&config.name)
            .with_region(&config.region)
            .with_access_key_id(&config.key_id)
            .with_secret_access_key(config.secret.expose_secret())
            .with_client_options(client.with_allow_http(config.is_plain()))
            .with_retry(retry);
        if let Some(endpoint) = &config.endpoint {
            bucket = bucket.with_endpoint(endpoint.as_str().trim_end_matches('/'));
        }
        Ok(Self(Arc::new(bucket.build()?)))
    }

    /// Keeps what is not there already. The bucket answers once it will not lose what it took.
    pub(super) async fn keep(&self, files: &Files) -> Result<(), Error> {
        if self.0.head(&key(&FileName::of(&files.name))).await.is_ok() {
            return Ok(());
        }
        for (name, bytes) in files.in_order() {
            self.put(&name, Bytes::copy_from_slice(bytes)).await?;
        }
        Ok(())
    }

    /// Keeps one file.
    pub(super) async fn put(&self, name: &FileName, bytes: Bytes) -> Result<(), Error> {
        let kind = Attributes::from_iter([(Attribute::ContentType, name.media_type())]);
        self.0.put_opts(&key(name), bytes.into(), PutOptions::from(kind)).await.map(drop)
    }

    /// What is kept under that name. Its bytes are asked for while they are read: no picture lies whole in memory.
    pub(super) async fn read(&self, name: &FileName) -> Result<Option<StoredFile>, Error> {
        match self.0.get(&key(name)).await {
            Ok(found) => {
                let length = found.meta.size;
                Ok(Some(StoredFile::streamed(length, found.into_stream().map_err(std::io::Error::other))))
            }
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether something can be kept and read.
    pub(super) async fn check(&self) -> Result<(), Error> {
        let key = Path::from(CHECK);
        self.0.put(&key, Bytes::from_static(CHECK.as_bytes()).into()).await?;
        self.0.get(&key).await?.bytes().await.map(drop)
    }
}

fn key(name: &FileName) -> Path {
    Path::from(name.as_str())
}
