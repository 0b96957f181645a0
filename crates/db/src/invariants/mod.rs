//! Rules over several tables that no constraint can state, as queries that find what breaks them.
//!
//! They hold at every instant, also while requests run and after every failure; for tests, and for an operator who
//! wants to know whether the books are right.

use diesel::{QueryableByName, sql_types::Text};
use diesel_async::RunQueryDsl;

use crate::{Conn, DbError};

/// Something that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule in words.
    pub rule: &'static str,
    /// The key of the row that breaks it.
    pub key: String,
}

/// Each query gives the keys of the rows that break the rule.
const RULES: &[(&str, &str)] = &[
    (
        "the ledger adds up to the counters",
        "SELECT s.variant_id::text AS key FROM stock_levels s
         LEFT JOIN stock_movements m ON m.variant_id = s.variant_id
         GROUP BY s.variant_id
         HAVING coalesce(sum(m.on_hand_delta), 0) <> s.on_hand OR coalesce(sum(m.reserved_delta), 0) <> s.reserved",
    ),
    (
        "what is reserved is what active holds hold",
        "SELECT s.variant_id::text AS key FROM stock_levels s
         LEFT JOIN stock_holds h ON h.variant_id = s.variant_id AND h.status = 'active'
         GROUP BY s.variant_id HAVING coalesce(sum(h.quantity), 0) <> s.reserved",
    ),
    (
        "only unsettled checkouts hold stock",
        "SELECT h.id::text AS key FROM stock_holds h JOIN checkouts c ON c.id = h.checkout_id
         WHERE (h.status = 'active') <> (c.status IN ('open', 'processing'))",
    ),
    (
        "an order costs what its lines cost, and its checkout and payment ask for that",
        "SELECT o.id::text AS key FROM orders o
         JOIN checkouts c ON c.id = o.checkout_id
         LEFT JOIN payments p ON p.order_id = o.id
         WHERE o.subtotal_minor <> (SELECT coalesce(sum(l.total_minor), 0) FROM order_lines l WHERE l.order_id = o.id)
            OR o.discount_minor <> (SELECT coalesce(sum(l.discount_minor), 0) FROM order_lines l WHERE l.order_id = o.id)
            OR o.tax_minor < (SELECT coalesce(sum(l.tax_minor), 0) FROM order_lines l WHERE l.order_id = o.id)
            OR c.total_minor <> o.total_minor
            OR p.amount_minor IS DISTINCT FROM o.total_minor
            OR (c.currency, p.currency) IS DISTINCT FROM (o.currency, o.currency)",
    ),
    (
        "an order is worked on if and only if its payment succeeded in time",
        "SELECT o.id::text AS key FROM orders o JOIN payments p ON p.order_id = o.id
         WHERE o.status IN ('placed', 'completed') AND p.status <> 'succeeded'
            OR o.status IN ('pending', 'cancelled') AND p.status IN ('succeeded', 'mismatched')",
    ),
    (
        "a checkout is paid if and only if its order has a number",
        "SELECT c.id::text AS key FROM checkouts c JOIN orders o ON o.checkout_id = c.id
         WHERE (c.status = 'paid') <> (o.number IS NOT NULL)",
    ),
    (
        "the goods of a placed order have left the stock",
        "SELECT h.id::text AS key FROM stock_holds h JOIN orders o ON o.checkout_id = h.checkout_id
         WHERE o.status IN ('placed', 'completed') AND h.status <> 'claimed'",
    ),
    (
        "a coupon was used as often as it was redeemed or is reserved",
        "SELECT c.id::text AS key FROM coupons c
         LEFT JOIN coupon_redemptions r ON r.coupon_id = c.id AND r.status <> 'released'
         GROUP BY c.id HAVING count(r.id) <> c.used",
    ),
    (
        "a use of a coupon ends with its checkout",
        "SELECT r.id::text AS key FROM coupon_redemptions r JOIN checkouts c ON c.id = r.checkout_id
         WHERE (r.status = 'reserved') <> (c.status IN ('open', 'processing'))
            OR r.status = 'redeemed' AND c.status <> 'paid'",
    ),
    (
        "order numbers have no gaps",
        "SELECT value::text AS key FROM counters
         WHERE name = 'orders' AND value <> (SELECT count(*) FROM orders WHERE number IS NOT NULL)",
    ),
];

#[derive(QueryableByName)]
struct KeyRow {
    #[diesel(sql_type = Text)]
    key: String,
}

/// Everything that breaks a rule; nothing in a shop whose books are right.
pub async fn find_violations(conn: &mut Conn) -> Result<Vec<Violation>, DbError> {
    let mut violations = Vec::new();
    for (rule, query) in RULES {
        let rows: Vec<KeyRow> = diesel::sql_query(*query).load(conn).await?;
        violations.extend(rows.into_iter().map(|row| Violation { rule, key: row.key }));
    }
    Ok(violations)
}
