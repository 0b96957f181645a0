-- Keys, none of them readable here: data keys are wrapped by the operator's master keys, which live outside of the
-- database.

CREATE TABLE master_keys (
  -- Derived from the key itself: a program with other master keys is told from the right one by it.
  id uuid PRIMARY KEY,
  created_at timestamptz NOT NULL
);

CREATE TABLE data_keys (
  id uuid PRIMARY KEY,
  -- shop: what belongs to nobody. index: blind indexes, seals nothing. customer: one account's data; to destroy the
  -- row is to destroy the data. order: a guest's order.
  purpose text NOT NULL CHECK (purpose IN ('shop', 'index', 'customer', 'order')),
  user_id uuid UNIQUE REFERENCES users (id) ON DELETE CASCADE,
  -- A master key leaves only when nothing is wrapped by it, and what has left wraps nothing any more.
  master_key_id uuid NOT NULL REFERENCES master_keys (id) ON DELETE RESTRICT,
  wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 89),
  created_at timestamptz NOT NULL,
  CONSTRAINT data_keys_of_a_customer CHECK ((purpose = 'customer') = (user_id IS NOT NULL))
);
CREATE INDEX data_keys_master_key_id_idx ON data_keys (master_key_id, id);
CREATE UNIQUE INDEX data_keys_one_of_the_shop ON data_keys (purpose) WHERE purpose IN ('shop', 'index');
