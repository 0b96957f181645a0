ALTER TABLE orders DROP CONSTRAINT orders_cancelled_before_anything_was_sent;
ALTER TABLE orders DROP COLUMN cancelled_at;
