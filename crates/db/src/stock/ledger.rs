//! Reading the ledger.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName,
    sql_types::{BigInt, Integer, Nullable, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{MovementId, VariantId, catalog::MovementKind};

use super::item::{ItemRow, StockItem, Total, item_columns};
use crate::{Conn, DbError, stored::Place};

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementRecord {
    /// Its id.
    pub id: MovementId,
    /// Of what.
    pub item: StockItem,
    /// Why the counters changed.
    pub kind: MovementKind,
    /// By how many units the count in the house changed.
    pub on_hand_delta: i32,
    /// By how many units the count of what checkouts hold changed.
    pub reserved_delta: i32,
    /// The words of who counted, or the id of the order or checkout.
    pub reason: String,
    /// The username of who did it; none for the shop itself and for accounts that are gone.
    pub actor: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Which entries to list; nothing given means all.
#[derive(Clone, Copy, Debug, Default)]
pub struct MovementFilter {
    /// Only of this variant.
    pub variant: Option<VariantId>,
    /// Only of this kind.
    pub kind: Option<MovementKind>,
}

macro_rules! listed {
    ($narrowed:literal) => {
        concat!(
            "SELECT m.id, m.kind, m.on_hand_delta, m.reserved_delta, m.reason, m.created_at, u.username AS actor, ",
            item_columns!(),
            " FROM stock_movements m JOIN product_variants v ON v.id = m.variant_id \
             JOIN products p ON p.id = v.product_id LEFT JOIN users u ON u.id = m.actor_user_id WHERE ",
            $narrowed,
            " AND ($2 IS NULL OR m.kind = $2) AND ($3 IS NULL OR m.id < $3) ORDER BY m.id DESC LIMIT $4"
        )
    };
}

macro_rules! counted {
    ($narrowed:literal) => {
        concat!(
            "SELECT count(*) AS total FROM stock_movements m WHERE ",
            $narrowed,
            " AND ($2 IS NULL OR m.kind = $2)"
        )
    };
}

// Two texts, so that the entries of one variant are found by their index.
const OF_ALL: [&str; 2] = [listed!("$1::uuid IS NULL"), counted!("$1::uuid IS NULL")];
const OF_ONE: [&str; 2] = [listed!("m.variant_id = $1"), counted!("m.variant_id = $1")];

#[derive(QueryableByName)]
struct MovementRow {
    #[diesel(embed)]
    item: ItemRow,
    #[diesel(sql_type = Uuid)]
    id: MovementId,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Integer)]
    on_hand_delta: i32,
    #[diesel(sql_type = Integer)]
    reserved_delta: i32,
    #[diesel(sql_type = Text)]
    reason: String,
    #[diesel(sql_type = Nullable<Text>)]
    actor: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
}

/// A page of the ledger, newest first, and how many entries fit in all.
pub async fn list_movements_any(
    conn: &mut Conn,
    filter: MovementFilter,
    after: Option<MovementId>,
    limit: i64,
) -> Result<(Vec<MovementRecord>, u64), DbError> {
    let [list, count] = if filter.variant.is_some() { OF_ONE } else { OF_ALL };
    let kind = filter.kind.map(MovementKind::as_str);
    let total: Total = diesel::sql_query(count)
        .bind::<Nullable<Uuid>, _>(filter.variant)
        .bind::<Nullable<Text>, _>(kind)
        .get_result(conn)
        .await?;
    let rows: Vec<MovementRow> = diesel::sql_query(list)
        .bind::<Nullable<Uuid>, _>(filter.variant)
        .bind::<Nullable<Text>, _>(kind)
        .bind::<Nullable<Uuid>, _>(after)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    let records = rows.into_iter().map(|row| {
        let place = Place { table: "stock_movements", id: row.id };
        Ok(MovementRecord {
            id: row.id,
            item: row.item.into(),
            kind: place.word("kind", &row.kind)?,
            on_hand_delta: row.on_hand_delta,
            reserved_delta: row.reserved_delta,
            reason: row.reason,
            actor: row.actor,
            created_at: row.created_at,
        })
    });
    Ok((records.collect::<Result<_, DbError>>()?, total.get()))
}
