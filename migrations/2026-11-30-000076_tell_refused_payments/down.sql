UPDATE checkouts SET status = 'cancelled' WHERE status = 'declined';
ALTER TABLE checkouts DROP CONSTRAINT checkouts_status_check;
ALTER TABLE checkouts ADD CONSTRAINT checkouts_status_check
  CHECK (status IN ('open', 'processing', 'paid', 'cancelled', 'expired'));
