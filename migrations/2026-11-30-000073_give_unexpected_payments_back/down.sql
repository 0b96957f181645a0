-- Money that came twice stays written down in the audit log; the books before knew nothing of it.
DELETE FROM refunds WHERE unexpected_payment_id IS NOT NULL;
UPDATE refunds SET reason = 'other' WHERE reason = 'paid_twice';
ALTER TABLE refunds
  DROP CONSTRAINT refunds_reason_check,
  ADD CONSTRAINT refunds_reason_check CHECK (reason IN ('changed_mind', 'damaged', 'wrong_item', 'not_delivered',
    'price_adjustment', 'order_cancelled', 'not_honoured', 'other')),
  DROP CONSTRAINT refunds_of_unexpected_payments_are_of_no_lines,
  DROP CONSTRAINT refunds_are_of_one_payment,
  DROP COLUMN unexpected_payment_id,
  ALTER COLUMN payment_id SET NOT NULL;
DROP TABLE unexpected_payments;
