-- Carts: one per customer, one per guest. They hold no stock; a checkout does.

CREATE TABLE carts (
  id uuid PRIMARY KEY,
  customer_id uuid UNIQUE REFERENCES users (id) ON DELETE CASCADE,
  -- Drawn by the server, kept in the guest's server-side session and never sent out: nobody can name the
  -- cart of somebody else.
  visitor_id uuid UNIQUE,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT carts_one_owner CHECK ((customer_id IS NULL) <> (visitor_id IS NULL))
);
CREATE INDEX carts_updated_at_idx ON carts (updated_at);

CREATE TABLE cart_lines (
  id uuid PRIMARY KEY,
  cart_id uuid NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
  variant_id uuid NOT NULL REFERENCES product_variants (id) ON DELETE CASCADE,
  quantity smallint NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (cart_id, variant_id)
);
CREATE INDEX cart_lines_variant_id_idx ON cart_lines (variant_id);
