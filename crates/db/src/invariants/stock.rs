//! Units, holds and coupons: I1, I5 and I8 of what always holds.

use super::Rule;

pub(super) const STOCK: &[Rule] = &[
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
        "the shelf says what the product says",
        "SELECT p.id::text AS key FROM products p LEFT JOIN product_shelf s ON s.product_id = p.id
         WHERE (s.shown, s.category_id, s.price_minor, s.currency) IS DISTINCT FROM
           (p.status = 'active', p.category_id, p.min_price_minor, p.currency)
           OR s.in_stock IS DISTINCT FROM EXISTS (SELECT FROM product_variants v
             JOIN stock_levels l ON l.variant_id = v.id WHERE v.product_id = p.id AND l.on_hand > l.reserved)",
    ),
    (
        "the shelf says what the variants in stock offer",
        "SELECT s.product_id::text AS key FROM product_shelf s LEFT JOIN (
           SELECT v.product_id, array_agg(DISTINCT f.id ORDER BY f.id) AS ids FROM product_variants v
           JOIN stock_levels l ON l.variant_id = v.id AND l.on_hand > l.reserved
           JOIN variant_option_values x ON x.variant_id = v.id
           JOIN product_options o ON o.id = x.option_id
           JOIN facet_values f ON f.name_key = facet_key(o.name) AND f.value_key = facet_key(x.value)
           GROUP BY v.product_id) offered ON offered.product_id = s.product_id
         WHERE s.stocked_value_ids <> coalesce(offered.ids, '{}')",
    ),
    (
        "a search knows what the variants are called",
        "SELECT p.id::text AS key FROM products p LEFT JOIN (
           SELECT product_id, string_agg(word, ' ' ORDER BY place, word) AS words FROM (
             SELECT v.product_id, x.value AS word, 1 AS place FROM product_variants v
             JOIN variant_option_values x ON x.variant_id = v.id
             UNION SELECT product_id, sku, 2 FROM product_variants WHERE sku IS NOT NULL) named
           GROUP BY product_id) described ON described.product_id = p.id
         WHERE p.variant_words <> coalesce(described.words, '')",
    ),
    (
        "only unsettled checkouts hold stock",
        "SELECT h.id::text AS key FROM stock_holds h JOIN checkouts c ON c.id = h.checkout_id
         WHERE (h.status = 'active') <> (c.status IN ('open', 'processing'))",
    ),
    (
        "goods that came back are in the ledger",
        "SELECT l.variant_id::text AS key FROM order_lines l GROUP BY l.variant_id
         HAVING sum(l.restocked_quantity) <> (SELECT coalesce(sum(m.on_hand_delta), 0) FROM stock_movements m
           WHERE m.variant_id = l.variant_id AND m.kind = 'return')",
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
        "what an open checkout holds is given back when its time is over",
        "SELECT h.id::text AS key FROM stock_holds h JOIN checkouts c ON c.id = h.checkout_id
         WHERE h.status = 'active' AND c.status = 'open' AND h.expires_at < now() - interval '1 hour'",
    ),
    (
        "what a checkout holds is what its order asks for",
        "SELECT o.id::text AS key FROM orders o WHERE EXISTS (
           SELECT FROM
             (SELECT variant_id, sum(quantity) AS units FROM order_lines WHERE order_id = o.id GROUP BY variant_id) l
             FULL JOIN (SELECT variant_id, sum(quantity) AS units FROM stock_holds
               WHERE checkout_id = o.checkout_id GROUP BY variant_id) h ON h.variant_id = l.variant_id
           WHERE l.units IS DISTINCT FROM h.units)",
    ),
    (
        "what was sold of a variant is what paid checkouts took",
        "SELECT s.variant_id::text AS key FROM stock_levels s
         WHERE (SELECT coalesce(sum(m.on_hand_delta), 0) FROM stock_movements m
             WHERE m.variant_id = s.variant_id AND m.kind = 'sale')
           <> -(SELECT coalesce(sum(h.quantity), 0) FROM stock_holds h
             WHERE h.variant_id = s.variant_id AND h.status = 'claimed')",
    ),
    (
        "a payment that is on its way arrives or fails within a month",
        "SELECT c.id::text AS key FROM checkouts c
         WHERE c.status = 'processing' AND c.created_at < now() - interval '30 days'",
    ),
];
