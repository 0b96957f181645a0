-- Money that goes back. The counters on payments, orders and lines are what holds: a refund takes from them before the
-- provider hears of it, and one that fails gives back what it took.

-- What was received may be of another currency than what was asked for; null if it is the same.
ALTER TABLE payments ADD COLUMN captured_currency char(3) CHECK (captured_currency ~ '^[A-Z]{3}$');

ALTER TABLE orders
  ADD COLUMN refunded_shipping_minor bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT orders_never_refund_more_shipping_than_paid
    CHECK (0 <= refunded_shipping_minor AND refunded_shipping_minor <= shipping_minor + tax_minor);

ALTER TABLE order_lines
  ADD COLUMN refunded_quantity integer NOT NULL DEFAULT 0,
  ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0,
  -- Units that are on the shelf again; they stay there if the money comes back.
  ADD COLUMN restocked_quantity integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT order_lines_never_refund_more_units_than_bought
    CHECK (0 <= refunded_quantity AND refunded_quantity <= quantity),
  ADD CONSTRAINT order_lines_never_refund_more_than_paid
    CHECK (0 <= refunded_minor AND refunded_minor <= total_minor - discount_minor + tax_minor),
  ADD CONSTRAINT order_lines_never_restock_more_than_bought
    CHECK (0 <= restocked_quantity AND restocked_quantity <= quantity);

CREATE TABLE refunds (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  payment_id uuid NOT NULL REFERENCES payments (id) ON DELETE RESTRICT,
  status text NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
  origin text NOT NULL CHECK (origin IN ('staff', 'customer', 'shop', 'provider')),
  reason text NOT NULL CHECK (reason IN ('changed_mind', 'damaged', 'wrong_item', 'not_delivered', 'price_adjustment',
    'order_cancelled', 'not_honoured', 'other')),
  -- For staff alone.
  note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 500),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  lines_minor bigint NOT NULL CHECK (lines_minor >= 0),
  shipping_minor bigint NOT NULL CHECK (shipping_minor >= 0),
  -- What an amount of one's own is more, or less, than lines and shipping.
  adjustment_minor bigint NOT NULL,
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- The provider's refund; none until it has answered.
  provider_refund_id text UNIQUE,
  -- Why it failed, in the provider's word.
  failure text NOT NULL DEFAULT '' CHECK (char_length(failure) <= 200),
  attempts integer NOT NULL DEFAULT 0,
  -- When the provider is asked next, as long as it is pending.
  next_attempt_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  completed_at timestamptz,
  CONSTRAINT refunds_add_up CHECK (amount_minor = lines_minor + shipping_minor + adjustment_minor),
  CONSTRAINT refunds_end_once CHECK ((status = 'pending') = (completed_at IS NULL))
);
CREATE INDEX refunds_order_id_idx ON refunds (order_id, id);
CREATE INDEX refunds_payment_id_idx ON refunds (payment_id);
CREATE INDEX refunds_pending_idx ON refunds (next_attempt_at) WHERE status = 'pending';

CREATE TABLE refund_lines (
  id uuid PRIMARY KEY,
  refund_id uuid NOT NULL REFERENCES refunds (id) ON DELETE RESTRICT,
  order_line_id uuid NOT NULL REFERENCES order_lines (id) ON DELETE RESTRICT,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  UNIQUE (refund_id, order_line_id)
);
CREATE INDEX refund_lines_order_line_id_idx ON refund_lines (order_line_id);
