//! Which tax is due where.

mod create_tax_rate;
mod delete_tax_rate;
mod error;
mod get_tax_rate;
mod list_tax_rates;
mod service;
mod terms;
mod update_tax_rate;

use securecart_db::taxes::TaxRateRecord;
use securecart_dto::taxes::{TaxRate, TaxRateTerms};
use utoipa_actix_web::service_config::ServiceConfig;

pub use error::TaxError;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_tax_rates::list_tax_rates)
        .service(create_tax_rate::create_tax_rate)
        .service(get_tax_rate::get_tax_rate)
        .service(update_tax_rate::update_tax_rate)
        .service(delete_tax_rate::delete_tax_rate);
}

fn tax_rate(record: TaxRateRecord) -> TaxRate {
    let rule = record.rule;
    TaxRate {
        id: record.id,
        terms: TaxRateTerms {
            name: rule.name,
            country: rule.place.country.code().to_owned(),
            region: rule.place.region_code().to_owned(),
            percent: rule.tax.rate.percent(),
            included: rule.tax.included,
            on_shipping: rule.tax.on_shipping,
            active: rule.active,
        },
        created_at: record.created_at,
    }
}
