ALTER TABLE cart_lines
  DROP CONSTRAINT cart_lines_seen_in_a_currency,
  DROP COLUMN currency,
  DROP COLUMN seen_price_minor;
