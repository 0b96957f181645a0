-- A bank can refuse a payment that the provider had accepted. That is neither the shopper's doing nor the time's, and who
-- paid is told so.

ALTER TABLE checkouts DROP CONSTRAINT checkouts_status_check;
ALTER TABLE checkouts ADD CONSTRAINT checkouts_status_check
  CHECK (status IN ('open', 'processing', 'paid', 'cancelled', 'declined', 'expired'));
