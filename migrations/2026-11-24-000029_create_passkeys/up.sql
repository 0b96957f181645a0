-- Passkeys: public keys of devices that sign in without a password, and the challenges they answer.

CREATE TABLE passkeys (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- What the device calls the key; whoever has it can do nothing with it.
  credential_id bytea NOT NULL UNIQUE CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
  -- The public key, its signature counter and how it was made, as the WebAuthn library keeps them.
  credential jsonb NOT NULL,
  -- What its owner calls it: never readable here.
  name_sealed bytea NOT NULL CHECK (octet_length(name_sealed) BETWEEN 58 AND 400),
  -- The device keeps it in a cloud, so it may be on other devices too.
  synced boolean NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_user_id_idx ON passkeys (user_id, id DESC);

-- A challenge that a device is asked to sign. It is taken once, and opens nothing without a signature.
CREATE TABLE passkey_ceremonies (
  -- SHA-256 of the token that goes on with it.
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  purpose text NOT NULL CHECK (purpose IN ('register', 'sign_in', 'second_factor', 'confirm')),
  -- Whose passkey is asked for; none where nobody has said yet who signs in.
  user_id uuid REFERENCES users (id) ON DELETE CASCADE,
  state jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  CHECK ((user_id IS NULL) = (purpose = 'sign_in'))
);
CREATE INDEX passkey_ceremonies_user_id_idx ON passkey_ceremonies (user_id);
CREATE INDEX passkey_ceremonies_expires_at_idx ON passkey_ceremonies (expires_at);
