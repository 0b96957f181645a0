-- What shoppers filter, count and sort by, one narrow row for every product: see
-- docs/performance.md.

-- A text as it stands in an address: 'Navy blue' is 'navy-blue'. Empty if it has neither letters nor digits.
CREATE FUNCTION facet_key(label text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(BOTH '-' FROM regexp_replace(lower(label), '[^[:alnum:]]+', '-', 'g'))
$$;

-- Every value of an option, once for the whole shop however many products offer it.
CREATE TABLE facet_values (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name_key text NOT NULL CHECK (octet_length(name_key) BETWEEN 1 AND 200),
  value_key text NOT NULL CHECK (octet_length(value_key) BETWEEN 1 AND 400),
  -- As the first product that offered it spells them.
  name text NOT NULL,
  value text NOT NULL,
  UNIQUE (name_key, value_key)
);

CREATE TABLE product_shelf (
  product_id uuid PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
  category_id uuid REFERENCES categories (id) ON DELETE SET NULL,
  -- Whether shoppers see the product.
  shown boolean NOT NULL,
  price_minor bigint NOT NULL CHECK (price_minor >= 0),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- Whether some variant can be bought now.
  in_stock boolean NOT NULL,
  -- Units in orders that were placed.
  sold bigint NOT NULL DEFAULT 0 CHECK (sold >= 0),
  -- Ids of facet_values in order: what its variants offer.
  facet_value_ids integer[] NOT NULL DEFAULT '{}'
);
CREATE INDEX product_shelf_category_id_idx ON product_shelf (category_id);
CREATE INDEX product_shelf_best_selling_idx ON product_shelf (sold DESC, product_id DESC) WHERE shown;
CREATE INDEX product_shelf_category_best_selling_idx ON product_shelf (category_id, sold DESC, product_id DESC)
  WHERE shown;
CREATE INDEX product_shelf_facet_value_ids_idx ON product_shelf USING gin (facet_value_ids) WHERE shown;
CREATE INDEX products_active_category_newest_idx ON products (category_id, id DESC) WHERE status = 'active';
CREATE INDEX products_active_category_price_idx ON products (category_id, min_price_minor, id)
  WHERE status = 'active';

-- Words of what is or was on sale, for the spelling of a search. A word is never taken out: one that finds nothing
-- any more is not suggested.
CREATE TABLE catalog_words (
  word text PRIMARY KEY CHECK (char_length(word) BETWEEN 3 AND 40)
);
CREATE INDEX catalog_words_word_trgm_idx ON catalog_words USING gin (word gin_trgm_ops);

-- Writes the row of one product anew, all but what was sold.
CREATE FUNCTION shelve_product(shelved uuid) RETURNS void LANGUAGE plpgsql AS $$
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

CREATE FUNCTION shelve_changed_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM shelve_product(NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER products_shelve AFTER INSERT OR UPDATE OF status, category_id, min_price_minor, currency ON products
  FOR EACH ROW EXECUTE FUNCTION shelve_changed_product();

CREATE FUNCTION shelve_renamed_option() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM shelve_product(NEW.product_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER product_options_shelve AFTER UPDATE OF name ON product_options
  FOR EACH ROW EXECUTE FUNCTION shelve_renamed_option();

CREATE FUNCTION shelve_new_option_values() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM shelve_product(p.id) FROM (
    SELECT DISTINCT o.product_id AS id FROM added JOIN product_options o ON o.id = added.option_id ORDER BY 1
  ) p;
  RETURN NULL;
END
$$;
CREATE TRIGGER variant_option_values_shelve AFTER INSERT ON variant_option_values
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION shelve_new_option_values();

-- Only when the last unit goes or the first one comes. At the end of the transaction: by then it has all its locks of
-- stock, so nobody waits for stock while holding a shelf.
CREATE FUNCTION shelve_changed_stock() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE CONSTRAINT TRIGGER stock_levels_shelve_first AFTER INSERT ON stock_levels
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.on_hand > NEW.reserved) EXECUTE FUNCTION shelve_changed_stock();
CREATE CONSTRAINT TRIGGER stock_levels_shelve AFTER UPDATE ON stock_levels
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.on_hand > OLD.reserved) <> (NEW.on_hand > NEW.reserved)) EXECUTE FUNCTION shelve_changed_stock();

CREATE FUNCTION note_words(texts text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO catalog_words (word)
  SELECT DISTINCT found.word FROM regexp_split_to_table(lower(texts), '[^[:alpha:]]+') AS found (word)
  WHERE char_length(found.word) BETWEEN 3 AND 40
    AND NOT EXISTS (SELECT FROM catalog_words known WHERE known.word = found.word)
  ORDER BY 1
  ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION note_words_of_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_words(NEW.name || ' ' || NEW.vendor || ' ' || array_to_string(NEW.tags, ' '));
  RETURN NULL;
END
$$;
CREATE TRIGGER products_note_words AFTER INSERT OR UPDATE OF name, vendor, tags, status ON products
  FOR EACH ROW WHEN (NEW.status = 'active') EXECUTE FUNCTION note_words_of_product();

SELECT shelve_product(id) FROM products ORDER BY id;
SELECT note_words(name || ' ' || vendor || ' ' || array_to_string(tags, ' ')) FROM products WHERE status = 'active';
UPDATE product_shelf s SET sold = placed.units FROM (
  SELECT l.product_id, sum(l.quantity) AS units FROM order_lines l JOIN orders o ON o.id = l.order_id
  WHERE o.status IN ('placed', 'completed') GROUP BY l.product_id
) placed WHERE placed.product_id = s.product_id;
