-- What is sold, and how much of it there is.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE categories (
  id uuid PRIMARY KEY,
  parent_id uuid REFERENCES categories (id) ON DELETE RESTRICT,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND octet_length(slug) <= 120),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  description text NOT NULL DEFAULT '',
  image_url text,
  position integer NOT NULL DEFAULT 0
);
CREATE INDEX categories_parent_id_idx ON categories (parent_id);

-- array_to_string is only stable in general; for text[] it depends on nothing but its arguments.
CREATE FUNCTION product_search_vector(name text, vendor text, tags text[], summary text, description text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('english', name), 'A')
      || setweight(to_tsvector('english', vendor || ' ' || array_to_string(tags, ' ')), 'B')
      || setweight(to_tsvector('english', summary), 'C')
      || setweight(to_tsvector('english', description), 'D')
$$;

-- What a shopper typed, as a query: the words as a web search engine takes them, or all but the last of them
-- with the last one as the beginning of a word. Without a prefix only the words count.
CREATE FUNCTION product_search_query(words text, head text, prefix text)
RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN prefix = '' THEN websearch_to_tsquery('english', words)
    WHEN head = '' THEN websearch_to_tsquery('english', words) || to_tsquery('english', prefix)
    ELSE websearch_to_tsquery('english', words)
      || (websearch_to_tsquery('english', head) && to_tsquery('english', prefix))
  END
$$;

CREATE TABLE products (
  id uuid PRIMARY KEY,
  category_id uuid REFERENCES categories (id) ON DELETE SET NULL,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND octet_length(slug) <= 120),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  summary text NOT NULL DEFAULT '' CHECK (char_length(summary) <= 300),
  description text NOT NULL DEFAULT '' CHECK (char_length(description) <= 20000),
  vendor text NOT NULL DEFAULT '' CHECK (char_length(vendor) <= 100),
  tags text[] NOT NULL DEFAULT '{}',
  status text NOT NULL CHECK (status IN ('draft', 'active', 'discontinued')),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- Lowest and highest price of its variants, kept here so that lists sort and filter by an index.
  min_price_minor bigint NOT NULL CHECK (min_price_minor >= 0),
  max_price_minor bigint NOT NULL CHECK (max_price_minor >= min_price_minor),
  -- Where it came from, such as 'shopify:ocean-blue-shirt': an import finds its products again by this.
  source_key text UNIQUE,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  search tsvector NOT NULL GENERATED ALWAYS AS (product_search_vector(name, vendor, tags, summary, description)) STORED
);
CREATE INDEX products_category_id_idx ON products (category_id);
CREATE INDEX products_active_newest_idx ON products (id DESC) WHERE status = 'active';
CREATE INDEX products_active_price_idx ON products (min_price_minor, id) WHERE status = 'active';
CREATE INDEX products_active_name_idx ON products (name, id) WHERE status = 'active';
CREATE INDEX products_search_idx ON products USING gin (search);
CREATE INDEX products_name_trgm_idx ON products USING gin (name gin_trgm_ops);

CREATE TABLE product_options (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 3),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 50),
  UNIQUE (product_id, position),
  UNIQUE (product_id, name)
);

CREATE TABLE product_images (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 1),
  -- Address on this shop; none as long as the picture was only announced (see source_url).
  url text,
  alt text NOT NULL DEFAULT '' CHECK (char_length(alt) <= 500),
  -- Where an import says the picture lies.
  source_url text,
  CHECK (url IS NOT NULL OR source_url IS NOT NULL),
  UNIQUE (product_id, position)
);

CREATE TABLE product_variants (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  position integer NOT NULL CHECK (position >= 1),
  sku text UNIQUE CHECK (octet_length(sku) BETWEEN 1 AND 64),
  -- Option values joined by ' / '; empty where there is nothing to choose.
  title text NOT NULL DEFAULT '' CHECK (char_length(title) <= 310),
  -- The picture that shows this variant, if one does; variants may share it.
  image_id uuid REFERENCES product_images (id) ON DELETE SET NULL,
  price_minor bigint NOT NULL CHECK (price_minor BETWEEN 0 AND 1000000000),
  compare_at_minor bigint CHECK (compare_at_minor > price_minor),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  weight_grams integer NOT NULL DEFAULT 0 CHECK (weight_grams BETWEEN 0 AND 1000000),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (product_id, position),
  UNIQUE (product_id, title)
);
CREATE INDEX product_variants_image_id_idx ON product_variants (image_id);

CREATE TABLE variant_option_values (
  variant_id uuid NOT NULL REFERENCES product_variants (id) ON DELETE CASCADE,
  option_id uuid NOT NULL REFERENCES product_options (id) ON DELETE CASCADE,
  value text NOT NULL CHECK (char_length(value) BETWEEN 1 AND 100),
  PRIMARY KEY (variant_id, option_id)
);
CREATE INDEX variant_option_values_option_id_idx ON variant_option_values (option_id);

CREATE TABLE stock_levels (
  variant_id uuid PRIMARY KEY REFERENCES product_variants (id) ON DELETE RESTRICT,
  -- Units in the house.
  on_hand integer NOT NULL CHECK (on_hand <= 1000000),
  -- Units of them that open checkouts hold.
  reserved integer NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL,
  CONSTRAINT stock_levels_never_oversold CHECK (0 <= reserved AND reserved <= on_hand)
);

-- The ledger: the sums of its deltas are the counters above (invariant I1).
CREATE TABLE stock_movements (
  id uuid PRIMARY KEY,
  variant_id uuid NOT NULL REFERENCES stock_levels (variant_id) ON DELETE RESTRICT,
  kind text NOT NULL CHECK (kind IN ('receipt', 'adjustment', 'hold', 'release', 'sale', 'return')),
  on_hand_delta integer NOT NULL,
  reserved_delta integer NOT NULL,
  reason text NOT NULL DEFAULT '' CHECK (char_length(reason) <= 200),
  actor_user_id uuid REFERENCES users (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  CHECK (on_hand_delta <> 0 OR reserved_delta <> 0)
);
CREATE INDEX stock_movements_variant_id_idx ON stock_movements (variant_id, id DESC);
CREATE INDEX stock_movements_actor_user_id_idx ON stock_movements (actor_user_id);
