//! The end of a hold: the goods go out or back on the shelf.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl,
    sql_types::{Integer, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CheckoutId, VariantId, catalog::MovementKind};

use super::movement::{Movements, insert_movements};
use crate::{
    Conn, DbError,
    catalog::changes::{self, Change},
    schema::stock_holds,
    stored::NewIds,
};

/// What became of a checkout's holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldStock {
    /// There was something held, and this call ended it.
    Ended,
    /// Nothing was held any more.
    Gone,
}

const CLAIM: &str = "\
UPDATE stock_levels SET on_hand = on_hand - $2, reserved = reserved - $2, updated_at = $3 WHERE variant_id = $1";

const RELEASE: &str =
    "UPDATE stock_levels SET reserved = reserved - $2, updated_at = $3 WHERE variant_id = $1";

/// What an end does to the counters and how the books call it.
struct Ending {
    status: &'static str,
    statement: &'static str,
    kind: MovementKind,
    on_hand: i32,
}

/// The goods leave with a paid order.
pub async fn claim_holds(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: NewIds<'_>,
    checkout: CheckoutId,
) -> Result<HeldStock, DbError> {
    let ending = Ending { status: "claimed", statement: CLAIM, kind: MovementKind::Sale, on_hand: -1 };
    end_holds(tx, now, ids, checkout, &ending).await
}

/// The goods can be bought by others again.
pub async fn release_holds(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: NewIds<'_>,
    checkout: CheckoutId,
) -> Result<HeldStock, DbError> {
    let ending = Ending { status: "released", statement: RELEASE, kind: MovementKind::Release, on_hand: 0 };
    end_holds(tx, now, ids, checkout, &ending).await
}

/// The status of the holds decides who ends them: only the first call finds active ones.
async fn end_holds(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: NewIds<'_>,
    checkout: CheckoutId,
    ending: &Ending,
) -> Result<HeldStock, DbError> {
    let active = stock_holds::checkout_id.eq(checkout).and(stock_holds::status.eq("active"));
    let mut items: Vec<(VariantId, i32)> = diesel::update(stock_holds::table.filter(active))
        .set((stock_holds::status.eq(ending.status), stock_holds::updated_at.eq(now)))
        .returning((stock_holds::variant_id, stock_holds::quantity))
        .get_results(tx)
        .await?;
    if items.is_empty() {
        return Ok(HeldStock::Gone);
    }
    changes::note(Change::Availability);
    items.sort_unstable_by_key(|(variant, _)| *variant);
    for (variant, units) in &items {
        diesel::sql_query(ending.statement)
            .bind::<Uuid, _>(*variant)
            .bind::<Integer, _>(*units)
            .bind::<Timestamptz, _>(now)
            .execute(tx)
            .await?;
    }
    let (kind, on_hand, reserved) = (ending.kind, ending.on_hand, -1);
    insert_movements(
        tx,
        now,
        ids,
        Movements { kind, on_hand, reserved, reason: &checkout.to_string(), items: &items },
    )
    .await?;
    Ok(HeldStock::Ended)
}
