//! That what changed is in the audit log: I7. Entries from before the log was cut are not asked for.

use super::Rule;

pub(super) const TRAIL: &[Rule] = &[
    (
        "a refund is in the audit log",
        "SELECT r.id::text AS key FROM refunds r
         WHERE r.created_at > (SELECT min(at) FROM audit_events) AND NOT EXISTS (
           SELECT FROM audit_events e WHERE e.object_kind = 'order'
             AND e.object_key = 'ord_' || replace(r.order_id::text, '-', '')
             AND e.event IN ('refund_requested', 'refund_noted')
             AND e.detail->>'refund' = 'rfd_' || replace(r.id::text, '-', ''))",
    ),
    (
        "a shipment is in the audit log",
        "SELECT s.id::text AS key FROM shipments s
         WHERE s.created_at > (SELECT min(at) FROM audit_events) AND NOT EXISTS (
           SELECT FROM audit_events e WHERE e.object_kind = 'order'
             AND e.object_key = 'ord_' || replace(s.order_id::text, '-', '') AND e.event = 'order_shipped'
             AND e.detail->>'shipment' = 'shp_' || replace(s.id::text, '-', ''))",
    ),
    (
        "a return is in the audit log",
        "SELECT r.id::text AS key FROM returns r
         WHERE r.requested_at > (SELECT min(at) FROM audit_events) AND NOT EXISTS (
           SELECT FROM audit_events e WHERE e.object_kind = 'order'
             AND e.object_key = 'ord_' || replace(r.order_id::text, '-', '') AND e.event = 'return_requested'
             AND e.detail->>'return' = 'ret_' || replace(r.id::text, '-', ''))",
    ),
    (
        "a placed order is in the audit log",
        "SELECT o.id::text AS key FROM orders o
         WHERE o.placed_at > (SELECT min(at) FROM audit_events) AND NOT EXISTS (
           SELECT FROM audit_events e WHERE e.object_kind = 'order'
             AND e.object_key = 'ord_' || replace(o.id::text, '-', '') AND e.event = 'order_placed')
           AND o.status IN ('placed', 'completed')",
    ),
    (
        "a count that staff changed is in the audit log",
        "SELECT m.id::text AS key FROM stock_movements m
         WHERE m.kind = 'adjustment' AND m.created_at > (SELECT min(at) FROM audit_events) AND NOT EXISTS (
           SELECT FROM audit_events e WHERE e.object_kind = 'variant'
             AND e.object_key = 'var_' || replace(m.variant_id::text, '-', '')
             AND e.event = 'inventory_adjusted' AND e.at = m.created_at)",
    ),
    (
        "an order that is completed, cancelled or waits for a person is in the audit log",
        "SELECT o.id::text AS key FROM orders o
         WHERE o.status IN ('completed', 'cancelled', 'needs_review') AND o.number IS NOT NULL
           AND coalesce(o.completed_at, o.cancelled_at, o.placed_at) > (SELECT min(at) FROM audit_events)
           AND NOT EXISTS (
           SELECT FROM audit_events e WHERE e.object_kind = 'order'
             AND e.object_key = 'ord_' || replace(o.id::text, '-', '')
             AND (e.event = 'order_' || o.status OR o.status = 'needs_review' AND e.event = 'refund_failed'))",
    ),
    (
        "a checkout that ended without money is in the audit log",
        "SELECT c.id::text AS key FROM checkouts c
         WHERE c.status IN ('cancelled', 'declined', 'expired')
           AND c.completed_at > (SELECT min(at) FROM audit_events) AND NOT EXISTS (
           SELECT FROM audit_events e WHERE e.object_kind = 'checkout'
             AND e.object_key = 'chk_' || replace(c.id::text, '-', '') AND e.event = 'checkout_' || c.status)",
    ),
    (
        "how a refund ended is in the audit log",
        "SELECT r.id::text AS key FROM refunds r
         WHERE r.status IN ('succeeded', 'failed') AND r.completed_at > (SELECT min(at) FROM audit_events)
           AND NOT EXISTS (
           SELECT FROM audit_events e WHERE e.object_kind = 'order'
             AND e.object_key = 'ord_' || replace(r.order_id::text, '-', '')
             AND e.event IN ('refund_' || r.status, 'refund_noted')
             AND e.detail->>'refund' = 'rfd_' || replace(r.id::text, '-', ''))",
    ),
    (
        "what became of a return is in the audit log",
        "SELECT r.id::text AS key FROM returns r
         WHERE r.decided_at > (SELECT min(at) FROM audit_events) AND EXISTS (
           SELECT FROM (VALUES ('return_' || CASE r.status WHEN 'rejected' THEN 'rejected' ELSE 'approved' END, true),
             ('return_received', r.received_at IS NOT NULL)) AS expected (event, due)
           WHERE due AND NOT EXISTS (
             SELECT FROM audit_events e WHERE e.object_kind = 'order'
               AND e.object_key = 'ord_' || replace(r.order_id::text, '-', '') AND e.event = expected.event
               AND e.detail->>'return' = 'ret_' || replace(r.id::text, '-', '')))",
    ),
];
