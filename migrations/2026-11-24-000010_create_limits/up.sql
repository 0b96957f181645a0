-- How often anybody may do what, and what looks like an attack.

-- One row per bucket (GCRA): the time at which it is full again. Keys are keyed hashes, so that no address and no name
-- stands here. After a crash of the database the table is empty, which costs one bucket each. No index on the time:
-- it would have to follow every update, and only the sweeper asks.
CREATE UNLOGGED TABLE rate_limits (
  key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
  full_at timestamptz NOT NULL
) WITH (fillfactor = 70);

-- Failed sign-ins by what was typed in, whether or not there is such an account; keys are keyed hashes. Survives a
-- crash, since a lock has to.
CREATE TABLE sign_in_throttles (
  key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
  failures integer NOT NULL CHECK (failures >= 0),
  last_failed_at timestamptz NOT NULL,
  locked_until timestamptz
);

-- Browsers that completed a sign-in: they have a count of failures of their own, so that nobody locks an owner out.
CREATE TABLE sign_in_devices (
  -- SHA-256 of the token in the cookie.
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  -- Keyed hash of the name or address that was signed in with.
  identifier_hash bytea NOT NULL CHECK (octet_length(identifier_hash) = 32),
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  PRIMARY KEY (token_hash, identifier_hash)
);
CREATE INDEX sign_in_devices_user_id_idx ON sign_in_devices (user_id, last_used_at);

-- Failed sign-ins since the last completed one. At the cap the password is shut until it is set anew.
ALTER TABLE users
  ADD COLUMN failed_sign_ins integer NOT NULL DEFAULT 0 CHECK (failed_sign_ins >= 0),
  ADD COLUMN password_disabled_at timestamptz;

-- What was noticed lately, to be counted: kind, hash of who did it, hash of what it was done to.
CREATE UNLOGGED TABLE security_signals (
  kind text NOT NULL,
  source_hash bytea NOT NULL CHECK (octet_length(source_hash) = 32),
  subject_hash bytea NOT NULL CHECK (octet_length(subject_hash) = 32),
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (kind, source_hash, subject_hash)
);

CREATE TABLE security_events (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('password_spraying', 'account_targeted', 'id_probing', 'forged_webhooks',
    'forged_requests', 'path_scanning', 'permission_probing')),
  severity text NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
  -- A network address, or an account where it is the target.
  source text NOT NULL CHECK (octet_length(source) BETWEEN 1 AND 200),
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  occurrences integer NOT NULL CHECK (occurrences > 0),
  -- Until when the source is turned away.
  blocked_until timestamptz,
  -- Set when somebody let the source in again.
  lifted_at timestamptz,
  acknowledged_by uuid REFERENCES users (id) ON DELETE SET NULL,
  acknowledged_at timestamptz,
  CHECK (last_seen_at >= first_seen_at),
  CHECK (acknowledged_by IS NULL OR acknowledged_at IS NOT NULL)
);
-- What goes on while nobody has looked is one event.
CREATE UNIQUE INDEX security_events_open_key ON security_events (kind, source) WHERE acknowledged_at IS NULL;
CREATE INDEX security_events_acknowledged_by_idx ON security_events (acknowledged_by);
CREATE INDEX security_events_blocked_until_idx ON security_events (blocked_until) WHERE blocked_until IS NOT NULL;

INSERT INTO role_permissions (role_id, permission)
SELECT id, 'write_security' FROM roles WHERE name = 'admin';
