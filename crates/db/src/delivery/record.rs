//! Shipping methods as they are stored.

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, Queryable, Selectable, SelectableHelper};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    Currency, ShippingMethodId,
    delivery::{Coverage, DeliveryTerms, Estimate},
    pricing::ShippingRate,
};

use crate::{Conn, DbError, schema::shipping_methods, stored::Place};

/// A shipping method with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodRecord {
    /// Its id.
    pub id: ShippingMethodId,
    /// What shoppers see it called.
    pub name: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// What it costs, where it goes and how long it takes.
    pub terms: DeliveryTerms,
    /// Where it stands among the others; the lowest comes first.
    pub position: i32,
    /// Goes up with every change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = shipping_methods)]
struct MethodRow {
    id: ShippingMethodId,
    name: String,
    description: String,
    kind: String,
    countries: Option<Vec<String>>,
    price_minor: i64,
    free_from_minor: Option<i64>,
    currency: String,
    days_from: Option<i16>,
    days_to: Option<i16>,
    position: i32,
    active: bool,
    version: i64,
    created_at: DateTime<Utc>,
}

impl TryFrom<MethodRow> for MethodRecord {
    type Error = DbError;

    fn try_from(row: MethodRow) -> Result<Self, DbError> {
        let place = Place { table: "shipping_methods", id: row.id };
        let money = |minor: i64| place.money(minor, &row.currency);
        let days = row.days_from.zip(row.days_to);
        let estimate =
            days.map(|(from, to)| place.present("days_from", Estimate::parse(from.into(), to.into()).ok()));
        let coverage = Coverage::parse(row.countries.as_deref()).ok();
        let terms = DeliveryTerms {
            kind: place.word("kind", &row.kind)?,
            coverage: place.present("countries", coverage)?,
            rate: ShippingRate {
                price: money(row.price_minor)?,
                free_from: row.free_from_minor.map(money).transpose()?,
            },
            estimate: estimate.transpose()?,
            active: row.active,
        };
        Ok(Self {
            id: row.id,
            name: row.name,
            description: row.description,
            terms,
            position: row.position,
            version: row.version,
            created_at: row.created_at,
        })
    }
}

/// All methods, in the order in which shoppers see them.
pub async fn list_methods(conn: &mut Conn) -> Result<Vec<MethodRecord>, DbError> {
    let order = (shipping_methods::position, shipping_methods::id);
    let rows: Vec<MethodRow> =
        shipping_methods::table.order(order).select(MethodRow::as_select()).load(conn).await?;
    rows.into_iter().map(MethodRecord::try_from).collect()
}

/// The methods that are offered in a shop of that currency, in the order in which shoppers see them.
pub async fn list_active_methods(conn: &mut Conn, currency: Currency) -> Result<Vec<MethodRecord>, DbError> {
    let rows: Vec<MethodRow> = shipping_methods::table
        .filter(shipping_methods::active)
        .filter(shipping_methods::currency.eq(currency.as_str()))
        .order((shipping_methods::position, shipping_methods::id))
        .select(MethodRow::as_select())
        .load(conn)
        .await?;
    rows.into_iter().map(MethodRecord::try_from).collect()
}

/// One method.
pub async fn find_method(conn: &mut Conn, id: ShippingMethodId) -> Result<Option<MethodRecord>, DbError> {
    let row: Option<MethodRow> =
        shipping_methods::table.find(id).select(MethodRow::as_select()).first(conn).await.optional()?;
    row.map(MethodRecord::try_from).transpose()
}

/// How many methods there are.
pub async fn count_methods(conn: &mut Conn) -> Result<i64, DbError> {
    Ok(shipping_methods::table.count().get_result(conn).await?)
}
