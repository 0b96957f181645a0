-- Changes of an account's address: asked for, confirmed at the new address, and for a while undone at the old one.

CREATE TABLE address_changes (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- The session that asked, unless it has ended since: it alone outlives the change.
  session_id uuid REFERENCES sessions (id) ON DELETE SET NULL,
  -- Sealed: the address that is wanted.
  wanted_sealed bytea NOT NULL,
  -- Sealed: the address of before, if it was confirmed. Nobody else is asked whether they want their account back.
  former_sealed bytea,
  -- SHA-256 of the token in the link that was mailed last: to the new address first, then to the old one.
  token_hash bytea UNIQUE CHECK (octet_length(token_hash) = 32),
  requested_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  -- When the link, and with it the row, is worth nothing any more.
  expires_at timestamptz NOT NULL CHECK (expires_at > requested_at),
  CONSTRAINT address_changes_undone_after_they_are_done CHECK (former_sealed IS NULL OR confirmed_at IS NOT NULL)
);
-- One that waits for its confirmation; a new wish takes its place.
CREATE UNIQUE INDEX address_changes_waiting_key ON address_changes (user_id) WHERE confirmed_at IS NULL;
CREATE INDEX address_changes_user_id_idx ON address_changes (user_id);
CREATE INDEX address_changes_session_id_idx ON address_changes (session_id);
CREATE INDEX address_changes_expires_at_idx ON address_changes (expires_at);
