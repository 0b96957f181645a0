-- What comes back. A return takes its units from what was sent of a line; one that is rejected gives them back.

ALTER TABLE order_lines
  -- Units in returns that were not rejected.
  ADD COLUMN returned_quantity integer NOT NULL DEFAULT 0,
  -- Units that were sent and whose money went back without a return.
  ADD COLUMN kept_quantity integer NOT NULL DEFAULT 0;
ALTER TABLE refund_lines
  -- How many of the units had been sent, and were not returned.
  ADD COLUMN kept_quantity integer NOT NULL DEFAULT 0;

UPDATE refund_lines SET kept_quantity = quantity - withheld_quantity;
UPDATE order_lines SET kept_quantity = refunded_quantity - withheld_quantity;

ALTER TABLE refund_lines ADD CONSTRAINT refund_lines_split_their_units
  CHECK (0 <= kept_quantity AND withheld_quantity + kept_quantity <= quantity);
ALTER TABLE order_lines
  ADD CONSTRAINT order_lines_never_return_more_than_was_sent
    CHECK (0 <= returned_quantity AND 0 <= kept_quantity AND returned_quantity + kept_quantity <= shipped_quantity),
  ADD CONSTRAINT order_lines_refund_what_is_withheld_kept_or_returned
    CHECK (withheld_quantity + kept_quantity <= refunded_quantity
      AND refunded_quantity <= withheld_quantity + kept_quantity + returned_quantity);

CREATE TABLE returns (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  status text NOT NULL CHECK (status IN ('requested', 'approved', 'rejected', 'received', 'refunded')),
  reason text NOT NULL CHECK (reason IN ('changed_mind', 'damaged', 'wrong_item', 'not_as_described', 'other')),
  -- What the customer says about it.
  note_sealed bytea,
  -- What the shop says to it.
  answer text NOT NULL DEFAULT '' CHECK (char_length(answer) <= 500),
  -- The refund that gave its money back; none again if that fails.
  refund_id uuid UNIQUE REFERENCES refunds (id) ON DELETE RESTRICT,
  requested_at timestamptz NOT NULL,
  decided_at timestamptz,
  received_at timestamptz,
  updated_at timestamptz NOT NULL,
  CONSTRAINT returns_are_decided CHECK ((status = 'requested') = (decided_at IS NULL)),
  CONSTRAINT returns_are_received CHECK ((status IN ('received', 'refunded')) = (received_at IS NOT NULL)),
  CONSTRAINT returns_are_refunded CHECK ((status = 'refunded') = (refund_id IS NOT NULL))
);
CREATE INDEX returns_order_id_idx ON returns (order_id, id);
CREATE INDEX returns_open_idx ON returns (id) WHERE status IN ('requested', 'approved', 'received');

CREATE TABLE return_lines (
  id uuid PRIMARY KEY,
  return_id uuid NOT NULL REFERENCES returns (id) ON DELETE RESTRICT,
  order_line_id uuid NOT NULL REFERENCES order_lines (id) ON DELETE RESTRICT,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  -- Units that went on the shelf again when they arrived.
  restocked_quantity integer NOT NULL DEFAULT 0,
  UNIQUE (return_id, order_line_id),
  CONSTRAINT return_lines_restock_what_came CHECK (0 <= restocked_quantity AND restocked_quantity <= quantity)
);
CREATE INDEX return_lines_order_line_id_idx ON return_lines (order_line_id);
