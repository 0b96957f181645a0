-- People, what they may do, and their sessions.

CREATE TABLE users (
  id uuid PRIMARY KEY,
  username text NOT NULL CHECK (char_length(username) BETWEEN 1 AND 150),
  -- Lower-case form: what uniqueness is judged by.
  username_key text NOT NULL UNIQUE,
  email text NOT NULL CHECK (octet_length(email) BETWEEN 3 AND 254),
  email_key text NOT NULL,
  -- An address belongs to an account only once it is confirmed; until then several may name it.
  email_verified_at timestamptz,
  full_name text NOT NULL DEFAULT '' CHECK (char_length(full_name) <= 200),
  -- PHC string of argon2id; never anything else.
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  -- Goes up whenever sessions and tokens of the account have to end.
  security_version bigint NOT NULL DEFAULT 1,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX users_verified_email_key ON users (email_key) WHERE email_verified_at IS NOT NULL;
CREATE INDEX users_email_key_idx ON users (email_key);

CREATE TABLE roles (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9_]{0,49}$'),
  description text NOT NULL,
  -- Made by a migration; can not be renamed or removed.
  builtin boolean NOT NULL DEFAULT false
);

CREATE TABLE role_permissions (
  role_id uuid NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
  permission text NOT NULL CHECK (permission ~ '^(read|write)_[a-z_]+$'),
  PRIMARY KEY (role_id, permission)
);

CREATE TABLE user_roles (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role_id uuid NOT NULL REFERENCES roles (id) ON DELETE RESTRICT,
  PRIMARY KEY (user_id, role_id)
);
CREATE INDEX user_roles_role_id_idx ON user_roles (role_id);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  -- SHA-256 of the token in the cookie: a stolen table opens no session.
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  user_id uuid REFERENCES users (id) ON DELETE CASCADE,
  -- The account's security_version at sign-in; a session of an older version is dead.
  security_version bigint,
  state jsonb NOT NULL,
  address text NOT NULL DEFAULT '',
  user_agent text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  -- Moves on with use.
  idle_expires_at timestamptz NOT NULL,
  -- Never moves.
  expires_at timestamptz NOT NULL,
  CHECK ((user_id IS NULL) = (security_version IS NULL))
);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);
CREATE INDEX sessions_idle_expires_at_idx ON sessions (idle_expires_at);

INSERT INTO roles (id, name, description, builtin) VALUES
  ('019ab000-0000-7000-8000-000000000001', 'admin', 'Everything', true),
  ('019ab000-0000-7000-8000-000000000002', 'staff', 'The daily work: products, stock and orders', true);

INSERT INTO role_permissions (role_id, permission)
SELECT '019ab000-0000-7000-8000-000000000001', permission
FROM unnest(ARRAY[
  'read_products', 'write_products', 'read_inventory', 'write_inventory', 'read_orders', 'write_orders',
  'read_refunds', 'write_refunds', 'read_coupons', 'write_coupons', 'read_users', 'write_users',
  'read_roles', 'write_roles', 'read_api_clients', 'write_api_clients', 'read_webhooks', 'write_webhooks',
  'read_settings', 'write_settings', 'read_reports', 'read_audit', 'read_security'
]) AS permission;

INSERT INTO role_permissions (role_id, permission)
SELECT '019ab000-0000-7000-8000-000000000002', permission
FROM unnest(ARRAY[
  'read_products', 'write_products', 'read_inventory', 'write_inventory', 'read_orders', 'write_orders',
  'read_refunds'
]) AS permission;
