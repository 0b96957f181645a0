//! Pictures: taken in, drawn anew, kept in the data folder and given out.

mod drawing;
mod error;
mod folder;
mod form;
mod get_media;
mod take_in;

use utoipa_actix_web::service_config::ServiceConfig;

pub use error::MediaError;
pub use folder::{MediaFolder, address};
pub(crate) use form::PictureForm;
pub use take_in::{TakenIn, take_in};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(get_media::get_media);
}
