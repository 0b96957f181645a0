-- The second factor: secrets of authenticator apps, recovery codes, and sign-ins that wait for a code.

CREATE TABLE totp_secrets (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  -- 20 bytes and their envelope: never readable here.
  sealed_secret bytea NOT NULL CHECK (octet_length(sealed_secret) = 77),
  -- The step of 30 seconds of the last code that was used: it and those before open nothing any more.
  last_step bigint NOT NULL CHECK (last_step >= 0),
  created_at timestamptz NOT NULL
);

-- A secret that was shown and not yet confirmed by a first code; asks for nothing and opens nothing.
CREATE TABLE pending_totp_secrets (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  sealed_secret bytea NOT NULL CHECK (octet_length(sealed_secret) = 77),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at)
);
CREATE INDEX pending_totp_secrets_expires_at_idx ON pending_totp_secrets (expires_at);

CREATE TABLE recovery_codes (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- SHA-256 of 120 random bits: a stolen table opens nothing.
  code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);

-- The password was right and a code is asked for. It is no session and opens nothing.
CREATE TABLE pending_sign_ins (
  -- SHA-256 of the token in the cookie.
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- The account's security_version when the password was right; if it is another by now, the sign-in is over.
  security_version bigint NOT NULL,
  -- What is counted against it until it is complete; keyed hashes.
  attempt jsonb NOT NULL,
  failures integer NOT NULL DEFAULT 0 CHECK (failures BETWEEN 0 AND 5),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at)
);
CREATE INDEX pending_sign_ins_user_id_idx ON pending_sign_ins (user_id);
CREATE INDEX pending_sign_ins_expires_at_idx ON pending_sign_ins (expires_at);
