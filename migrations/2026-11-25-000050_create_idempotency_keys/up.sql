-- Calls that name themselves (`Idempotency-Key`), so that one that arrives twice is carried out once: see
-- docs/adr/0023-calls-that-are-carried-out-once.md.
CREATE TABLE idempotency_keys (
  -- SHA-256 over caller, method, path and key: whose key it is can not be read from it.
  id bytea PRIMARY KEY CHECK (octet_length(id) = 32),
  -- SHA-256 over method, path and body: the same key for another call is a mistake.
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  user_id uuid REFERENCES users (id) ON DELETE CASCADE,
  -- Who is carrying it out, and until when nobody else may begin.
  attempt uuid NOT NULL,
  claimed_until timestamptz NOT NULL,
  -- Set in the transaction of what the call changes: it is never begun again.
  has_effect boolean NOT NULL DEFAULT false,
  -- What a call had reached when it was cut off, such as the id of its checkout; it goes on from there.
  reached text CHECK (octet_length(reached) BETWEEN 1 AND 100),
  -- What was answered; sealed, since it may hold anything.
  answer_sealed bytea CHECK (octet_length(answer_sealed) <= 1048576),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX idempotency_keys_user_id_idx ON idempotency_keys (user_id);
CREATE INDEX idempotency_keys_expires_at_idx ON idempotency_keys (expires_at);
CREATE TRIGGER idempotency_keys_not_of_erased BEFORE INSERT OR UPDATE OF user_id ON idempotency_keys
  FOR EACH ROW EXECUTE FUNCTION refuse_for_erased_account('user_id');
