//! A file of a picture as it comes from where pictures lie.

use std::io;

use actix_web::{body::SizedStream, web::Bytes};
use futures_util::{
    Stream, StreamExt as _, TryStreamExt as _,
    stream::{self, LocalBoxStream},
};

/// Its bytes, as they come.
pub(super) struct StoredFile {
    length: u64,
    bytes: LocalBoxStream<'static, io::Result<Bytes>>,
}

impl StoredFile {
    /// One that was read already.
    pub(super) fn whole(bytes: Bytes) -> Self {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self::streamed(length, stream::iter([Ok(bytes)]))
    }

    /// One of `length` bytes that is read while it is given out.
    pub(super) fn streamed(length: u64, bytes: impl Stream<Item = io::Result<Bytes>> + 'static) -> Self {
        Self { length, bytes: bytes.boxed_local() }
    }

    /// As the body of an answer.
    pub(super) fn into_body(self) -> SizedStream<LocalBoxStream<'static, io::Result<Bytes>>> {
        SizedStream::new(self.length, self.bytes)
    }

    /// All of it at once.
    pub(super) async fn read(self) -> io::Result<Vec<u8>> {
        let append = |mut all: Vec<u8>, part: Bytes| async move {
            all.extend_from_slice(&part);
            Ok(all)
        };
        self.bytes.try_fold(Vec::new(), append).await
    }
}
