//! Pictures: taken in, drawn anew, kept in the data folder or a bucket, and given out.

mod avif;
mod bucket;
mod drawing;
mod error;
mod files;
mod folder;
mod form;
mod get_media;
mod store;
mod stored;
mod take_in;

use utoipa_actix_web::service_config::ServiceConfig;

pub use avif::{MakeAvifError, make_avif};
pub use error::MediaError;
pub use files::address;
pub(crate) use form::PictureForm;
pub use store::PictureStore;
pub use take_in::{TakenIn, take_in};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(get_media::get_media);
}
