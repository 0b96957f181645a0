DROP TRIGGER product_shelf_tell_stocked ON product_shelf;

CREATE OR REPLACE FUNCTION shelve_product(shelved uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Who shelves the same product at the same time waits here; the next statement sees what they committed.
  PERFORM FROM product_shelf WHERE product_id = shelved FOR UPDATE;
  INSERT INTO facet_values (name_key, value_key, name, value)
    SELECT facet_key(o.name), facet_key(x.value), min(o.name), min(x.value)
    FROM product_options o JOIN variant_option_values x ON x.option_id = o.id
    JOIN product_variants v ON v.id = x.variant_id
    WHERE o.product_id = shelved AND facet_key(o.name) <> '' AND facet_key(x.value) <> '' AND NOT EXISTS (
      SELECT FROM facet_values f WHERE f.name_key = facet_key(o.name) AND f.value_key = facet_key(x.value))
    GROUP BY 1, 2
    -- So that the ids of new values keep the order of the variants: S, M, L.
    ORDER BY min(o.position), min(v.position)
    ON CONFLICT DO NOTHING;
  INSERT INTO product_shelf AS shelf
    (product_id, category_id, shown, price_minor, currency, in_stock, facet_value_ids)
    SELECT p.id, p.category_id, p.status = 'active', p.min_price_minor, p.currency,
      EXISTS (SELECT FROM product_variants v JOIN stock_levels l ON l.variant_id = v.id
              WHERE v.product_id = p.id AND l.on_hand > l.reserved),
      ARRAY(SELECT DISTINCT f.id FROM product_options o
            JOIN variant_option_values x ON x.option_id = o.id
            JOIN facet_values f ON f.name_key = facet_key(o.name) AND f.value_key = facet_key(x.value)
            WHERE o.product_id = p.id ORDER BY f.id)
    FROM products p WHERE p.id = shelved
    ON CONFLICT (product_id) DO UPDATE SET
      (category_id, shown, price_minor, currency, in_stock, facet_value_ids) =
      (excluded.category_id, excluded.shown, excluded.price_minor, excluded.currency, excluded.in_stock,
       excluded.facet_value_ids)
    WHERE (shelf.category_id, shelf.shown, shelf.price_minor, shelf.currency, shelf.in_stock, shelf.facet_value_ids)
      IS DISTINCT FROM
      (excluded.category_id, excluded.shown, excluded.price_minor, excluded.currency, excluded.in_stock,
       excluded.facet_value_ids);
END
$$;

CREATE OR REPLACE FUNCTION shelve_changed_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shelved uuid := (SELECT product_id FROM product_variants WHERE id = NEW.variant_id);
BEGIN
  PERFORM FROM product_shelf WHERE product_id = shelved FOR UPDATE;
  UPDATE product_shelf SET in_stock = NOT in_stock
  WHERE product_id = shelved AND in_stock <> EXISTS (
    SELECT FROM product_variants v JOIN stock_levels l ON l.variant_id = v.id
    WHERE v.product_id = shelved AND l.on_hand > l.reserved);
  RETURN NULL;
END
$$;

ALTER TABLE product_shelf DROP COLUMN stocked_value_ids;
DROP FUNCTION values_in_stock(uuid);
