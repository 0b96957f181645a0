-- Who looks for size M and for what is in stock wants an M that is in stock, not a product whose last L is left. So the
-- shelf says apart what its variants in stock offer.

ALTER TABLE product_shelf ADD COLUMN stocked_value_ids integer[] NOT NULL DEFAULT '{}';

-- Ids of facet_values in order: what those variants of a product offer that can be bought now.
CREATE FUNCTION values_in_stock(shelved uuid) RETURNS integer[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(SELECT DISTINCT f.id FROM product_variants v
    JOIN stock_levels l ON l.variant_id = v.id AND l.on_hand > l.reserved
    JOIN variant_option_values x ON x.variant_id = v.id
    JOIN product_options o ON o.id = x.option_id
    JOIN facet_values f ON f.name_key = facet_key(o.name) AND f.value_key = facet_key(x.value)
    WHERE v.product_id = shelved ORDER BY f.id)
$$;

UPDATE product_shelf s SET stocked_value_ids = offered.ids FROM (
  SELECT v.product_id, array_agg(DISTINCT f.id ORDER BY f.id) AS ids FROM product_variants v
  JOIN stock_levels l ON l.variant_id = v.id AND l.on_hand > l.reserved
  JOIN variant_option_values x ON x.variant_id = v.id
  JOIN product_options o ON o.id = x.option_id
  JOIN facet_values f ON f.name_key = facet_key(o.name) AND f.value_key = facet_key(x.value)
  GROUP BY v.product_id
) offered WHERE offered.product_id = s.product_id;

CREATE INDEX product_shelf_stocked_value_ids_idx ON product_shelf USING gin (stocked_value_ids) WHERE shown;

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
    (product_id, category_id, shown, price_minor, currency, in_stock, facet_value_ids, stocked_value_ids)
    SELECT p.id, p.category_id, p.status = 'active', p.min_price_minor, p.currency,
      EXISTS (SELECT FROM product_variants v JOIN stock_levels l ON l.variant_id = v.id
              WHERE v.product_id = p.id AND l.on_hand > l.reserved),
      ARRAY(SELECT DISTINCT f.id FROM product_options o
            JOIN variant_option_values x ON x.option_id = o.id
            JOIN facet_values f ON f.name_key = facet_key(o.name) AND f.value_key = facet_key(x.value)
            WHERE o.product_id = p.id ORDER BY f.id),
      values_in_stock(p.id)
    FROM products p WHERE p.id = shelved
    ON CONFLICT (product_id) DO UPDATE SET
      (category_id, shown, price_minor, currency, in_stock, facet_value_ids, stocked_value_ids) =
      (excluded.category_id, excluded.shown, excluded.price_minor, excluded.currency, excluded.in_stock,
       excluded.facet_value_ids, excluded.stocked_value_ids)
    WHERE (shelf.category_id, shelf.shown, shelf.price_minor, shelf.currency, shelf.in_stock, shelf.facet_value_ids,
       shelf.stocked_value_ids)
      IS DISTINCT FROM
      (excluded.category_id, excluded.shown, excluded.price_minor, excluded.currency, excluded.in_stock,
       excluded.facet_value_ids, excluded.stocked_value_ids);
END
$$;

CREATE OR REPLACE FUNCTION shelve_changed_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shelved uuid := (SELECT product_id FROM product_variants WHERE id = NEW.variant_id);
BEGIN
  PERFORM FROM product_shelf WHERE product_id = shelved FOR UPDATE;
  UPDATE product_shelf s SET (in_stock, stocked_value_ids) = (now_so.in_stock, now_so.ids)
  FROM (SELECT EXISTS (
      SELECT FROM product_variants v JOIN stock_levels l ON l.variant_id = v.id
      WHERE v.product_id = shelved AND l.on_hand > l.reserved), values_in_stock(shelved)) AS now_so (in_stock, ids)
  WHERE s.product_id = shelved AND (s.in_stock, s.stocked_value_ids) IS DISTINCT FROM (now_so.in_stock, now_so.ids);
  RETURN NULL;
END
$$;

CREATE TRIGGER product_shelf_tell_stocked AFTER UPDATE OF stocked_value_ids ON product_shelf
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
