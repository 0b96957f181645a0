-- A completed order has left the house: completing marks it as sent. The constraint comes first, so that nothing
-- else completes an order between bringing the old rows along and looking at them all.

ALTER TABLE orders ADD CONSTRAINT orders_completed_when_fulfilled
  CHECK (status <> 'completed' OR fulfilment_status = 'fulfilled') NOT VALID;
UPDATE orders SET fulfilment_status = 'fulfilled' WHERE status = 'completed' AND fulfilment_status <> 'fulfilled';
ALTER TABLE orders VALIDATE CONSTRAINT orders_completed_when_fulfilled;
