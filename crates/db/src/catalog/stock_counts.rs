//! Counting what is in the house. Every count that is set writes its difference into the ledger in the same
//! statement, so that the sums of the ledger are the counters at any moment.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, QueryDsl, QueryableByName,
    sql_types::{BigInt, Integer, Nullable, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{MovementId, UserId, VariantId, catalog::MovementKind};

use super::changes::{self, Change};
use crate::{Conn, DbError, schema::stock_levels, stored::Place};

/// The counters of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StockCount {
    /// Units in the house.
    pub on_hand: u32,
    /// Units that open checkouts hold.
    pub reserved: u32,
}

/// The first count of a new variant.
#[derive(Clone, Debug)]
pub struct NewStock {
    /// Of which variant.
    pub variant_id: VariantId,
    /// Units in the house, at most 1,000,000.
    pub on_hand: u32,
    /// The id of the ledger's entry.
    pub movement_id: MovementId,
    /// Where the units come from, at most 200 characters.
    pub reason: String,
    /// Who counted; none for an import.
    pub actor: Option<UserId>,
}

/// The ledger has no entry for nothing: none is written for a count of zero.
const INSERT: &str = "\
WITH counted AS (
  INSERT INTO stock_levels (variant_id, on_hand, reserved, updated_at) VALUES ($1, $2, 0, $3)
  RETURNING variant_id, on_hand
)
INSERT INTO stock_movements (id, variant_id, kind, on_hand_delta, reserved_delta, reason, actor_user_id, created_at)
SELECT $4, variant_id, $5, on_hand, 0, $6, $7, $3 FROM counted WHERE on_hand <> 0";

/// Writes the first count of a variant and its entry in the ledger.
pub async fn insert_stock_count(tx: &mut Conn, now: DateTime<Utc>, new: &NewStock) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::sql_query(INSERT)
        .bind::<Uuid, _>(new.variant_id)
        .bind::<Integer, _>(units(new.on_hand))
        .bind::<Timestamptz, _>(now)
        .bind::<Uuid, _>(new.movement_id)
        .bind::<Text, _>(MovementKind::Receipt.as_str())
        .bind::<Text, _>(&new.reason)
        .bind::<Nullable<Uuid>, _>(new.actor)
        .execute(tx)
        .await?;
    Ok(())
}

/// A count that replaces the one that the caller saw.
#[derive(Clone, Debug)]
pub struct StockAdjustment {
    /// Of which variant.
    pub variant_id: VariantId,
    /// Units in the house from now on, at most 1,000,000.
    pub on_hand: u32,
    /// Units in the house as the caller saw them.
    pub expected_on_hand: u32,
    /// The id of the ledger's entry.
    pub movement_id: MovementId,
    /// Why, in 1 to 200 characters.
    pub reason: String,
    /// Who counted.
    pub actor: Option<UserId>,
}

const ADJUST: &str = "\
WITH adjusted AS (
  UPDATE stock_levels SET on_hand = $2, updated_at = $4
  WHERE variant_id = $1 AND on_hand = $3 AND reserved <= $2
  RETURNING variant_id, on_hand, reserved
), entered AS (
  INSERT INTO stock_movements
    (id, variant_id, kind, on_hand_delta, reserved_delta, reason, actor_user_id, created_at)
  SELECT $5, variant_id, $6, $2 - $3, 0, $7, $8, $4 FROM adjusted WHERE $2 <> $3
)
SELECT on_hand, reserved FROM adjusted";

#[derive(QueryableByName)]
struct CountRow {
    #[diesel(sql_type = Integer)]
    on_hand: i32,
    #[diesel(sql_type = Integer)]
    reserved: i32,
}

/// Sets the count of a variant if it is still the expected one and leaves enough for what is held; `None`
/// otherwise, and when there is no such variant.
pub async fn adjust_on_hand(
    tx: &mut Conn,
    now: DateTime<Utc>,
    adjustment: &StockAdjustment,
) -> Result<Option<StockCount>, DbError> {
    changes::note(Change::Availability);
    let row: Option<CountRow> = diesel::sql_query(ADJUST)
        .bind::<Uuid, _>(adjustment.variant_id)
        .bind::<Integer, _>(units(adjustment.on_hand))
        .bind::<Integer, _>(units(adjustment.expected_on_hand))
        .bind::<Timestamptz, _>(now)
        .bind::<Uuid, _>(adjustment.movement_id)
        .bind::<Text, _>(MovementKind::Adjustment.as_str())
        .bind::<Text, _>(&adjustment.reason)
        .bind::<Nullable<Uuid>, _>(adjustment.actor)
        .get_result(tx)
        .await
        .optional()?;
    row.map(|row| count(adjustment.variant_id, row.on_hand, row.reserved)).transpose()
}

/// The counters of a variant.
pub async fn find_stock_count(conn: &mut Conn, variant: VariantId) -> Result<Option<StockCount>, DbError> {
    let row: Option<(i32, i32)> = stock_levels::table
        .find(variant)
        .select((stock_levels::on_hand, stock_levels::reserved))
        .first(conn)
        .await
        .optional()?;
    row.map(|(on_hand, reserved)| count(variant, on_hand, reserved)).transpose()
}

fn count(variant: VariantId, on_hand: i32, reserved: i32) -> Result<StockCount, DbError> {
    let place = Place { table: "stock_levels", id: variant };
    Ok(StockCount {
        on_hand: place.present("on_hand", u32::try_from(on_hand).ok())?,
        reserved: place.present("reserved", u32::try_from(reserved).ok())?,
    })
}

/// What does not fit is refused by the column's check.
fn units(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// How the ledger and the counters stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerState {
    /// Entries of the ledger.
    pub entries: i64,
    /// Variants whose counters are not the sums of their entries; anything but none is a defect.
    pub variants_off: i64,
}

const LEDGER: &str = "\
SELECT (SELECT count(*) FROM stock_movements) AS entries, count(*) AS variants_off
FROM stock_levels l
LEFT JOIN (
  SELECT variant_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved
  FROM stock_movements GROUP BY variant_id
) m ON m.variant_id = l.variant_id
WHERE l.on_hand <> coalesce(m.on_hand, 0) OR l.reserved <> coalesce(m.reserved, 0)";

#[derive(QueryableByName)]
struct LedgerRow {
    #[diesel(sql_type = BigInt)]
    entries: i64,
    #[diesel(sql_type = BigInt)]
    variants_off: i64,
}

/// Compares all counters with the ledger, for checks of the whole shop and for tests.
pub async fn check_ledger(conn: &mut Conn) -> Result<LedgerState, DbError> {
    let row: LedgerRow = diesel::sql_query(LEDGER).get_result(conn).await?;
    Ok(LedgerState { entries: row.entries, variants_off: row.variants_off })
}
