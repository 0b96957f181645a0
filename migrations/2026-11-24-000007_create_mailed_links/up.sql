-- Links that are mailed, and how often mails may be asked for.

CREATE TABLE mailed_links (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('confirm_address', 'reset_password')),
  -- SHA-256 of the token in the link: a stolen table opens nothing.
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  -- SHA-256 of the token and what it was made for (address, version of the security data): when that changes, the
  -- link is worthless.
  bound_to bytea NOT NULL CHECK (octet_length(bound_to) = 32),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  -- A new link takes the place of the one before.
  PRIMARY KEY (user_id, purpose)
);
CREATE INDEX mailed_links_expires_at_idx ON mailed_links (expires_at);

CREATE TABLE mail_quotas (
  -- HMAC of what is counted (an address, a network): it can not be guessed back without the shop's key.
  key_hash bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
  started_at timestamptz NOT NULL,
  used integer NOT NULL CHECK (used > 0)
);
CREATE INDEX mail_quotas_started_at_idx ON mail_quotas (started_at);
