DROP TRIGGER products_note_words ON products;
CREATE OR REPLACE FUNCTION note_words_of_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_words(NEW.name || ' ' || NEW.vendor || ' ' || array_to_string(NEW.tags, ' '));
  RETURN NULL;
END
$$;
CREATE TRIGGER products_note_words AFTER INSERT OR UPDATE OF name, vendor, tags, status ON products
  FOR EACH ROW WHEN (NEW.status = 'active') EXECUTE FUNCTION note_words_of_product();

DROP TRIGGER variant_option_values_describe ON variant_option_values;
DROP FUNCTION describe_new_option_value();
DROP TRIGGER product_variants_describe ON product_variants;
DROP FUNCTION describe_changed_variant();
DROP FUNCTION describe_variants(uuid);

CREATE FUNCTION product_search_vector(name text, vendor text, tags text[], summary text, description text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('english', name), 'A')
      || setweight(to_tsvector('english', vendor || ' ' || array_to_string(tags, ' ')), 'B')
      || setweight(to_tsvector('english', summary), 'C')
      || setweight(to_tsvector('english', description), 'D')
$$;
ALTER TABLE products DROP COLUMN search;
DROP FUNCTION product_search_vector(text, text, text[], text, text, text);
ALTER TABLE products DROP COLUMN variant_words;
DROP FUNCTION words_of_variants(uuid);
ALTER TABLE products ADD COLUMN search tsvector NOT NULL
  GENERATED ALWAYS AS (product_search_vector(name, vendor, tags, summary, description)) STORED;
CREATE INDEX products_search_idx ON products USING gin (search);
