-- Money that came for an order that other money had paid already: a second payment page of the same checkout. It goes
-- back by itself, through the queue of all other refunds.
CREATE TABLE unexpected_payments (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  -- Each page and each payment counts once, however often and from how many sides the shop hears of it.
  provider_session_id text NOT NULL UNIQUE,
  provider_payment_id text NOT NULL UNIQUE,
  captured_minor bigint NOT NULL CHECK (captured_minor > 0),
  refunded_minor bigint NOT NULL DEFAULT 0,
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  received_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT unexpected_payments_never_refund_more_than_captured
    CHECK (0 <= refunded_minor AND refunded_minor <= captured_minor)
);
CREATE INDEX unexpected_payments_order_id_idx ON unexpected_payments (order_id);

-- A refund is of the one or of the other. A program of the release before can not read one that is not of the order's own
-- payment, and leaves it alone: were the column filled, it would give back the wrong money.
ALTER TABLE refunds
  ALTER COLUMN payment_id DROP NOT NULL,
  ADD COLUMN unexpected_payment_id uuid REFERENCES unexpected_payments (id) ON DELETE RESTRICT,
  ADD CONSTRAINT refunds_are_of_one_payment CHECK (num_nonnulls(payment_id, unexpected_payment_id) = 1),
  -- Lines and shipping were paid by the order's own payment.
  ADD CONSTRAINT refunds_of_unexpected_payments_are_of_no_lines
    CHECK (unexpected_payment_id IS NULL OR (lines_minor = 0 AND shipping_minor = 0)),
  DROP CONSTRAINT refunds_reason_check,
  ADD CONSTRAINT refunds_reason_check CHECK (reason IN ('changed_mind', 'damaged', 'wrong_item', 'not_delivered',
    'price_adjustment', 'order_cancelled', 'not_honoured', 'paid_twice', 'other'));
CREATE INDEX refunds_unexpected_payment_id_idx ON refunds (unexpected_payment_id);
