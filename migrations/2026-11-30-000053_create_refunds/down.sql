DROP TABLE refund_lines;
DROP TABLE refunds;
ALTER TABLE order_lines DROP COLUMN refunded_quantity, DROP COLUMN refunded_minor, DROP COLUMN restocked_quantity;
ALTER TABLE orders DROP COLUMN refunded_shipping_minor;
ALTER TABLE payments DROP COLUMN captured_currency;
