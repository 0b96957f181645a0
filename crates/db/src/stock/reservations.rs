//! What open checkouts keep.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName,
    sql_types::{BigInt, Integer, Nullable, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CheckoutId, HoldId, VariantId};

use super::item::{ItemRow, StockItem, Total, item_columns};
use crate::{Conn, DbError, stored::Place};

/// Units that a checkout keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReservationRecord {
    /// Its id.
    pub id: HoldId,
    /// Of what.
    pub item: StockItem,
    /// For whom.
    pub checkout_id: CheckoutId,
    /// How many units.
    pub quantity: u32,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

const LIST: &str = concat!(
    "SELECT h.id, h.checkout_id, h.quantity, h.expires_at, h.created_at, ",
    item_columns!(),
    " FROM stock_holds h JOIN product_variants v ON v.id = h.variant_id JOIN products p ON p.id = v.product_id \
     WHERE h.status = 'active' AND ($1 IS NULL OR h.variant_id = $1) AND ($2 IS NULL OR h.id < $2) \
     ORDER BY h.id DESC LIMIT $3"
);

const COUNT: &str = "\
SELECT count(*) AS total FROM stock_holds WHERE status = 'active' AND ($1 IS NULL OR variant_id = $1)";

#[derive(QueryableByName)]
struct ReservationRow {
    #[diesel(embed)]
    item: ItemRow,
    #[diesel(sql_type = Uuid)]
    id: HoldId,
    #[diesel(sql_type = Uuid)]
    checkout_id: CheckoutId,
    #[diesel(sql_type = Integer)]
    quantity: i32,
    #[diesel(sql_type = Timestamptz)]
    expires_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
}

/// A page of what open checkouts keep, newest first, and how many there are in all.
pub async fn list_reservations_any(
    conn: &mut Conn,
    variant: Option<VariantId>,
    after: Option<HoldId>,
    limit: i64,
) -> Result<(Vec<ReservationRecord>, u64), DbError> {
    let total: Total = diesel::sql_query(COUNT).bind::<Nullable<Uuid>, _>(variant).get_result(conn).await?;
    let rows: Vec<ReservationRow> = diesel::sql_query(LIST)
        .bind::<Nullable<Uuid>, _>(variant)
        .bind::<Nullable<Uuid>, _>(after)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    let records = rows.into_iter().map(|row| {
        let place = Place { table: "stock_holds", id: row.id };
        Ok(ReservationRecord {
            id: row.id,
            item: row.item.into(),
            checkout_id: row.checkout_id,
            quantity: place.present("quantity", u32::try_from(row.quantity).ok())?,
            expires_at: row.expires_at,
            created_at: row.created_at,
        })
    });
    Ok((records.collect::<Result<_, DbError>>()?, total.get()))
}
