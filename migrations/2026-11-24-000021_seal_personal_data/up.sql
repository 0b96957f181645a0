-- Addresses and names as sealed values. SQL has no keys: rows of before are sealed by the program, right after the
-- migrations (`securecart migrate` and every start). Until then their old columns are still read by nobody but that step;
-- the checks hold from the first moment for everything that is written.

ALTER TABLE users
  ADD COLUMN email_sealed bytea,
  -- HMAC-SHA256 of the compared form: what an address is found by.
  ADD COLUMN email_index bytea CHECK (octet_length(email_index) = 32),
  ADD COLUMN full_name_sealed bytea,
  -- Set when the account's key was destroyed; the row stays, since orders tell its purchases apart from others'.
  ADD COLUMN erased_at timestamptz,
  ALTER COLUMN email DROP NOT NULL,
  ALTER COLUMN email_key DROP NOT NULL,
  ALTER COLUMN full_name DROP NOT NULL,
  ALTER COLUMN full_name DROP DEFAULT,
  ADD CONSTRAINT users_readable_nowhere
    CHECK (email IS NULL AND email_key IS NULL AND full_name IS NULL) NOT VALID,
  ADD CONSTRAINT users_email_sealed_and_found CHECK ((email_sealed IS NULL) = (email_index IS NULL)),
  ADD CONSTRAINT users_erased_without_data
    CHECK (erased_at IS NULL OR (email_sealed IS NULL AND full_name_sealed IS NULL AND disabled_at IS NOT NULL));
CREATE UNIQUE INDEX users_verified_email_index_key ON users (email_index) WHERE email_verified_at IS NOT NULL;
CREATE INDEX users_email_index_idx ON users (email_index);

ALTER TABLE orders
  ADD COLUMN email_sealed bytea,
  ADD COLUMN email_index bytea CHECK (octet_length(email_index) = 32),
  -- The customer's key, or the order's own where it was a guest's.
  ADD COLUMN data_key_id uuid REFERENCES data_keys (id) ON DELETE SET NULL,
  ALTER COLUMN email DROP NOT NULL,
  ALTER COLUMN email DROP DEFAULT,
  ADD CONSTRAINT orders_readable_nowhere CHECK (email IS NULL) NOT VALID,
  ADD CONSTRAINT orders_email_sealed_and_found CHECK ((email_sealed IS NULL) = (email_index IS NULL));
CREATE INDEX orders_email_index_idx ON orders (email_index);
CREATE INDEX orders_data_key_id_idx ON orders (data_key_id);
