-- Orders say how they reach their buyers and which tax they bear: copies from the moment of purchase.

ALTER TABLE orders
  ADD COLUMN shipping_method_id uuid REFERENCES shipping_methods (id) ON DELETE SET NULL,
  ADD COLUMN shipping_name text CHECK (char_length(shipping_name) BETWEEN 1 AND 80),
  ADD COLUMN shipping_kind text CHECK (shipping_kind IN ('pickup', 'ship')),
  -- Working days.
  ADD COLUMN shipping_days_from smallint CHECK (shipping_days_from BETWEEN 0 AND 90),
  ADD COLUMN shipping_days_to smallint CHECK (shipping_days_to BETWEEN shipping_days_from AND 90),
  ADD COLUMN tax_name text CHECK (char_length(tax_name) BETWEEN 1 AND 40),
  ADD COLUMN tax_rate_millionths integer CHECK (tax_rate_millionths BETWEEN 0 AND 1000000),
  -- Addresses and the buyer's note, sealed with the same key as the e-mail address.
  ADD COLUMN delivery_sealed bytea,
  -- When the buyer accepted the terms of the shop, if that was asked.
  ADD COLUMN terms_accepted_at timestamptz,
  ADD CONSTRAINT orders_delivery_named CHECK ((shipping_name IS NULL) = (shipping_kind IS NULL)),
  ADD CONSTRAINT orders_tax_named CHECK ((tax_name IS NULL) = (tax_rate_millionths IS NULL));
CREATE INDEX orders_shipping_method_id_idx ON orders (shipping_method_id);
