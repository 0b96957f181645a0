//! What the shop keeps of its customers: consents, a copy of everything, and its end.

mod consents;
mod copy;
mod erase;
mod erase_me;
mod error;
mod export_my_data;
mod list_my_consents;
mod page;
mod update_my_consents;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use consents::answer_all;
pub use erase::erase_again;
pub use error::PrivacyError;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(erase_me::erase_me)
        .service(export_my_data::export_my_data)
        .service(list_my_consents::list_my_consents)
        .service(update_my_consents::update_my_consents);
}
