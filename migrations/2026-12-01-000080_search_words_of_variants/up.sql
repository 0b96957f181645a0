-- Who looks for a blue mug means a mug that comes in blue, and who has a parcel's label types the code on it. So search also
-- knows what the variants of a product are called: their option values and their SKUs.

-- Option values first, then SKUs, each once.
CREATE FUNCTION words_of_variants(described uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(named.word, ' ' ORDER BY named.place, named.word), '') FROM (
    SELECT x.value AS word, 1 AS place FROM product_variants v
    JOIN variant_option_values x ON x.variant_id = v.id WHERE v.product_id = described
    UNION
    SELECT v.sku, 2 FROM product_variants v WHERE v.product_id = described AND v.sku IS NOT NULL
  ) named
$$;

ALTER TABLE products ADD COLUMN variant_words text NOT NULL DEFAULT '';
UPDATE products SET variant_words = words_of_variants(id);

CREATE FUNCTION product_search_vector(
  name text, vendor text, tags text[], variant_words text, summary text, description text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('english', name), 'A')
      || setweight(to_tsvector('english', vendor || ' ' || array_to_string(tags, ' ')), 'B')
      || setweight(to_tsvector('english', variant_words), 'B')
      || setweight(to_tsvector('english', summary), 'C')
      || setweight(to_tsvector('english', description), 'D')
$$;

ALTER TABLE products DROP COLUMN search;
DROP FUNCTION product_search_vector(text, text, text[], text, text);
ALTER TABLE products ADD COLUMN search tsvector NOT NULL
  GENERATED ALWAYS AS (product_search_vector(name, vendor, tags, variant_words, summary, description)) STORED;
CREATE INDEX products_search_idx ON products USING gin (search);

-- At the end of the transaction: a product whose variants come one after the other is written once.
CREATE FUNCTION describe_variants(described uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM products WHERE id = described AND variant_words <> words_of_variants(described)) THEN
    RETURN;
  END IF;
  -- Who describes the same product at the same time waits here; the next statement sees what they committed.
  PERFORM FROM products WHERE id = described FOR NO KEY UPDATE;
  UPDATE products p SET variant_words = now_so.words
  FROM (SELECT words_of_variants(described) AS words) now_so
  WHERE p.id = described AND p.variant_words <> now_so.words;
END
$$;

CREATE FUNCTION describe_changed_variant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM describe_variants(coalesce(NEW.product_id, OLD.product_id));
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER product_variants_describe AFTER INSERT OR DELETE OR UPDATE OF sku ON product_variants
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION describe_changed_variant();

-- Values are never taken away but with their variant, or to be said anew.
CREATE FUNCTION describe_new_option_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM describe_variants(v.product_id) FROM product_variants v WHERE v.id = NEW.variant_id;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER variant_option_values_describe AFTER INSERT OR UPDATE ON variant_option_values
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION describe_new_option_value();

-- Spelling knows option values too. SKUs are no words.
CREATE OR REPLACE FUNCTION note_words_of_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_words(concat_ws(' ', NEW.name, NEW.vendor, array_to_string(NEW.tags, ' '),
    (SELECT string_agg(DISTINCT x.value, ' ') FROM product_variants v
     JOIN variant_option_values x ON x.variant_id = v.id WHERE v.product_id = NEW.id)));
  RETURN NULL;
END
$$;
DROP TRIGGER products_note_words ON products;
CREATE TRIGGER products_note_words AFTER INSERT OR UPDATE OF name, vendor, tags, variant_words, status ON products
  FOR EACH ROW WHEN (NEW.status = 'active') EXECUTE FUNCTION note_words_of_product();
SELECT note_words(string_agg(DISTINCT x.value, ' ')) FROM products p
  JOIN product_variants v ON v.product_id = p.id JOIN variant_option_values x ON x.variant_id = v.id
  WHERE p.status = 'active';
