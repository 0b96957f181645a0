ALTER TABLE orders DROP CONSTRAINT orders_completed_when_fulfilled;
