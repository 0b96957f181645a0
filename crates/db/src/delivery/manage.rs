//! What staff do with shipping methods.

use chrono::{DateTime, Utc};
use diesel::{AsChangeset, ExpressionMethods, Insertable, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{Money, ShippingMethodId};

use super::MethodRecord;
use crate::{Conn, DbError, schema::shipping_methods};

/// What staff say of a method.
#[derive(AsChangeset, Insertable)]
#[diesel(table_name = shipping_methods, treat_none_as_null = true)]
struct Columns<'a> {
    name: &'a str,
    description: &'a str,
    kind: &'static str,
    countries: Option<Vec<String>>,
    price_minor: i64,
    free_from_minor: Option<i64>,
    currency: &'static str,
    days_from: Option<i16>,
    days_to: Option<i16>,
    position: i32,
    active: bool,
}

impl<'a> From<&'a MethodRecord> for Columns<'a> {
    fn from(method: &'a MethodRecord) -> Self {
        let terms = &method.terms;
        Self {
            name: &method.name,
            description: &method.description,
            kind: terms.kind.as_str(),
            countries: terms.coverage.codes(),
            price_minor: terms.rate.price.minor(),
            free_from_minor: terms.rate.free_from.map(Money::minor),
            currency: terms.rate.price.currency().as_str(),
            days_from: terms.estimate.map(|estimate| estimate.from().into()),
            days_to: terms.estimate.map(|estimate| estimate.to().into()),
            position: method.position,
            active: terms.active,
        }
    }
}

/// Makes a method.
pub async fn insert_method(tx: &mut Conn, method: &MethodRecord) -> Result<(), DbError> {
    diesel::insert_into(shipping_methods::table)
        .values((
            shipping_methods::id.eq(method.id),
            Columns::from(method),
            shipping_methods::created_at.eq(method.created_at),
            shipping_methods::updated_at.eq(method.created_at),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Replaces what staff say of a method, and raises its version. False if it has another version than the record by now.
pub async fn update_method(
    tx: &mut Conn,
    now: DateTime<Utc>,
    method: &MethodRecord,
) -> Result<bool, DbError> {
    let seen = shipping_methods::table.find(method.id).filter(shipping_methods::version.eq(method.version));
    let changed = diesel::update(seen)
        .set((
            Columns::from(method),
            shipping_methods::version.eq(shipping_methods::version + 1),
            shipping_methods::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(changed > 0)
}

/// Removes a method; orders keep what they say of it. False if it has another version by now.
pub async fn delete_method(tx: &mut Conn, id: ShippingMethodId, version: i64) -> Result<bool, DbError> {
    let seen = shipping_methods::table.find(id).filter(shipping_methods::version.eq(version));
    Ok(diesel::delete(seen).execute(tx).await? > 0)
}
