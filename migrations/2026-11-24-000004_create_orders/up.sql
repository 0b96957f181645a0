-- From the first click on "pay" to the order in the books.

CREATE TABLE checkouts (
  id uuid PRIMARY KEY,
  customer_id uuid REFERENCES users (id) ON DELETE SET NULL,
  visitor_id uuid,
  -- The cart it was made of, to take the bought lines out of it; carts come and go.
  cart_id uuid REFERENCES carts (id) ON DELETE SET NULL,
  status text NOT NULL CHECK (status IN ('open', 'processing', 'paid', 'cancelled', 'expired')),
  total_minor bigint NOT NULL CHECK (total_minor >= 0),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- The payment provider's session and page; none until the provider has answered.
  provider_session_id text UNIQUE,
  payment_url text,
  -- When the provider was last asked, so that the reconciler takes turns.
  last_checked_at timestamptz,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  completed_at timestamptz,
  CHECK (customer_id IS NOT NULL OR visitor_id IS NOT NULL OR status NOT IN ('open', 'processing'))
);
CREATE INDEX checkouts_customer_id_idx ON checkouts (customer_id);
CREATE INDEX checkouts_visitor_id_idx ON checkouts (visitor_id);
CREATE INDEX checkouts_cart_id_idx ON checkouts (cart_id);
CREATE INDEX checkouts_unsettled_idx ON checkouts (last_checked_at NULLS FIRST) WHERE status IN ('open', 'processing');

CREATE TABLE stock_holds (
  id uuid PRIMARY KEY,
  checkout_id uuid NOT NULL REFERENCES checkouts (id) ON DELETE RESTRICT,
  variant_id uuid NOT NULL REFERENCES stock_levels (variant_id) ON DELETE RESTRICT,
  quantity integer NOT NULL CHECK (quantity > 0),
  status text NOT NULL CHECK (status IN ('active', 'claimed', 'released')),
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (checkout_id, variant_id)
);
CREATE INDEX stock_holds_active_variant_idx ON stock_holds (variant_id) WHERE status = 'active';
CREATE INDEX stock_holds_variant_id_idx ON stock_holds (variant_id);

CREATE TABLE orders (
  id uuid PRIMARY KEY,
  -- One order per checkout, whatever arrives how often.
  checkout_id uuid NOT NULL UNIQUE REFERENCES checkouts (id) ON DELETE RESTRICT,
  -- An account can go; its orders stay in the books.
  customer_id uuid REFERENCES users (id) ON DELETE SET NULL,
  number text UNIQUE,
  email text NOT NULL DEFAULT '',
  status text NOT NULL CHECK (status IN ('pending', 'placed', 'completed', 'cancelled', 'needs_review')),
  payment_status text NOT NULL
    CHECK (payment_status IN ('unpaid', 'paid', 'partially_refunded', 'refunded', 'voided')),
  fulfilment_status text NOT NULL
    CHECK (fulfilment_status IN ('unfulfilled', 'partially_fulfilled', 'fulfilled')),
  subtotal_minor bigint NOT NULL CHECK (subtotal_minor >= 0),
  total_minor bigint NOT NULL CHECK (total_minor >= 0),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  placed_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT orders_numbered_when_placed CHECK ((placed_at IS NULL) = (number IS NULL)),
  CONSTRAINT orders_worked_on_only_when_paid
    CHECK (status NOT IN ('placed', 'completed') OR (placed_at IS NOT NULL AND payment_status <> 'unpaid'))
);
CREATE INDEX orders_customer_id_idx ON orders (customer_id, id DESC);
CREATE INDEX orders_placed_idx ON orders (id DESC) WHERE placed_at IS NOT NULL;

CREATE TABLE order_lines (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  variant_id uuid NOT NULL REFERENCES product_variants (id) ON DELETE RESTRICT,
  position integer NOT NULL CHECK (position >= 1),
  -- Copies from the moment of purchase: later edits of the product change no order.
  name text NOT NULL,
  variant_title text NOT NULL DEFAULT '',
  sku text,
  image_url text,
  unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  total_minor bigint NOT NULL CHECK (total_minor = unit_price_minor * quantity),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  UNIQUE (order_id, position)
);
CREATE INDEX order_lines_product_id_idx ON order_lines (product_id);
CREATE INDEX order_lines_variant_id_idx ON order_lines (variant_id);

CREATE TABLE payments (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL UNIQUE REFERENCES orders (id) ON DELETE RESTRICT,
  provider text NOT NULL CHECK (provider IN ('stripe')),
  -- The provider's payment intent.
  provider_payment_id text UNIQUE,
  status text NOT NULL CHECK (status IN ('pending', 'succeeded', 'voided', 'mismatched')),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  captured_minor bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT payments_never_refund_more_than_captured CHECK (0 <= refunded_minor AND refunded_minor <= captured_minor),
  CONSTRAINT payments_succeed_in_full CHECK (status <> 'succeeded' OR captured_minor = amount_minor)
);
