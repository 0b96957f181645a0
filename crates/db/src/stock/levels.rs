//! Levels of stock, and from where on they need somebody's eye.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, QueryableByName,
    sql_types::{BigInt, Integer, Nullable, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    VariantId,
    inventory::{StockState, Thresholds},
};

use super::item::{ItemRow, StockItem, Total, item_columns};
use crate::{
    Conn, DbError,
    catalog::{
        StockCount, anywhere,
        changes::{self, Change},
    },
    schema::stock_levels,
    stored::Place,
};

/// The stock of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelRecord {
    /// Of what.
    pub item: StockItem,
    /// The counters.
    pub count: StockCount,
    /// From where on it is low or too much.
    pub thresholds: Thresholds,
    /// How often the thresholds were set.
    pub version: i64,
    /// When a counter or a threshold last changed.
    pub updated_at: DateTime<Utc>,
}

/// Which levels to list; nothing given means all.
#[derive(Clone, Debug, Default)]
pub struct LevelFilter {
    /// Part of the product's name or the SKU.
    pub text: Option<String>,
    /// Only those that stand like this.
    pub state: Option<StockState>,
}

macro_rules! joined {
    () => {
        " FROM stock_levels l JOIN product_variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id "
    };
}

macro_rules! found {
    () => {
        "WHERE ($1 IS NULL OR p.name ILIKE $1 OR v.sku ILIKE $1) "
    };
}

macro_rules! listed {
    ($state:literal) => {
        concat!(
            "SELECT l.on_hand, l.reserved, l.low_units, l.over_units, l.version, l.updated_at, ",
            item_columns!(),
            joined!(),
            found!(),
            $state,
            " AND ($2 IS NULL OR l.variant_id < $2) ORDER BY l.variant_id DESC LIMIT $3"
        )
    };
}

macro_rules! counted {
    ($state:literal) => {
        concat!("SELECT count(*) AS total", joined!(), found!(), $state)
    };
}

// One text for each state, so that each finds its index; each begins with the condition of that index.
const ALL: [&str; 2] = [listed!(""), counted!("")];
const OUT: [&str; 2] = [
    listed!("AND l.on_hand - l.reserved <= l.low_units AND l.on_hand = l.reserved"),
    counted!("AND l.on_hand - l.reserved <= l.low_units AND l.on_hand = l.reserved"),
];
const LOW: [&str; 2] = [
    listed!("AND l.on_hand - l.reserved <= l.low_units AND l.on_hand > l.reserved"),
    counted!("AND l.on_hand - l.reserved <= l.low_units AND l.on_hand > l.reserved"),
];
const OVER: [&str; 2] = [
    listed!("AND l.on_hand >= l.over_units AND l.on_hand - l.reserved > l.low_units"),
    counted!("AND l.on_hand >= l.over_units AND l.on_hand - l.reserved > l.low_units"),
];
const ENOUGH: [&str; 2] = [
    listed!(
        "AND l.on_hand - l.reserved > l.low_units AND (l.over_units IS NULL OR l.on_hand < l.over_units)"
    ),
    counted!(
        "AND l.on_hand - l.reserved > l.low_units AND (l.over_units IS NULL OR l.on_hand < l.over_units)"
    ),
];

const FIND: &str = concat!(
    "SELECT l.on_hand, l.reserved, l.low_units, l.over_units, l.version, l.updated_at, ",
    item_columns!(),
    joined!(),
    "WHERE l.variant_id = $1"
);

#[derive(QueryableByName)]
struct LevelRow {
    #[diesel(embed)]
    item: ItemRow,
    #[diesel(sql_type = Integer)]
    on_hand: i32,
    #[diesel(sql_type = Integer)]
    reserved: i32,
    #[diesel(sql_type = Integer)]
    low_units: i32,
    #[diesel(sql_type = Nullable<Integer>)]
    over_units: Option<i32>,
    #[diesel(sql_type = BigInt)]
    version: i64,
    #[diesel(sql_type = Timestamptz)]
    updated_at: DateTime<Utc>,
}

/// A page of levels, newest variants first, and how many fit in all.
pub async fn list_levels_any(
    conn: &mut Conn,
    filter: &LevelFilter,
    after: Option<VariantId>,
    limit: i64,
) -> Result<(Vec<LevelRecord>, u64), DbError> {
    let [list, count] = match filter.state {
        None => ALL,
        Some(StockState::Out) => OUT,
        Some(StockState::Low) => LOW,
        Some(StockState::Over) => OVER,
        Some(StockState::Enough) => ENOUGH,
    };
    let pattern = filter.text.as_deref().map(anywhere);
    let pattern = pattern.as_deref();
    let total: Total = diesel::sql_query(count).bind::<Nullable<Text>, _>(pattern).get_result(conn).await?;
    let rows: Vec<LevelRow> = diesel::sql_query(list)
        .bind::<Nullable<Text>, _>(pattern)
        .bind::<Nullable<Uuid>, _>(after)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    Ok((rows.into_iter().map(record).collect::<Result<_, _>>()?, total.get()))
}

/// The level of a variant.
pub async fn find_level_any(conn: &mut Conn, variant: VariantId) -> Result<Option<LevelRecord>, DbError> {
    let row: Option<LevelRow> =
        diesel::sql_query(FIND).bind::<Uuid, _>(variant).get_result(conn).await.optional()?;
    row.map(record).transpose()
}

/// Sets the thresholds of a variant and raises their version, if they still are of that version.
pub async fn update_thresholds(
    tx: &mut Conn,
    now: DateTime<Utc>,
    variant: VariantId,
    version: i64,
    thresholds: Thresholds,
) -> Result<bool, DbError> {
    // The trigger tells all instances that the row changed; nobody waits for the news of this one.
    changes::note(Change::Catalogue);
    let set = diesel::update(stock_levels::table.find(variant))
        .filter(stock_levels::version.eq(version))
        .set((
            stock_levels::low_units.eq(units(thresholds.low())),
            stock_levels::over_units.eq(thresholds.over().map(units)),
            stock_levels::version.eq(stock_levels::version + 1),
            stock_levels::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(set == 1)
}

fn record(row: LevelRow) -> Result<LevelRecord, DbError> {
    let item = StockItem::from(row.item);
    let place = Place { table: "stock_levels", id: item.variant_id };
    let count = |column, units: i32| place.present(column, u32::try_from(units).ok());
    Ok(LevelRecord {
        count: StockCount {
            on_hand: count("on_hand", row.on_hand)?,
            reserved: count("reserved", row.reserved)?,
        },
        thresholds: place.thresholds(row.low_units, row.over_units)?,
        version: row.version,
        updated_at: row.updated_at,
        item,
    })
}

/// What does not fit is refused by the column's check.
fn units(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
