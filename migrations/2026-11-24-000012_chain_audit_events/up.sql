-- Every entry of the audit log proves the one before it, see docs/adr/0015-chained-audit-log.md.

-- Numbers without gaps, so that a missing one shows; the program takes them from audit_head. No program without the
-- chain may write beside one with it, which an update within two releases would allow: none has been released yet.
ALTER TABLE audit_events ALTER COLUMN seq DROP IDENTITY;
ALTER TABLE audit_events
  -- The permission that staff used.
  ADD COLUMN permission text CHECK (permission ~ '^(read|write)_[a-z_]+$'),
  -- The mac of the entry before. Entries from before the chain have neither.
  ADD COLUMN prev bytea CHECK (octet_length(prev) = 32),
  -- HMAC-SHA256 over prev and the entry.
  ADD COLUMN mac bytea CHECK (octet_length(mac) = 32),
  ADD CONSTRAINT audit_events_linked CHECK ((prev IS NULL) = (mac IS NULL));

-- Where the chain ends. One row, made by the program, which has the key; locked last by every transaction that writes
-- to the audit log.
CREATE TABLE audit_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  first_seq bigint NOT NULL,
  last_seq bigint NOT NULL CHECK (last_seq >= first_seq - 1),
  -- The mac of the last entry.
  mac bytea NOT NULL CHECK (octet_length(mac) = 32),
  -- HMAC-SHA256 over this row: who has no key can not move the end.
  seal bytea NOT NULL CHECK (octet_length(seal) = 32)
);

CREATE INDEX audit_events_event_idx ON audit_events (event, seq DESC);
CREATE INDEX audit_events_address_idx ON audit_events (address, seq DESC);
CREATE INDEX audit_events_at_idx ON audit_events (at);
CREATE INDEX audit_events_object_key_idx ON audit_events (object_key, seq DESC);
