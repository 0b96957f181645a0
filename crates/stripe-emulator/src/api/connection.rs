//! A handle on the connection of a call, to cut it without an answer.

use std::{
    any::Any,
    net::{Shutdown, TcpStream},
    os::fd::AsFd,
    sync::Arc,
};

use actix_web::{dev::Extensions, rt::net};

/// The connection that a call came on.
#[derive(Clone, Debug)]
pub(super) struct Connection(Arc<TcpStream>);

impl Connection {
    /// Closes both directions at once, so that the client sees the connection break.
    pub(super) fn cut(&self) {
        if let Err(error) = self.0.shutdown(Shutdown::Both) {
            tracing::debug!(%error, "the connection was gone before it could be cut");
        }
    }
}

/// Keeps a second handle on each new connection, for the server's `on_connect`.
pub(crate) fn remember_connection(stream: &dyn Any, kept: &mut Extensions) {
    let Some(stream) = stream.downcast_ref::<net::TcpStream>() else {
        return;
    };
    if let Ok(handle) = stream.as_fd().try_clone_to_owned() {
        kept.insert(Connection(Arc::new(TcpStream::from(handle))));
    }
}
