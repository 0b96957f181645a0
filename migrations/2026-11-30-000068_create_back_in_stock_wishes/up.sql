-- Who wants one mail when something is there again: a customer, or a guest by an address that has to be confirmed first.
CREATE TABLE back_in_stock_wishes (
  id uuid PRIMARY KEY,
  variant_id uuid NOT NULL REFERENCES product_variants (id) ON DELETE CASCADE,
  user_id uuid REFERENCES users (id) ON DELETE CASCADE,
  -- A guest's address, sealed with the shop's key, and what it is recognised by.
  email_sealed bytea,
  email_index bytea CHECK (octet_length(email_index) = 32),
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  -- When the one mail was promised; set in the same transaction.
  told_at timestamptz,
  CONSTRAINT back_in_stock_wishes_are_somebodys CHECK (num_nonnulls(user_id, email_sealed) = 1),
  CONSTRAINT back_in_stock_wishes_are_recognised CHECK ((email_sealed IS NULL) = (email_index IS NULL)),
  CONSTRAINT back_in_stock_wishes_are_confirmed CHECK (told_at IS NULL OR confirmed_at IS NOT NULL)
);
CREATE UNIQUE INDEX back_in_stock_wishes_one_of_customer ON back_in_stock_wishes (user_id, variant_id)
  WHERE told_at IS NULL;
CREATE UNIQUE INDEX back_in_stock_wishes_one_of_address ON back_in_stock_wishes (email_index, variant_id)
  WHERE told_at IS NULL;
CREATE INDEX back_in_stock_wishes_user_id_idx ON back_in_stock_wishes (user_id);
CREATE INDEX back_in_stock_wishes_variant_id_idx ON back_in_stock_wishes (variant_id);
CREATE INDEX back_in_stock_wishes_waiting_idx ON back_in_stock_wishes (id)
  WHERE confirmed_at IS NOT NULL AND told_at IS NULL;
CREATE TRIGGER back_in_stock_wishes_not_of_erased BEFORE INSERT OR UPDATE OF user_id ON back_in_stock_wishes
  FOR EACH ROW EXECUTE FUNCTION refuse_for_erased_account('user_id');
