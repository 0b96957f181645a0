//! Tax rates: what is due where.

use chrono::{DateTime, Utc};
use diesel::{
    AsChangeset, ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable, Selectable,
    SelectableHelper,
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    TaxRateId,
    accounts::Country,
    delivery::Destination,
    pricing::{Tax, TaxRate},
    taxes::TaxRule,
};

use crate::{Conn, DbError, schema::tax_rates, stored::Place};

/// A tax rate with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxRateRecord {
    /// Its id.
    pub id: TaxRateId,
    /// What it says.
    pub rule: TaxRule,
    /// Goes up with every change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = tax_rates)]
struct RateRow {
    id: TaxRateId,
    name: String,
    country: String,
    region: String,
    rate_millionths: i32,
    included: bool,
    on_shipping: bool,
    active: bool,
    version: i64,
    created_at: DateTime<Utc>,
}

impl TryFrom<RateRow> for TaxRateRecord {
    type Error = DbError;

    fn try_from(row: RateRow) -> Result<Self, DbError> {
        let stored = Place { table: "tax_rates", id: row.id };
        let rate = TaxRate::from_millionths(row.rate_millionths.into()).ok();
        let place = Destination::parse(&row.country, &row.region).ok();
        let rule = TaxRule {
            name: row.name,
            place: stored.present("country", place)?,
            tax: Tax {
                rate: stored.present("rate_millionths", rate)?,
                included: row.included,
                on_shipping: row.on_shipping,
            },
            active: row.active,
        };
        Ok(Self { id: row.id, rule, version: row.version, created_at: row.created_at })
    }
}

#[derive(AsChangeset, Insertable)]
#[diesel(table_name = tax_rates)]
struct Columns<'a> {
    name: &'a str,
    country: &'static str,
    region: &'static str,
    rate_millionths: i32,
    included: bool,
    on_shipping: bool,
    active: bool,
}

impl<'a> From<&'a TaxRule> for Columns<'a> {
    fn from(rule: &'a TaxRule) -> Self {
        Self {
            name: &rule.name,
            country: rule.place.country.code(),
            region: rule.place.region_code(),
            rate_millionths: i32::try_from(rule.tax.rate.millionths()).unwrap_or(i32::MAX),
            included: rule.tax.included,
            on_shipping: rule.tax.on_shipping,
            active: rule.active,
        }
    }
}

/// All rates, by country and region.
pub async fn list_tax_rates(conn: &mut Conn) -> Result<Vec<TaxRateRecord>, DbError> {
    let order = (tax_rates::country, tax_rates::region);
    let rows: Vec<RateRow> = tax_rates::table.order(order).select(RateRow::as_select()).load(conn).await?;
    rows.into_iter().map(TaxRateRecord::try_from).collect()
}

/// What is known of the taxes of a country, whether it counts or not.
pub async fn list_tax_rules_of(conn: &mut Conn, country: Country) -> Result<Vec<TaxRule>, DbError> {
    let rows: Vec<RateRow> = tax_rates::table
        .filter(tax_rates::country.eq(country.code()))
        .select(RateRow::as_select())
        .load(conn)
        .await?;
    rows.into_iter().map(|row| Ok(TaxRateRecord::try_from(row)?.rule)).collect()
}

/// One rate.
pub async fn find_tax_rate(conn: &mut Conn, id: TaxRateId) -> Result<Option<TaxRateRecord>, DbError> {
    let row: Option<RateRow> =
        tax_rates::table.find(id).select(RateRow::as_select()).first(conn).await.optional()?;
    row.map(TaxRateRecord::try_from).transpose()
}

/// Makes a rate. [`DbError`] of `tax_rates_one_a_place` if its place has one.
pub async fn insert_tax_rate(tx: &mut Conn, rate: &TaxRateRecord) -> Result<(), DbError> {
    diesel::insert_into(tax_rates::table)
        .values((
            tax_rates::id.eq(rate.id),
            Columns::from(&rate.rule),
            tax_rates::created_at.eq(rate.created_at),
            tax_rates::updated_at.eq(rate.created_at),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Replaces what a rate says, and raises its version. False if it has another version than the record by now.
/// [`DbError`] of `tax_rates_one_a_place` if its new place has one.
pub async fn update_tax_rate(
    tx: &mut Conn,
    now: DateTime<Utc>,
    rate: &TaxRateRecord,
) -> Result<bool, DbError> {
    let seen = tax_rates::table.find(rate.id).filter(tax_rates::version.eq(rate.version));
    let changed = diesel::update(seen)
        .set((
            Columns::from(&rate.rule),
            tax_rates::version.eq(tax_rates::version + 1),
            tax_rates::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(changed > 0)
}

/// Removes a rate; orders keep what they say of it. False if it has another version by now.
pub async fn delete_tax_rate(tx: &mut Conn, id: TaxRateId, version: i64) -> Result<bool, DbError> {
    let seen = tax_rates::table.find(id).filter(tax_rates::version.eq(version));
    Ok(diesel::delete(seen).execute(tx).await? > 0)
}
