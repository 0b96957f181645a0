//! Where the shop's pictures lie.

use std::io;

use anyhow::Context as _;
use securecart_domain::catalog::PictureKind;

use super::{
    bucket::Bucket,
    drawing::Drawn,
    files::{FileName, Files},
    folder::MediaFolder,
    stored::StoredFile,
};
use crate::config::Config;

/// A folder of this machine, or a bucket that several machines share. Pictures are given out through the shop either way:
/// pages load from nowhere else.
#[derive(Clone, Debug)]
pub enum PictureStore {
    /// The folder `media` of the data folder.
    Folder(MediaFolder),
    /// A bucket that speaks S3.
    Bucket(Bucket),
}

impl PictureStore {
    /// The one of these settings. Asks nobody yet: [`PictureStore::check`] does.
    pub fn of(config: &Config) -> anyhow::Result<Self> {
        match &config.bucket {
            None => Ok(Self::Folder(MediaFolder::of(&config.data_dir))),
            Some(bucket) => {
                let opened = Bucket::open(bucket).context("the bucket of the pictures can not be used")?;
                Ok(Self::Bucket(opened))
            }
        }
    }

    /// Keeps a picture as it is, in this one width, if it is not there already, and returns its address on this shop. When
    /// this returns, the picture outlives a power cut.
    pub async fn keep(&self, bytes: Vec<u8>, kind: PictureKind) -> io::Result<String> {
        self.keep_files(Files::single(bytes, kind)).await
    }

    /// Keeps a picture in all of its widths, as [`PictureStore::keep`] does in one.
    pub(super) async fn keep_drawn(&self, drawn: Drawn) -> io::Result<String> {
        self.keep_files(Files::drawn(drawn)).await
    }

    /// What is kept under that name, if anything is.
    pub(super) async fn read(&self, name: &FileName) -> io::Result<Option<StoredFile>> {
        match self {
            Self::Folder(folder) => {
                let (folder, name) = (folder.clone(), name.clone());
                let found = tokio::task::spawn_blocking(move || folder.read(&name)).await??;
                Ok(found.map(|bytes| StoredFile::whole(bytes.into())))
            }
            Self::Bucket(bucket) => bucket.read(name).await.map_err(io::Error::other),
        }
    }

    /// Keeps a brother of a picture, which is given out in its place where it can be read.
    pub(super) async fn keep_brother(&self, name: FileName, bytes: Vec<u8>) -> io::Result<()> {
        match self {
            Self::Folder(folder) => {
                let folder = folder.clone();
                tokio::task::spawn_blocking(move || folder.keep_brother(&name, &bytes)).await?
            }
            Self::Bucket(bucket) => bucket.put(&name, bytes.into()).await.map_err(io::Error::other),
        }
    }

    /// Whether pictures can be kept. A bucket is written to and read from, since that is what it has to let the shop do.
    pub async fn check(&self) -> io::Result<()> {
        match self {
            Self::Folder(folder) => {
                let folder = folder.clone();
                tokio::task::spawn_blocking(move || folder.check()).await?
            }
            Self::Bucket(bucket) => bucket.check().await.map_err(io::Error::other),
        }
    }

    async fn keep_files(&self, files: Files) -> io::Result<String> {
        let address = files.name.address();
        match self {
            Self::Folder(folder) => {
                let folder = folder.clone();
                tokio::task::spawn_blocking(move || folder.keep(&files)).await??;
            }
            Self::Bucket(bucket) => bucket.keep(&files).await.map_err(io::Error::other)?,
        }
        Ok(address)
    }
}
