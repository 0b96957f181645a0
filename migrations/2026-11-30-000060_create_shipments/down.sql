DROP TABLE shipment_lines;
DROP TABLE shipments;
ALTER TABLE refund_lines DROP COLUMN withheld_quantity;
ALTER TABLE order_lines
  DROP CONSTRAINT order_lines_never_ship_more_than_is_left,
  DROP CONSTRAINT order_lines_withhold_what_was_refunded,
  DROP COLUMN shipped_quantity,
  DROP COLUMN withheld_quantity;
ALTER TABLE orders DROP COLUMN completed_at;
