-- When an order was given up after it had been paid; null for those that were never paid, and for all others.
ALTER TABLE orders ADD COLUMN cancelled_at timestamptz;
ALTER TABLE orders ADD CONSTRAINT orders_cancelled_before_anything_was_sent
  CHECK (status <> 'cancelled' OR fulfilment_status = 'unfulfilled') NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_cancelled_before_anything_was_sent;
