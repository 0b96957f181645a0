-- What one unit cost when the shopper put it into the cart, or agreed to its price since. Lines of before, and of
-- programs of before, know none; XXX is ISO 4217's word for no currency.
ALTER TABLE cart_lines
  ADD COLUMN seen_price_minor bigint CHECK (seen_price_minor BETWEEN 0 AND 1000000000),
  ADD COLUMN currency char(3) NOT NULL DEFAULT 'XXX' CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT cart_lines_seen_in_a_currency CHECK (seen_price_minor IS NULL OR currency <> 'XXX');
