-- What is sent, by lines and units. The counters on the lines are what holds: a shipment adds to one, a refund of what
-- was not sent to the other, and together they are never more than was bought.

ALTER TABLE orders ADD COLUMN completed_at timestamptz;
-- Orders of before personal data was sealed can not be written until the program has sealed them (migration 21); their
-- timelines do without this moment.
UPDATE orders SET completed_at = updated_at WHERE status = 'completed' AND email IS NULL;

ALTER TABLE order_lines
  ADD COLUMN shipped_quantity integer NOT NULL DEFAULT 0,
  -- Units that are not sent any more, since their money has gone back.
  ADD COLUMN withheld_quantity integer NOT NULL DEFAULT 0;
ALTER TABLE refund_lines
  -- How many of the units had not been sent.
  ADD COLUMN withheld_quantity integer NOT NULL DEFAULT 0 CHECK (0 <= withheld_quantity AND withheld_quantity <= quantity);

CREATE TABLE shipments (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  carrier text NOT NULL DEFAULT '' CHECK (char_length(carrier) <= 60),
  tracking_number text NOT NULL DEFAULT '' CHECK (char_length(tracking_number) <= 60),
  tracking_url text NOT NULL DEFAULT ''
    CHECK (tracking_url = '' OR tracking_url LIKE 'https://%' AND char_length(tracking_url) <= 500),
  shipped_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX shipments_order_id_idx ON shipments (order_id, id);

CREATE TABLE shipment_lines (
  id uuid PRIMARY KEY,
  shipment_id uuid NOT NULL REFERENCES shipments (id) ON DELETE RESTRICT,
  order_line_id uuid NOT NULL REFERENCES order_lines (id) ON DELETE RESTRICT,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  UNIQUE (shipment_id, order_line_id)
);
CREATE INDEX shipment_lines_order_line_id_idx ON shipment_lines (order_line_id);

-- What was marked as sent before there were shipments has been sent in one; of other orders nothing was.
INSERT INTO shipments (id, order_id, shipped_at, created_at)
  SELECT gen_random_uuid(), id, updated_at, updated_at FROM orders WHERE fulfilment_status = 'fulfilled';
INSERT INTO shipment_lines (id, shipment_id, order_line_id, quantity)
  SELECT gen_random_uuid(), s.id, l.id, l.quantity FROM order_lines l JOIN shipments s ON s.order_id = l.order_id;
UPDATE order_lines l SET shipped_quantity = quantity FROM shipments s WHERE s.order_id = l.order_id;
UPDATE refund_lines f SET withheld_quantity = f.quantity FROM order_lines l, orders o
  WHERE l.id = f.order_line_id AND o.id = l.order_id AND o.fulfilment_status <> 'fulfilled';
UPDATE order_lines l SET withheld_quantity = refunded_quantity FROM orders o
  WHERE o.id = l.order_id AND o.fulfilment_status <> 'fulfilled' AND l.refunded_quantity > 0;

ALTER TABLE order_lines
  ADD CONSTRAINT order_lines_never_ship_more_than_is_left
    CHECK (0 <= shipped_quantity AND 0 <= withheld_quantity AND shipped_quantity + withheld_quantity <= quantity),
  ADD CONSTRAINT order_lines_withhold_what_was_refunded CHECK (withheld_quantity <= refunded_quantity);
