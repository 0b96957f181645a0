//! Orders, payments, what goes back and what is sent: I2 to I4 and I6.

use super::Rule;

pub(super) const MONEY: &[Rule] = &[
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
            OR o.status = 'pending' AND p.status IN ('succeeded', 'mismatched')",
    ),
    (
        "an order that is cancelled keeps no money",
        "SELECT o.id::text AS key FROM orders o JOIN payments p ON p.order_id = o.id
         WHERE o.status = 'cancelled' AND p.refunded_minor <> p.captured_minor",
    ),
    (
        "what was refunded of a payment is what its refunds come to",
        "SELECT p.id::text AS key FROM payments p
         LEFT JOIN refunds r ON r.payment_id = p.id AND r.status <> 'failed'
         GROUP BY p.id HAVING coalesce(sum(r.amount_minor), 0) <> p.refunded_minor",
    ),
    (
        "money that came twice goes back, unless the provider refuses",
        "SELECT u.id::text AS key FROM unexpected_payments u
         LEFT JOIN refunds r ON r.unexpected_payment_id = u.id
         GROUP BY u.id
         HAVING coalesce(sum(r.amount_minor) FILTER (WHERE r.status <> 'failed'), 0) <> u.refunded_minor
            OR u.refunded_minor <> u.captured_minor AND count(*) FILTER (WHERE r.status = 'failed') = 0",
    ),
    (
        "what was refunded of a line is what its refunds say, and never more than was paid",
        "SELECT l.id::text AS key FROM order_lines l JOIN orders o ON o.id = l.order_id
         LEFT JOIN (refund_lines f JOIN refunds r ON r.id = f.refund_id AND r.status <> 'failed')
           ON f.order_line_id = l.id
         GROUP BY l.id, o.id
         HAVING coalesce(sum(f.quantity), 0) <> l.refunded_quantity
            OR coalesce(sum(f.amount_minor), 0) <> l.refunded_minor
            OR l.refunded_minor > l.total_minor - l.discount_minor + CASE WHEN o.tax_included THEN 0 ELSE l.tax_minor END",
    ),
    (
        "the lines of a refund add up, and are lines of its order",
        "SELECT r.id::text AS key FROM refunds r
         LEFT JOIN (refund_lines f JOIN order_lines l ON l.id = f.order_line_id) ON f.refund_id = r.id
         GROUP BY r.id
         HAVING coalesce(sum(f.amount_minor), 0) <> r.lines_minor OR bool_or(l.order_id <> r.order_id)",
    ),
    (
        "what was refunded for shipping is what the refunds of the order say",
        "SELECT o.id::text AS key FROM orders o LEFT JOIN refunds r ON r.order_id = o.id AND r.status <> 'failed'
         GROUP BY o.id HAVING coalesce(sum(r.shipping_minor), 0) <> o.refunded_shipping_minor",
    ),
    (
        "an order says how much of its payment went back",
        "SELECT o.id::text AS key FROM orders o JOIN payments p ON p.order_id = o.id
         WHERE o.placed_at IS NOT NULL
           AND (o.payment_status = 'refunded') <> (p.refunded_minor > 0 AND p.refunded_minor = p.captured_minor)
            OR (o.payment_status = 'partially_refunded')
               <> (p.refunded_minor > 0 AND p.refunded_minor < p.captured_minor)",
    ),
    (
        "what was sent of a line is what its shipments say, and they are shipments of its order",
        "SELECT l.id::text AS key FROM order_lines l
         LEFT JOIN (shipment_lines f JOIN shipments s ON s.id = f.shipment_id) ON f.order_line_id = l.id
         GROUP BY l.id HAVING coalesce(sum(f.quantity), 0) <> l.shipped_quantity OR bool_or(s.order_id <> l.order_id)",
    ),
    (
        "what is not sent any more of a line is what its refunds say",
        "SELECT l.id::text AS key FROM order_lines l
         LEFT JOIN (refund_lines f JOIN refunds r ON r.id = f.refund_id AND r.status <> 'failed')
           ON f.order_line_id = l.id
         GROUP BY l.id HAVING coalesce(sum(f.withheld_quantity), 0) <> l.withheld_quantity",
    ),
    (
        "an order says how much of it was sent",
        "SELECT o.id::text AS key FROM orders o JOIN order_lines l ON l.order_id = o.id
         GROUP BY o.id HAVING o.status <> 'completed' AND o.fulfilment_status <> CASE
           WHEN sum(l.shipped_quantity) = 0 THEN 'unfulfilled'
           WHEN sum(l.quantity - l.shipped_quantity - l.withheld_quantity) = 0 THEN 'fulfilled'
           ELSE 'partially_fulfilled' END",
    ),
    (
        "what was returned of a line is what its returns say, and they are returns of its order",
        "SELECT l.id::text AS key FROM order_lines l
         LEFT JOIN (return_lines f JOIN returns r ON r.id = f.return_id AND r.status <> 'rejected')
           ON f.order_line_id = l.id
         GROUP BY l.id HAVING coalesce(sum(f.quantity), 0) <> l.returned_quantity OR bool_or(r.order_id <> l.order_id)",
    ),
    (
        "what customers keep of a line without paying is what its refunds say",
        "SELECT l.id::text AS key FROM order_lines l
         LEFT JOIN (refund_lines f JOIN refunds r ON r.id = f.refund_id AND r.status <> 'failed')
           ON f.order_line_id = l.id
         GROUP BY l.id HAVING coalesce(sum(f.kept_quantity), 0) <> l.kept_quantity",
    ),
    (
        "a return is refunded by a refund of its order that did not fail",
        "SELECT r.id::text AS key FROM returns r JOIN refunds f ON f.id = r.refund_id
         WHERE f.status = 'failed' OR f.order_id <> r.order_id",
    ),
    (
        "a checkout is paid if and only if its order has a number",
        "SELECT c.id::text AS key FROM checkouts c JOIN orders o ON o.checkout_id = c.id
         WHERE (c.status = 'paid') <> (o.number IS NOT NULL)",
    ),
    (
        "order numbers have no gaps",
        "SELECT value::text AS key FROM counters
         WHERE name = 'orders' AND value <> (SELECT count(*) FROM orders WHERE number IS NOT NULL)",
    ),
    (
        "no payment gives back more than it took",
        "SELECT id::text AS key FROM payments
         WHERE refunded_minor NOT BETWEEN 0 AND captured_minor
            OR status = 'succeeded' AND captured_minor <> amount_minor",
    ),
    (
        "a payment of the provider is for one order only",
        "SELECT min(id::text) AS key FROM (
           SELECT id, provider_payment_id FROM payments WHERE provider_payment_id IS NOT NULL
           UNION ALL SELECT id, provider_payment_id FROM unexpected_payments) AS received
         GROUP BY provider_payment_id HAVING count(*) > 1",
    ),
    (
        "a call that was answered is marked as carried out",
        "SELECT encode(id, 'hex') AS key FROM idempotency_keys
         WHERE answer_sealed IS NOT NULL AND NOT has_effect",
    ),
];
